import { UserError } from "../errors.ts";
import { findActivation } from "./activations.ts";
import { GraphBuilder } from "./builder.ts";
import type { Graph } from "./graph.ts";
import type { LossName, NetworkSpec, Reduction } from "./network.ts";

/** A parameter tensor of a network: `layers.K.weight` or `layers.K.bias`. */
export interface ParameterName {
  readonly name: string;
  readonly shape: readonly [number, number] | readonly [number];
}

/** All parameters in their fixed order: `layers.0.weight`, `layers.0.bias`, `layers.1.weight`, … */
export function parameterNames(spec: NetworkSpec): readonly ParameterName[] {
  return spec.layers.flatMap(({ units, bias }, layer) => {
    const inputs = spec.layers[layer - 1]?.units ?? spec.inputs;
    const weight: ParameterName = { name: `layers.${layer}.weight`, shape: [units, inputs] };
    return bias ? [weight, { name: `layers.${layer}.bias`, shape: [units] }] : [weight];
  });
}

/** Number of elements of all parameters. */
export function parameterCount(spec: NetworkSpec): number {
  return parameterNames(spec).reduce(
    (total, { shape }) => total + shape.reduce((product, length) => product * length, 1),
    0,
  );
}

/** @throws {UserError} that names the layer and what is wrong with it */
export function validateNetwork(spec: NetworkSpec): void {
  if (!isCount(spec.inputs)) {
    throw new UserError(
      `the network has ${spec.inputs} inputs`,
      "give it a whole number of inputs, at least 1",
      { name: "inputs" },
    );
  }
  if (spec.layers.length === 0) {
    throw new UserError("the network has no layer", "add an output layer", { name: "layers" });
  }
  for (const [index, layer] of spec.layers.entries()) {
    const place = { name: `layers.${index}` };
    if (!isCount(layer.units)) {
      throw new UserError(
        `layer ${index} has ${layer.units} units`,
        "give it a whole number of units, at least 1",
        place,
      );
    }
    const { role, label } = findActivationAt(layer.activation, place);
    if (role === "output" && index < spec.layers.length - 1) {
      throw new UserError(
        `layer ${index} is hidden but has the output map ${label}`,
        "choose another activation for it",
        place,
      );
    }
    const rate = layer.dropout ?? 0;
    if (!(rate >= 0 && rate < 1)) {
      throw new UserError(
        `layer ${index} has the dropout ${rate}`,
        "choose a share from 0 to below 1",
        place,
      );
    }
    if (rate > 0 && index === spec.layers.length - 1) {
      throw new UserError("the output layer has dropout", "set it to 0", place);
    }
  }
}

/**
 * The network as a computation graph. Data nodes: `x` [N, inputs] and, with a loss, `y`
 * [N, outputs] or `labels` [N]; each layer K: `layers.K.z`, `layers.K.u` and, with dropout,
 * `layers.K.dropout`; then `losses` [N] and `loss` []. Cross-entropies are computed from the last
 * layer's z, the squared error from its u.
 * @param weighted whether each row's loss is multiplied by its own of the data `weights` [N], which
 *   gives `weightedLosses` [N]
 * @throws {UserError} as validateNetwork
 */
export function networkGraph(
  spec: NetworkSpec,
  loss: LossName | null,
  reduction: Reduction,
  weighted = false,
): Graph {
  validateNetwork(spec);
  const builder = new GraphBuilder();
  const x = builder.data("x", ["N", spec.inputs]);
  let input = x;
  let z = x;
  for (const [layer, { units, activation, bias, dropout = 0 }] of spec.layers.entries()) {
    const name = `layers.${layer}`;
    const operands = [
      input,
      builder.parameter(`${name}.weight`, [units, input.shape[1] as number]),
    ];
    if (bias) operands.push(builder.parameter(`${name}.bias`, [units]));
    z = builder.apply(`${name}.z`, "linear", operands, { layer });
    input = builder.apply(`${name}.u`, activation, [z], { layer });
    if (dropout > 0) {
      const attributes = { layer, rate: dropout };
      input = builder.apply(`${name}.dropout`, "dropout", [input], attributes);
    }
  }
  if (loss === null) return builder.graph(input);
  const outputs = z.shape[1] as number;
  const target =
    loss === "cce"
      ? builder.data("labels", ["N"], "target")
      : builder.data("y", ["N", outputs], "target");
  let losses = builder.apply("losses", loss, [loss === "squared" ? input : z, target]);
  if (weighted) {
    const weights = builder.data("weights", ["N"], "target");
    losses = builder.apply("weightedLosses", "multiply", [losses, weights]);
  }
  return builder.graph(input, builder.apply("loss", `${reduction}OfLosses`, [losses]));
}

function findActivationAt(name: string, place: { name: string }) {
  try {
    return findActivation(name);
  } catch (error) {
    throw error instanceof UserError ? error.at(place) : error;
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
