import { UserError } from "../../errors.ts";
import type { Graph, GraphNode, Shape } from "../graph.ts";
import { Compiler, stacked } from "./compile.ts";
import { fault } from "./fault.ts";
import { readLines } from "./lines.ts";
import { Nodes } from "./nodes.ts";
import type { Expression, Line } from "./syntax.ts";
import { ownShape, type Term } from "./terms.ts";

/** Formulas as a computation graph. */
export interface ExpressionGraph {
  /** Data nodes of the inputs' names, and a node of its name for each definition. */
  readonly graph: Graph;
  /** What the lines say: the one that no other uses, or several of them stacked. */
  readonly value: GraphNode;
  /** Nodes of the definitions, in the order of the lines. */
  readonly definitions: readonly GraphNode[];
}

/**
 * Reads formulas in the notation of the notes: definitions (`z_i = sum_j x_ij w_j + b`) in any
 * order, and lines without a name. Lines that no other line uses are the value, stacked along a
 * new first axis where there are several.
 *
 * Names side by side are the product of linear algebra; `*`, `/`, `^` and functions are of each
 * element; `+` and `−` repeat a vector over the rows of a matrix. Subscripts in letters are
 * indices that run together, in figures they choose an element, counted from 1. A sum without
 * brackets ends at the next + or −.
 *
 * @param inputs shapes by name; "N" stands for the rows of a batch
 * @param parameters names of the inputs that training changes; the others are data
 * @throws {UserError} with line and column, and what was expected there; `place.line` counts
 *   the lines from 1
 */
export function expressionGraph(
  lines: readonly string[],
  inputs: Readonly<Record<string, Shape>>,
  parameters: readonly string[] = [],
): ExpressionGraph {
  const read = readLines(lines, Object.keys(inputs));
  const [first] = read;
  if (first === undefined) throw new UserError("there is no formula", "write one");
  const uses = new Map(read.map((line) => [line, namesIn(line.expression)]));
  const used = new Set([...uses.values()].flatMap((names) => [...names]));
  const defined = read.flatMap(({ name }) => name ?? []);
  const nodes = new Nodes(defined);
  const terms = new Map<string, Term>();
  for (const [name, shape] of Object.entries(inputs)) {
    const kind = parameters.includes(name) ? "parameter" : "data";
    terms.set(name, { node: nodes.input(name, shape, kind), indices: [], row: false });
  }
  const results: { line: Line; term: Term }[] = [];
  for (const line of inOrder(read, uses)) {
    let term = new Compiler(nodes, line, terms).compile();
    if (line.name !== null) {
      term = { ...term, node: nodes.name(term.node, line.name) };
      terms.set(line.name, term);
    }
    if (line.name === null || !used.has(line.name)) results.push({ line, term });
  }
  results.sort((a, b) => a.line.number - b.line.number);
  const value = together(nodes, results);
  const definitions = defined.map((name) => (terms.get(name) as Term).node);
  return { graph: nodes.graph(value), value, definitions };
}

function together(nodes: Nodes, results: readonly { line: Line; term: Term }[]): GraphNode {
  const [first, ...others] = results as [(typeof results)[number], ...typeof results];
  if (others.length === 0) {
    // An input alone is the identity of it, so that value and input are two nodes.
    const { node } = first.term;
    return node.kind === "computed" ? node : nodes.apply("identity", [node]);
  }
  const shape = ownShape(first.term).join(" × ");
  const other = others.find(({ term }) => ownShape(term).join(" × ") !== shape);
  if (other) {
    const { line, term } = other;
    const shapes = [shape, ownShape(term).join(" × ")].map((one) => one || "a number");
    throw fault(
      `no other line uses this one or line ${first.line.number}, and they are not of one shape: ${shapes.join(" and ")}`,
      { line: line.number, offset: line.expression.from },
      "use one in another, or remove one",
    );
  }
  nodes.text = "value";
  return stacked(
    nodes,
    results.map(({ term }) => term),
  ).node;
}

/** The lines so that each comes after those it uses. @throws {UserError} where they go in circles */
function inOrder(
  lines: readonly Line[],
  uses: ReadonlyMap<Line, ReadonlySet<string>>,
): readonly Line[] {
  const done: Line[] = [];
  let waiting = lines;
  while (waiting.length > 0) {
    const missing = new Set(waiting.map(({ name }) => name));
    const isReady = (line: Line) => ![...(uses.get(line) ?? [])].some((name) => missing.has(name));
    const ready = waiting.filter(isReady);
    const [stuck] = waiting;
    if (ready.length === 0 && stuck) {
      const names = waiting.flatMap(({ name }) => name ?? []).join(", ");
      throw fault(
        `the definitions go in circles: ${names}`,
        { line: stuck.number, offset: stuck.expression.from },
        "define one without the others",
      );
    }
    done.push(...ready);
    waiting = waiting.filter((line) => !ready.includes(line));
  }
  return done;
}

/** Names that occur in the expression. */
function namesIn(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  const rest = [expression];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.kind === "name") names.add(next.name);
    rest.push(...partsOf(next));
  }
  return names;
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "name":
      return [];
    case "binary":
      return [expression.left, expression.right];
    case "call":
      return expression.operands;
    case "tuple":
      return expression.parts;
    default:
      return [expression.of];
  }
}
