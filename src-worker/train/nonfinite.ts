import type { Program } from "../graph/program.ts";

/**
 * A step came to numbers that the format cannot hold. It was undone: parameters and optimiser
 * are as they were before it.
 */
export class NonFinite extends Error {
  override readonly name = "NonFinite";
  /** What was not finite first: a value on the way forward, a gradient, or an updated parameter. */
  readonly kind: "value" | "gradient" | "update";
  /** Name of its node: "layers.1.z". */
  readonly tensor: string;

  constructor(kind: NonFinite["kind"], tensor: string) {
    super(`the ${kind} of ${tensor} is not finite`);
    this.kind = kind;
    this.tensor = tensor;
  }

  /**
   * What happened with its likely cause, and what to do.
   * @param step the step that was undone, from 1
   * @param learningRate of that step
   */
  words(step: number, learningRate: number): { what: string; remedy: string } {
    const layer = /^layers\.(\d+)/.exec(this.tensor)?.[1];
    const place = layer === undefined ? this.tensor : `layer ${layer} (${this.tensor})`;
    const what = {
      value: `the values of ${place} are`,
      gradient: `the gradient of ${place} is`,
      update: `the update of ${place} is`,
    }[this.kind];
    // Before the first update, only data and initial weights can be to blame.
    const [cause, remedy] =
      step === 1 && this.kind !== "update"
        ? ["the inputs, targets or initial weights are too large", "standardise the data"]
        : [`the learning rate ${learningRate} is too high`, "lower it and go on"];
    return {
      what: `at step ${step}: ${what} no longer finite, most likely because ${cause}`,
      remedy,
    };
  }
}

/** The first value of a forward pass, or else gradient of the backward pass, that is not finite. */
export function findInPass(program: Program, rows: number): NonFinite {
  const { nodes } = program.graph;
  for (const { name } of nodes) {
    if (name !== "labels" && !allFinite(program.value(name, rows).data)) {
      return new NonFinite("value", name);
    }
  }
  const parameters = nodes.filter(({ kind }) => kind === "parameter");
  // Backpropagation comes to the last layer first.
  for (const { name } of parameters.toReversed()) {
    if (!allFinite(program.gradient(name, rows).data)) return new NonFinite("gradient", name);
  }
  throw new Error("a loss or gradient was not finite, but every tensor is");
}

/** The first parameter that an update made, or whose optimiser state it made, not finite. */
export function findInUpdate(
  program: Program,
  slots: readonly (Float32Array | Float64Array)[],
): NonFinite {
  for (const { name, kind } of program.graph.nodes) {
    if (kind !== "parameter") continue;
    const { offset, length } = program.parameterRange(name);
    const vectors = [program.parameters(), ...slots];
    if (vectors.every((all) => allFinite(all.subarray(offset, offset + length)))) continue;
    return new NonFinite("update", name);
  }
  throw new Error("an update was not finite, but every parameter is");
}

function allFinite(values: Float32Array | Float64Array): boolean {
  return values.every((value) => Number.isFinite(value));
}
