import { inputNames } from "../../data/code.ts";
import type {
  FeatureCoding,
  NumberScale,
  Preprocessing,
  TargetCoding,
} from "../../data/dataset.ts";
import { type DateArithmetic, findDatePart } from "../../data/date-parts.ts";
import type { LayerSpec } from "../../graph/network.ts";
import { splitParameters } from "../layers.ts";
import type { WholeModel } from "../model.ts";
import { GraphWriter } from "./graph-writer.ts";
import { elementTypes, mlDomain } from "./schema.ts";

/** Names of the outputs by task. */
export const outputNames = {
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

/** Numeric columns side by side [N, K], filled where missing, centred and scaled. */
function codeNumbers(
  graph: GraphWriter,
  x: string,
  features: readonly (FeatureCoding & { type: "number" })[],
  prefix = "inputs",
): string {
  let value = graph.node("Cast", [x], `${prefix}.double`, { to: elementTypes.double });
  value = filled(
    graph,
    value,
    features.map(({ fill }) => fill),
    prefix,
  );
  return scaledNumbers(graph, value, features, prefix);
}

/** A row of doubles that is applied to [N, K]. */
function rowOf(graph: GraphWriter, name: string, values: readonly number[]): string {
  return graph.constant(name, [1, values.length], doubles(values));
}

/** Doubles [N, K] with something in place of NaN where a column has it. */
function filled(
  graph: GraphWriter,
  value: string,
  fills: readonly (number | null)[],
  prefix: string,
): string {
  if (fills.every((fill) => fill === null)) return value;
  const missing = graph.node("IsNaN", [value], `${prefix}.missing`);
  const fill = rowOf(
    graph,
    `${prefix}.fill`,
    fills.map((one) => one ?? Number.NaN),
  );
  return graph.node("Where", [missing, fill, value], `${prefix}.filled`);
}

/** Doubles [N, K] through their curves, centred and scaled, as float. */
function scaledNumbers(
  graph: GraphWriter,
  doubles: string,
  scales: readonly NumberScale[],
  prefix: string,
): string {
  let value = curvedNumbers(graph, doubles, scales, prefix);
  if (scales.some(({ mean }) => mean !== 0)) {
    const means = scales.map(({ mean }) => mean);
    value = graph.node("Sub", [value, rowOf(graph, `${prefix}.mean`, means)], `${prefix}.centred`);
  }
  if (scales.some(({ scale }) => scale !== 1)) {
    const all = scales.map(({ scale }) => scale);
    value = graph.node("Div", [value, rowOf(graph, `${prefix}.scale`, all)], `${prefix}.scaled`);
  }
  return graph.node("Cast", [value], `${prefix}.coded`, { to: elementTypes.float });
}

/** sign(v) · ln(1 + |v|) where a column has it. */
function curvedNumbers(
  graph: GraphWriter,
  value: string,
  scales: readonly NumberScale[],
  prefix: string,
): string {
  if (scales.every(({ curve }) => curve === undefined)) return value;
  const size = graph.node("Abs", [value], `${prefix}.size`);
  const one = graph.constant(`${prefix}.one`, [], Float64Array.of(1));
  const above = graph.node("Add", [size, one], `${prefix}.above`);
  const log = graph.node("Log", [above], `${prefix}.log`);
  const sign = graph.node("Sign", [value], `${prefix}.sign`);
  const all = graph.node("Mul", [sign, log], `${prefix}.curved`);
  if (scales.every(({ curve }) => curve !== undefined)) return all;
  const which = rowOf(
    graph,
    `${prefix}.curves`,
    scales.map(({ curve }) => (curve === undefined ? 0 : 1)),
  );
  const choice = graph.node(
    "Greater",
    [which, rowOf(graph, `${prefix}.none`, [0])],
    `${prefix}.choice`,
  );
  return graph.node("Where", [choice, all, value], `${prefix}.mixed`);
}

/** JSON knows no −0, which would come back from the metadata as 0. */
const doubles = (values: readonly number[]) => Float64Array.from(values, (value) => value + 0);

function codeColumns(graph: GraphWriter, features: readonly FeatureCoding[]): string {
  const coded = features.map((feature, index) => {
    const { column } = feature;
    const prefix = `inputs.${index}`;
    if (feature.type === "number") {
      const type = feature.wide ? "double" : "float";
      return codeNumbers(graph, graph.input(column, type, 1), [feature], prefix);
    }
    if (feature.type === "date") {
      return codeDate(graph, graph.input(column, "double", 1), feature, prefix);
    }
    return codeCategory(graph, graph.input(column, "string", 1), feature, prefix);
  });
  return graph.node("Concat", coded, "inputs.coded", { axis: 1 });
}

/** The parts of dates in milliseconds since 1970 UTC, side by side, scaled. */
function codeDate(
  graph: GraphWriter,
  date: string,
  { parts, fill }: FeatureCoding & { type: "date" },
  prefix: string,
): string {
  const milliseconds = filled(graph, date, [fill], prefix);
  const arithmetic = graphArithmetic(graph, `${prefix}.date`);
  const values = parts.map(({ part }) => findDatePart(part).of(arithmetic, milliseconds));
  const all =
    values.length === 1
      ? (values[0] as string)
      : graph.node("Concat", values, `${prefix}.parts`, { axis: 1 });
  return scaledNumbers(graph, all, parts, prefix);
}

/** Arithmetic of dates as nodes on doubles. */
function graphArithmetic(graph: GraphWriter, prefix: string): DateArithmetic<string> {
  const operand = (value: string | number) =>
    typeof value === "string"
      ? value
      : graph.constant(`${prefix}.number`, [], Float64Array.of(value));
  const apply = (operator: string, a: string, b: string | number) =>
    graph.node(operator, [a, operand(b)], prefix);
  return {
    add: (a, b) => apply("Add", a, b),
    subtract: (a, b) => apply("Sub", a, b),
    multiply: (a, b) => apply("Mul", a, b),
    divide: (a, by) => apply("Div", a, by),
    floorDivide: (a, by) => graph.node("Floor", [apply("Div", a, by)], prefix),
  };
}

/** One-hot: the label's number, −1 where it is unknown, compared with 0, 1, …; or that number. */
function codeCategory(
  graph: GraphWriter,
  text: string,
  feature: FeatureCoding & { type: "category" | "ordinal" },
  prefix: string,
): string {
  const { labels, fill } = feature;
  const filled = fill === null ? -1 : labels.indexOf(fill);
  const keys = filled < 0 ? labels : [...labels, ""];
  const number = graph.node(
    "LabelEncoder",
    [text],
    `${prefix}.label`,
    {
      keys_strings: keys,
      values_int64s: keys.map((_, place) => (place < labels.length ? place : filled)),
      default_int64: -1,
    },
    mlDomain,
  );
  if (feature.type === "ordinal") {
    const place = graph.node("Cast", [number], `${prefix}.place`, { to: elementTypes.double });
    return scaledNumbers(graph, place, [feature], prefix);
  }
  const places = BigInt64Array.from(labels, (_, place) => BigInt(place));
  const all = graph.constant(`${prefix}.places`, [1, labels.length], places);
  const equal = graph.node("Equal", [number, all], `${prefix}.equal`);
  return graph.node("Cast", [equal], `${prefix}.coded`, { to: elementTypes.float });
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
