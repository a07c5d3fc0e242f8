import { UserError } from "../../errors.ts";
import type { Dimension, GraphNode, Shape } from "../graph.ts";
import type { Nodes } from "./nodes.ts";
import type { ReductionName, SummationIndex } from "./syntax.ts";

/**
 * A part of an expression: a tensor whose first axes are the free indices of the part, in their
 * order, and whose other axes are its own. z_ij has two indices and is a number, x_i of a matrix X
 * has one and is a vector, W has none and is a matrix.
 */
export interface Term {
  readonly node: GraphNode;
  readonly indices: readonly string[];
  /** A vector that lies, as x^T; otherwise it stands. */
  readonly row: boolean;
}

/** The shape without the axes of the indices. */
export function ownShape({ node, indices }: Term): Shape {
  return node.shape.slice(indices.length);
}

/** "number", "vector of 3" or "3 × 2". */
export function kindText(term: Term): string {
  const shape = ownShape(term);
  if (shape.length === 0) return "a number";
  return shape.length === 1 ? `a vector of ${shape[0]}` : `a tensor of ${shape.join(" × ")}`;
}

/** The function of each element, or (softmax) of each row. */
export function mapped(nodes: Nodes, operation: string, term: Term): Term {
  return { ...term, node: nodes.apply(operation, [term.node]) };
}

/**
 * An elementwise operation. Indices that both have run together. Own shapes must be equal, or
 * one operand a number; with `rows`, a vector may also go with every row of a matrix.
 */
export function elementwise(
  nodes: Nodes,
  operation: string,
  left: Term,
  right: Term,
  rows: boolean,
): Term {
  const [a, b] = [ownShape(left), ownShape(right)];
  const equal = a.length === b.length && a.every((length, axis) => length === b[axis]);
  const repeated = rows && a.length + b.length === 3 && a.at(-1) === b.at(-1);
  if (!equal && !repeated && a.length > 0 && b.length > 0) {
    throw new UserError(
      `${kindText(left)} and ${kindText(right)} do not fit together`,
      operation === "multiply" ? "* is of each element; the matrix product is W x" : "",
    );
  }
  const vectors = [left, right].filter((term) => ownShape(term).length === 1);
  const row = vectors.length > 0 && vectors.every((term) => term.row);
  if (!row && vectors.length === 2 && vectors.some((term) => term.row)) {
    throw new UserError(
      "a vector that stands and one that lies do not fit together",
      "add or remove ^T",
    );
  }
  // The order of the longer one, so that fewer tensors have to be arranged anew.
  const [more, fewer] = right.indices.length > left.indices.length ? [right, left] : [left, right];
  const indices = [...new Set([...more.indices, ...fewer.indices])];
  for (const index of left.indices) checkLengths(index, left, right);
  const rank = Math.max(a.length, b.length);
  const aligned = [left, right].map((term) => align(nodes, term, indices, rank));
  return { node: nodes.apply(operation, aligned), indices, row };
}

/** The elements or parts that a subscript names: letters become indices, figures choose. */
export function subscripted(nodes: Nodes, term: Term, written: string): Term {
  let result: Term = { ...term, row: false };
  for (const index of subscriptParts(written, ownShape(term).length)) {
    if (ownShape(result).length === 0) {
      throw new UserError(
        `${kindText(term)} has no element ${written}`,
        ownShape(term).length === 0 ? "leave the index out" : "leave an index out",
      );
    }
    result = /^\d+$/.test(index)
      ? element(nodes, result, Number(index))
      : labelled(nodes, result, index);
  }
  return result;
}

/** The reduction over the indices, or without any over all own axes. */
export function reduced(
  nodes: Nodes,
  operation: ReductionName,
  term: Term,
  over: readonly SummationIndex[],
): Term {
  const axes = over.map(({ index, length }) => {
    const axis = term.indices.indexOf(index);
    if (axis < 0) {
      throw new UserError(
        `the sum is over ${index}, but what it is taken of has no index ${index}`,
        `write ${index} as a subscript in it`,
      );
    }
    if (length !== null && length !== term.node.shape[axis]) {
      throw new UserError(
        `the sum runs to ${length}, but ${index} to ${term.node.shape[axis]}`,
        "",
      );
    }
    return axis;
  });
  if (over.length > 0) {
    const gone = over.map(({ index }) => index);
    const indices = term.indices.filter((index) => !gone.includes(index));
    return { ...term, node: overAxes(nodes, operation, term.node, axes), indices };
  }
  const own = ownShape(term).map((_, axis) => term.indices.length + axis);
  if (own.length > 0) {
    const node = overAxes(nodes, operation, term.node, own);
    return { node, indices: term.indices, row: false };
  }
  const [index] = term.indices;
  if (index === undefined) return term;
  throw new UserError(
    "the sum does not say over which index",
    `write ${index} as its subscript, as in sum_${index}`,
  );
}

function overAxes(
  nodes: Nodes,
  operation: ReductionName,
  node: GraphNode,
  axes: readonly number[],
): GraphNode {
  if (operation !== "logSumExp") return nodes.apply(operation, [node], { axes });
  // Its operation takes the last axes.
  const all = [...node.shape.keys()];
  const order = [...all.filter((axis) => !axes.includes(axis)), ...axes];
  const to = all.map((axis) => order.indexOf(axis));
  const inPlace = to.every((place, axis) => place === axis);
  const arranged = inPlace ? node : nodes.apply("arrange", [node], { to, axes: to.length });
  return nodes.apply(operation, [arranged], { last: axes.length });
}

/** The term with its indices in the given order, which are all it has. */
export function ordered(nodes: Nodes, term: Term, indices: readonly string[]): Term {
  const own = ownShape(term).length;
  return { ...term, node: align(nodes, term, indices, own), indices };
}

/** The term with its last own axes as the axes of further indices. */
export function withLabels(term: Term, labels: readonly string[]): Term {
  return { ...term, indices: [...term.indices, ...labels] };
}

/** Axes of the indices in their order and then own ones, missing ones with length 1. */
function align(nodes: Nodes, term: Term, indices: readonly string[], rank: number): GraphNode {
  const { node } = term;
  const axes = indices.length + rank;
  const own = ownShape(term).length;
  const to = node.shape.map((_, axis) => {
    const index = term.indices[axis];
    return index === undefined ? axes - own + (axis - term.indices.length) : indices.indexOf(index);
  });
  // Missing axes before all others are repeated as they are.
  if (to.every((place, axis) => place === axes - to.length + axis)) return node;
  return nodes.apply("arrange", [node], { to, axes });
}

function checkLengths(index: string, left: Term, right: Term): void {
  const other = right.indices.indexOf(index);
  if (other < 0) return;
  const a = left.node.shape[left.indices.indexOf(index)];
  const b = right.node.shape[other];
  if (a === b) return;
  // The inner axis of a matrix product has no letter.
  const what = index.startsWith(" ") ? "the inner axis" : `the index ${index}`;
  throw new UserError(`${what} runs to ${a} on the left and to ${b} on the right`, "");
}

function subscriptParts(written: string, rank: number): readonly string[] {
  if (written.includes(",")) return written.split(",");
  // x_12 of a vector is its element 12, of a matrix the one in row 1 and column 2.
  if (/^\d+$/.test(written) && rank <= 1) return [written];
  return Array.from(written);
}

function labelled(nodes: Nodes, term: Term, index: string): Term {
  if (!/^\p{L}$/u.test(index)) {
    throw new UserError(
      `"${index}" is no index`,
      "write a letter or a number, as in z_i or z_{i,1}",
    );
  }
  const before = term.indices.indexOf(index);
  if (before < 0) return { ...term, indices: [...term.indices, index] };
  // The index is there already: the diagonal.
  const at = term.indices.length;
  const to = term.node.shape.map((_, axis) => (axis < at ? axis : axis === at ? before : axis - 1));
  const node = nodes.apply("arrange", [term.node], { to, axes: term.node.shape.length - 1 });
  return { ...term, node };
}

function element(nodes: Nodes, term: Term, number: number): Term {
  const at = term.indices.length;
  const length = term.node.shape[at] as Dimension;
  if (number < 1 || (length !== "N" && number > length)) {
    throw new UserError(
      `there is no element ${number}: the axis has ${length}, counted from 1`,
      "choose one of them",
    );
  }
  const to = term.node.shape.map((_, axis) => (axis === at ? 0 : axis < at ? axis + 1 : axis));
  const axes = to.length;
  const first = at === 0 ? term.node : nodes.apply("arrange", [term.node], { to, axes });
  return { ...term, node: nodes.apply("element", [first], { index: number - 1 }) };
}
