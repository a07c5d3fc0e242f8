import { UserError } from "../../errors.ts";
import type { Nodes } from "./nodes.ts";
import {
  elementwise,
  kindText,
  ordered,
  ownShape,
  reduced,
  type Term,
  withLabels,
} from "./terms.ts";

/** Names of axes while a product is made; no index that is written can be one. */
const LEFT = " left";
const INNER = " inner";
const RIGHT = " right";

/**
 * The product of linear algebra: of a number with anything, of matrices, of a matrix and a vector,
 * x^T y of vectors (the dot product) and x y^T (the outer product). Free indices run together.
 */
export function product(nodes: Nodes, left: Term, right: Term): Term {
  const [a, b] = [ownShape(left), ownShape(right)];
  if (a.length === 0 || b.length === 0) return elementwise(nodes, "multiply", left, right, false);
  if (a.length > 2 || b.length > 2) return undefinedProduct(left, right, "use indices and sums");
  if (a.length === 1 && b.length === 1) {
    if (!left.row && !right.row) {
      const remedy = "x^T y is the dot product, x * y that of each element, x y^T the outer one";
      return undefinedProduct(left, right, remedy);
    }
    if (!left.row) return contracted(nodes, withLabels(left, [LEFT]), withLabels(right, [RIGHT]));
    if (right.row) return undefinedProduct(left, right, "remove the ^T of the right one");
  }
  if (b.length === 1 && right.row) {
    return undefinedProduct(left, right, "remove the ^T of the right one");
  }
  if (a.at(-1) !== b[0]) {
    return undefinedProduct(
      left,
      right,
      "the last axis of the left must be as long as the first of the right",
    );
  }
  // A vector before a matrix lies, whether ^T is written or not; rows x_i of X often go without.
  const before = a.length === 1 && b.length === 2;
  const row = before && left.row;
  if (left.indices.length === 0 && right.indices.length === 0) {
    return { node: nodes.apply("matmul", [left.node, right.node]), indices: [], row };
  }
  // W x_i for all i is X W^T, and x_i W is X W.
  if (left.indices.length === 0 && right.indices.length === 1 && a.length === 2 && b.length === 1) {
    const turned = nodes.apply("transpose", [left.node]);
    return { ...right, node: nodes.apply("matmul", [right.node, turned]) };
  }
  if (right.indices.length === 0 && left.indices.length === 1 && before) {
    return { ...left, node: nodes.apply("matmul", [left.node, right.node]), row };
  }
  const labelledLeft = withLabels(left, a.length === 2 ? [LEFT, INNER] : [INNER]);
  const labelledRight = withLabels(right, b.length === 2 ? [INNER, RIGHT] : [INNER]);
  return { ...contracted(nodes, labelledLeft, labelledRight), row };
}

/** Multiplies, sums over the inner axis if there is one, and takes the labels off. */
function contracted(nodes: Nodes, left: Term, right: Term): Term {
  const plain = { row: false };
  let result = elementwise(nodes, "multiply", { ...left, ...plain }, { ...right, ...plain }, false);
  if (result.indices.includes(INNER)) {
    result = reduced(nodes, "sum", result, [{ index: INNER, length: null }]);
  }
  const own = [LEFT, RIGHT].filter((label) => result.indices.includes(label));
  const indices = result.indices.filter((index) => !own.includes(index));
  const { node } = ordered(nodes, result, [...indices, ...own]);
  return { node, indices, row: false };
}

function undefinedProduct(left: Term, right: Term, remedy: string): never {
  throw new UserError(
    `the product of ${kindText(left)} and ${kindText(right)} is not defined`,
    remedy,
  );
}
