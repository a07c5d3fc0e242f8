import { UserError } from "../errors.ts";
import type { Dimension, GraphNode } from "./graph.ts";
import type { Emitter, Operation } from "./operation.ts";
import { paddedCounts, paddedStrides, shapeText } from "./shapes.ts";

/**
 * The tensor with its axes in other places: axis a becomes axis `to[a]` of `axes` axes. A place
 * that no axis is put on has the length 1; two axes on one place leave the diagonal.
 */
export const arrange: Operation = {
  name: "arrange",

  shape([input = []], attributes) {
    const { to, axes } = places(attributes);
    const result = new Array<Dimension>(axes).fill(1);
    for (const [axis, place] of to.entries()) {
      const length = input[axis] ?? 0;
      if (to.indexOf(place) < axis && result[place] !== length) {
        throw new UserError(
          `a tensor of shape ${shapeText(input)} has no diagonal`,
          "two equal indices need axes of one length",
        );
      }
      result[place] = length;
    }
    return result;
  },

  forward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    const { counts, strides, inputStrides } = walk(node, plan);
    plan.call("fill", plan.value(node), 0, plan.size(node));
    const addresses = [plan.value(input), plan.value(node)];
    plan.call("stridedAdd", ...addresses, 1, ...counts, ...inputStrides, ...strides);
  },

  backward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    if (plan.gradient(input) < 0) return;
    const { counts, strides, inputStrides } = walk(node, plan);
    const addresses = [plan.gradient(node), plan.gradient(input)];
    plan.call("stridedAdd", ...addresses, 1, ...counts, ...strides, ...inputStrides);
  },

  tex(node, symbol) {
    const [input] = node.inputs as [GraphNode];
    const { to, axes } = places(node.attributes);
    const letters = (list: readonly number[]) => list.map((axis) => "ijkl"[axis]).join("");
    const result = letters([...Array(axes).keys()]);
    return `{${symbol(node)}}_{${result}} = {${symbol(input)}}_{${letters(to)}}`;
  },
};

function places({ to, axes }: GraphNode["attributes"]) {
  return { to: to as readonly number[], axes: axes as number };
}

/** Strides of the result and of the input along the axes of the result. */
function walk(node: GraphNode, plan: Emitter) {
  const [input] = node.inputs as [GraphNode];
  const { to, axes } = places(node.attributes);
  const counts = paddedCounts(node.shape, plan.rows);
  const own = paddedStrides(input.shape, plan.rows);
  const inputStrides = new Array<number>(counts.length).fill(0);
  for (const [axis, place] of to.entries()) {
    const at = counts.length - axes + place;
    const stride = own[own.length - to.length + axis] as number;
    inputStrides[at] = (inputStrides[at] as number) + stride;
  }
  return { counts, strides: paddedStrides(node.shape, plan.rows), inputStrides };
}
