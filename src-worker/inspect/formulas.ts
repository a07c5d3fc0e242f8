import { z } from "zod";
import { UserError } from "../errors.ts";
import { type ExpressionGraph, expressionGraph } from "../graph/expression/expression.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import { elementCount } from "../graph/shapes.ts";
import { gradientTensors } from "../graph/tensors.ts";
import type { Json } from "../json.ts";
import { checkedFields, fieldFault, problemFormat } from "./fields.ts";
import type { Result } from "./solve.ts";

/** Formulas with the tensors they are evaluated at. */
export interface FormulaProblem {
  readonly kind: "formulas";
  readonly title: string;
  readonly formulas: ExpressionGraph;
  /** Values of the inputs by name, row-major. */
  readonly values: Readonly<Record<string, readonly number[]>>;
}

/** Multiply-adds that gradient tensors may take, about: some seconds. */
const MOST_WORK = 2e9;
/** Names of results that a definition may not have. */
const taken = /^(?:value|d\/d.*)$/;

const problemSchema = z.strictObject({
  format: z.literal(problemFormat),
  title: z.string().default(""),
  expressions: z.array(z.string()).min(1),
  inputs: z.record(
    z.string().regex(/^\p{L}[\p{L}\p{M}\p{N}_^]*$/u, "a name is a letter, and letters or digits"),
    z.strictObject({ shape: z.array(z.int().min(1)).max(4), data: z.array(z.number()) }),
  ),
});

/**
 * Reads a problem whose formulas are given as `expressions`.
 *
 * @param file its name, for messages
 * @throws {UserError} naming the field, as in `inputs.W.data` or `expressions.0`
 */
export function parseFormulas(json: Json, file: string): FormulaProblem {
  const { title, expressions, inputs } = checkedFields(json, problemSchema, file);
  const shapes: Record<string, readonly number[]> = Object.create(null);
  const values: Record<string, readonly number[]> = Object.create(null);
  for (const [name, { shape, data }] of Object.entries(inputs)) {
    const size = elementCount(shape, 0);
    if (data.length !== size) {
      const reason = `has ${data.length} numbers, but the shape [${shape.join(", ")}] has ${size}`;
      throw fieldFault(file, `inputs.${name}.data`, reason);
    }
    shapes[name] = shape;
    values[name] = data;
  }
  try {
    return { kind: "formulas", title, formulas: expressionGraph(expressions, shapes), values };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { line } = error.place;
    const name = line === undefined ? "expressions" : `expressions.${line - 1}`;
    throw new UserError(`"${name}": ${error.message}`, error.remedy, { file, name });
  }
}

/**
 * Works formulas out in float64, with the tensors of all derivatives. Results: `value`, `d/d<name>`
 * of shape (M…, N…) for every input and every definition that depends on one, and each
 * definition by its name.
 *
 * @throws {UserError} when a number is not finite, or there would be too many of them
 */
export function solveFormulas({ formulas, values }: FormulaProblem): Record<string, Result> {
  const { graph, value, definitions } = formulas;
  checkWork(graph, value);
  const clash = definitions.find((node) => node !== value && taken.test(node.name));
  if (clash) {
    throw new UserError(`a definition is named ${clash.name}`, "choose another name", {
      name: clash.name,
    });
  }
  const dependent = dependents(graph);
  const inner = definitions.filter((node) => node !== value && dependent.has(node));
  const {
    value: result,
    values: points,
    gradients,
  } = gradientTensors(graph, {
    of: value.name,
    by: [...Object.keys(values), ...definitions.map(({ name }) => name)],
    values,
    rows: 1,
  });
  const results: Record<string, Result> = Object.create(null);
  const add = (name: string, tensor: { shape: readonly number[]; data: ArrayLike<number> }) => {
    const data = Array.from(tensor.data);
    checkFinite(name, data);
    results[name] = { shape: tensor.shape, data };
  };
  for (const { name } of definitions) {
    const point = points.get(name);
    if (point) add(name, point);
  }
  add("value", result);
  for (const name of [...Object.keys(values), ...inner.map((node) => node.name)]) {
    const gradient = gradients.get(name);
    if (gradient) add(`d/d${name}`, gradient);
  }
  return results;
}

function checkFinite(name: string, data: readonly number[]): void {
  const index = data.findIndex((entry) => !Number.isFinite(entry));
  if (index < 0) return;
  throw new UserError(
    `element ${index} of ${name} is ${data[index]}`,
    "choose inputs where the formulas and their derivatives are finite",
    { name },
  );
}

function checkWork(graph: Graph, value: GraphNode): void {
  const size = (node: GraphNode) => elementCount(node.shape, 1);
  const work = size(value) * graph.nodes.reduce((sum, node) => sum + size(node), 0);
  if (work <= MOST_WORK) return;
  throw new UserError(
    `the derivatives of ${size(value)} elements would take too long`,
    "choose smaller inputs, or sum to a smaller value",
    { name: "expressions" },
  );
}

/** Nodes that an input has an influence on. */
function dependents({ nodes }: Graph): ReadonlySet<GraphNode> {
  const found = new Set<GraphNode>();
  for (const node of nodes) {
    if (node.kind === "data" || node.inputs.some((input) => found.has(input))) found.add(node);
  }
  return found;
}
