import { UserError } from "../errors.ts";
import type { Dimension, GraphNode } from "./graph.ts";
import { emitProduct } from "./linear.ts";
import type { Emitter, Operation } from "./operation.ts";
import { concreteShape, paddedCounts, paddedStrides, shapeText } from "./shapes.ts";

/** A·B; a vector on the left is a row, on the right a column, and loses that axis again. */
const matmul: Operation = {
  name: "matmul",

  shape([left = [], right = []]) {
    const inner = left.at(-1);
    const matrices = [left, right].every(({ length }) => length === 1 || length === 2);
    if (!matrices || inner !== right[0]) {
      throw new UserError(
        `the product of ${shapeText(left)} and ${shapeText(right)} is not defined`,
        "the last axis of the left must be as long as the first of the right",
      );
    }
    const result: Dimension[] = [...left.slice(0, -1), ...right.slice(1)];
    return result;
  },

  forward(node, plan) {
    const { left, right, rows, columns, depth } = product(node, plan);
    plan.call("fill", plan.value(node), 0, rows * columns);
    emitProduct(
      plan,
      { address: plan.value(left), row: depth, step: 1 },
      { address: plan.value(right), row: 1, step: columns },
      { address: plan.value(node), row: columns },
      { rows, columns, depth },
    );
  },

  backward(node, plan) {
    const { left, right, rows, columns, depth } = product(node, plan);
    const gradient = plan.gradient(node);
    if (plan.gradient(left) >= 0) {
      emitProduct(
        plan,
        { address: gradient, row: columns, step: 1 },
        { address: plan.value(right), row: columns, step: 1 },
        { address: plan.gradient(left), row: depth },
        { rows, columns: depth, depth: columns },
      );
    }
    if (plan.gradient(right) >= 0) {
      emitProduct(
        plan,
        { address: plan.value(left), row: 1, step: depth },
        { address: gradient, row: 1, step: columns },
        { address: plan.gradient(right), row: columns },
        { rows: depth, columns, depth: rows },
      );
    }
  },

  tex(node, symbol) {
    const [left, right] = node.inputs as [GraphNode, GraphNode];
    return `${symbol(node)} = ${symbol(left)}\\,${symbol(right)}`;
  },
};

/** The tensor with its axes in reverse order. */
const transpose: Operation = {
  name: "transpose",

  shape([input = []]) {
    return input.toReversed();
  },

  forward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    const { counts, strides, transposed } = reversal(node, plan);
    const addresses = [plan.value(input), plan.value(node)];
    plan.call("fill", plan.value(node), 0, plan.size(node));
    plan.call("stridedAdd", ...addresses, 1, ...counts, ...transposed, ...strides);
  },

  backward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    if (plan.gradient(input) < 0) return;
    const { counts, strides, transposed } = reversal(node, plan);
    const addresses = [plan.gradient(node), plan.gradient(input)];
    plan.call("stridedAdd", ...addresses, 1, ...counts, ...strides, ...transposed);
  },

  tex(node, symbol) {
    const [input] = node.inputs as [GraphNode];
    return `${symbol(node)} = {${symbol(input)}}^{\\mathsf T}`;
  },
};

export const matrixOperations: readonly Operation[] = [matmul, transpose];

function product(node: GraphNode, plan: Emitter) {
  const [left, right] = node.inputs as [GraphNode, GraphNode];
  const depth = concreteShape(left.shape, plan.rows).at(-1) as number;
  const rows = plan.size(left) / depth;
  return { left, right, rows, columns: plan.size(right) / depth, depth };
}

/** Strides of the result, and those of the input in the order of the result's axes. */
function reversal(node: GraphNode, plan: Emitter) {
  const axes = node.shape.length;
  const strides = paddedStrides(node.shape, plan.rows);
  const input = paddedStrides(node.shape.toReversed(), plan.rows);
  const transposed = [
    ...input.slice(0, input.length - axes),
    ...input.slice(input.length - axes).toReversed(),
  ];
  return { counts: paddedCounts(node.shape, plan.rows), strides, transposed };
}
