import type { Random } from "../../kernels/random.ts";
import type { CatalogueEntry } from "../options.ts";

/** Where the weights of a layer begin; biases begin at zero. */
export interface Initializer extends CatalogueEntry {
  /** One weight of a layer with so many inputs and units. */
  draw(
    random: Random,
    inputs: number,
    units: number,
    options: Readonly<Record<string, number>>,
  ): number;
}

/** Uniform over [−bound, bound). */
export function within(random: Random, bound: number): number {
  return (2 * random.uniform() - 1) * bound;
}
