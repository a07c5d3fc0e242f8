import type { FeatureCoding, NumberScale } from "../../data/dataset.ts";
import { type DateArithmetic, findDatePart } from "../../data/date-parts.ts";
import type { GraphWriter } from "./graph-writer.ts";
import { elementTypes, mlDomain } from "./schema.ts";

/** Numeric columns side by side [N, K], filled where missing, centred and scaled. */
export function codeNumbers(
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
export const doubles = (values: readonly number[]) =>
  Float64Array.from(values, (value) => value + 0);

/** One input a column, coded side by side [N, inputs]. */
export function codeColumns(graph: GraphWriter, features: readonly FeatureCoding[]): string {
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
