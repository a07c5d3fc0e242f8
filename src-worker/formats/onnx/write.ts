import { inputNames } from "../../data/code.ts";
import type { FeatureCoding, Preprocessing, TargetCoding } from "../../data/dataset.ts";
import type { LayerSpec } from "../../graph/network.ts";
import { splitParameters } from "../layers.ts";
import type { WholeModel } from "../model.ts";
import { codeColumns, codeNumbers, doubles } from "./code-columns.ts";
import { GraphWriter } from "./graph-writer.ts";
import { elementTypes } from "./schema.ts";

/** Names of the outputs by task. */
const outputNames = {
  binary: "probability",
  multiclass: "probabilities",
  regression: "prediction",
} as const;

/** What `metadata_props` says the file is; `readOnnx` trusts only what it can write again. */
export const ONNX_FORMAT = "chainrule-onnx/1";

/**
 * The model as an ONNX graph (opset 13, IR 7; text through `ai.onnx.ml` 2, since `Equal` of
 * strings came to ONNX later than opset 13), from the table's own cells to its own units.
 *
 * Inputs: with numeric features alone one `x` [N, features], float; else one [N, 1] a column,
 * named as it, float for numbers, string for categories, and double for dates, in milliseconds
 * since 1970 UTC. Numbers are double where the training data had whole ones that float would
 * round. NaN and "" are missing: filled where
 * the model fills them; without filling they give NaN and no category. Output, float (its name
 * with #2 where a column is called so): `probability` [N, 1] of the second class, `probabilities` [N, classes], or `prediction`
 * [N, targets] in the targets' units. Scaling is done in double, as the program does it, so that
 * only sums of products may differ by rounding.
 */
export function writeOnnx(model: WholeModel): Uint8Array<ArrayBuffer> {
  const { network, preprocessing } = model;
  return writeGraph(model, {
    format: ONNX_FORMAT,
    inputs: JSON.stringify(inputNames(preprocessing.features)),
    network: JSON.stringify(network),
    preprocessing: JSON.stringify(preprocessing),
  });
}

/** As `writeOnnx`, with remarks of the caller's choice. */
export function writeGraph(
  model: WholeModel,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const { network, preprocessing, parameters } = model;
  const { features, target } = preprocessing;
  const numbers = numbersAlone(features);
  const graph = new GraphWriter(reservedNames(preprocessing));
  let u = numbers
    ? codeNumbers(graph, graph.input("x", xType(numbers), numbers.length), numbers)
    : codeColumns(graph, features);
  const tensors = splitParameters(network, parameters);
  for (const [index, layer] of network.layers.entries()) {
    const operands = ["weight", "bias"].flatMap((kind) => {
      const name = `layers.${index}.${kind}`;
      const tensor = tensors.get(name);
      return tensor ? [graph.constant(name, tensor.shape, tensor.data as Float32Array)] : [];
    });
    const z = graph.node("Gemm", [u, ...operands], `layers.${index}.z`, { transB: 1 });
    u = activate(graph, layer, z, `layers.${index}.u`);
  }
  const output = finishOutput(graph, u, target);
  graph.output(output, network.layers.at(-1)?.units ?? 0);
  return graph.finish(metadata);
}

/** Names that the constants and nodes of the graph cannot have. */
function reservedNames({ features }: Preprocessing): Set<string> {
  const columns = numbersAlone(features) ? ["x"] : features.map(({ column }) => column);
  return new Set(columns);
}

/** The features when all of them are numbers, which one input takes; else null. */
function numbersAlone(features: readonly FeatureCoding[]) {
  const numbers = features.filter((feature) => feature.type === "number");
  return numbers.length === features.length ? numbers : null;
}

/** What the one input of numbers holds: double when one of them has large whole numbers. */
function xType(numbers: readonly (FeatureCoding & { type: "number" })[]): "float" | "double" {
  return numbers.some(({ wide }) => wide === true) ? "double" : "float";
}

/** The parameter that a constant of this name holds, of a graph with this preprocessing. */
export function parameterConstant(preprocessing: Preprocessing, constant: string): string {
  const [name = ""] = constant.split("#");
  return reservedNames(preprocessing).has(name) ? name : constant;
}

const direct: Readonly<Record<string, string>> = {
  sigmoid: "Sigmoid",
  relu: "Relu",
  tanh: "Tanh",
  identity: "Identity",
  softplus: "Softplus",
  exp: "Exp",
};

function activate(graph: GraphWriter, { activation }: LayerSpec, z: string, u: string): string {
  const scalar = (name: string, value: number) =>
    graph.constant(`${u}.${name}`, [], Float32Array.of(value));
  switch (activation) {
    case "softmax":
      return graph.node("Softmax", [z], u, { axis: 1 });
    case "leakyRelu":
      return graph.node("LeakyRelu", [z], u, { alpha: { float: 0.01 } });
    case "threshold": {
      const above = graph.node("GreaterOrEqual", [z, scalar("zero", 0)], `${u}.above`);
      return graph.node("Cast", [above], u, { to: elementTypes.float });
    }
    case "gelu": {
      const scaled = graph.node("Mul", [z, scalar("root", Math.SQRT1_2)], `${u}.scaled`);
      const erf = graph.node("Erf", [scaled], `${u}.erf`);
      const doubled = graph.node("Add", [erf, scalar("one", 1)], `${u}.doubled`);
      const share = graph.node("Mul", [doubled, scalar("half", 0.5)], `${u}.share`);
      return graph.node("Mul", [z, share], u);
    }
    default: {
      const operator = direct[activation];
      if (operator === undefined) throw new RangeError(`no ONNX operator for ${activation}`);
      return graph.node(operator, [z], u);
    }
  }
}

function finishOutput(graph: GraphWriter, u: string, target: TargetCoding): string {
  const output = outputNames[target.task];
  const scaled =
    target.task === "regression" &&
    target.columns.some(({ mean, scale }) => mean !== 0 || scale !== 1);
  if (!scaled) return graph.node("Identity", [u], output);
  const row = (name: string, values: number[]) =>
    graph.constant(`outputs.${name}`, [1, values.length], doubles(values));
  const { columns } = target;
  const double = graph.node("Cast", [u], "outputs.double", { to: elementTypes.double });
  const scales = row(
    "scale",
    columns.map(({ scale }) => scale),
  );
  const wide = graph.node("Mul", [double, scales], "outputs.wide");
  const means = row(
    "mean",
    columns.map(({ mean }) => mean),
  );
  const shifted = graph.node("Add", [wide, means], "outputs.shifted");
  return graph.node("Cast", [shifted], output, { to: elementTypes.float });
}
