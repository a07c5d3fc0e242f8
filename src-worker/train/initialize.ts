import { parameterCount, parameterNames } from "../graph/build.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { Random } from "../kernels/random.ts";
import { resolve } from "./choice.ts";
import { initializers } from "./initializers/index.ts";
import type { TrainingOptions } from "./options.ts";

/**
 * Fresh parameters in the order of their names, from the options' seed alone.
 * @throws {UserError} when the initialiser or an option of it is unknown
 */
export function initialParameters(
  spec: NetworkSpec,
  { initializer, seed }: Pick<TrainingOptions, "initializer" | "seed">,
): Float32Array {
  const { entry, options } = resolve(initializers, initializer, "initializer");
  const random = new Random(seed, "initialise");
  const parameters = new Float32Array(parameterCount(spec));
  let offset = 0;
  for (const { shape } of parameterNames(spec)) {
    const [units, inputs] = shape;
    const count = units * (inputs ?? 1);
    if (inputs !== undefined) {
      for (let i = 0; i < count; i++) {
        parameters[offset + i] = entry.draw(random, inputs, units, options);
      }
    }
    offset += count;
  }
  return parameters;
}
