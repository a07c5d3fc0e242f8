import { UserError } from "../errors.ts";
import type { GraphNode, Shape } from "./graph.ts";
import type { Emitter, Operation } from "./operation.ts";
import { paddedCounts, paddedStrides, shapeText } from "./shapes.ts";

/**
 * `sum` and `mean` over the axes of attribute `axes` (from 0; negative: from the end; absent: all
 * of them), which disappear from the shape.
 */
const overAxes: readonly Operation[] = (["sum", "mean"] as const).map((name) => ({
  name,

  shape([input = []], attributes) {
    const gone = reducedAxes(input, attributes);
    return input.filter((_, axis) => !gone.has(axis));
  },

  forward(node, plan) {
    const { input, counts, inputStrides, strides, terms } = parts(node, plan);
    const out = plan.value(node);
    plan.call("fill", out, 0, plan.size(node));
    plan.call("stridedAdd", plan.value(input), out, 1, ...counts, ...inputStrides, ...strides);
    if (name === "mean") plan.call("divideBy", out, terms, plan.size(node));
  },

  backward(node, plan) {
    const { input, counts, inputStrides, strides, terms } = parts(node, plan);
    if (plan.gradient(input) < 0) return;
    const divisor = name === "mean" ? terms : 1;
    const addresses = [plan.gradient(node), plan.gradient(input)];
    plan.call("stridedAdd", ...addresses, divisor, ...counts, ...strides, ...inputStrides);
  },

  tex(node, symbol) {
    const [input] = node.inputs as [GraphNode];
    const axes = [...reducedAxes(input.shape, node.attributes)];
    const indices = axes.map((axis) => "ijkl"[axis]).join("");
    const all = [...input.shape.keys()].map((axis) => "ijkl"[axis]).join("");
    const symbolOf = all === "" ? symbol(input) : `{${symbol(input)}}_{${all}}`;
    const operator = name === "sum" ? "\\sum" : "\\operatorname{mean}";
    return `${symbol(node)} = ${operator}_{${indices}} ${symbolOf}`;
  },
}));

/** ‖X‖², the sum of the squares of all elements: []. */
const squaredNorm: Operation = {
  name: "squaredNorm",

  shape() {
    return [];
  },

  forward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    plan.call("squaredNorm", plan.value(input), plan.value(node), plan.size(input));
  },

  backward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    if (plan.gradient(input) < 0) return;
    const addresses = [plan.value(input), plan.gradient(node), plan.gradient(input)];
    plan.call("squaredNorm.gradient", ...addresses, plan.size(input));
  },

  tex(node, symbol) {
    const [input] = node.inputs as [GraphNode];
    return `${symbol(node)} = \\lVert ${symbol(input)} \\rVert^2`;
  },
};

/** ln Σ e^X over the last `last` axes, which disappear from the shape; its gradient is softmax. */
const logSumExp: Operation = {
  name: "logSumExp",

  shape([input = []], { last }) {
    if (!(Number.isInteger(last) && (last as number) >= 1 && (last as number) <= input.length)) {
      throw new UserError(
        `a tensor of shape ${shapeText(input)} has no last ${last} axes`,
        "choose from 1 to as many axes as it has",
      );
    }
    return input.slice(0, input.length - (last as number));
  },

  forward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    const rows = plan.size(node);
    const addresses = [plan.value(input), plan.value(node)];
    plan.call("logSumExp", ...addresses, rows, plan.size(input) / rows);
  },

  backward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    if (plan.gradient(input) < 0) return;
    const rows = plan.size(node);
    const values = [plan.value(input), plan.value(node)];
    const gradients = [plan.gradient(node), plan.gradient(input)];
    plan.call("logSumExp.gradient", ...values, ...gradients, rows, plan.size(input) / rows);
  },

  tex(node, symbol) {
    const [input] = node.inputs as [GraphNode];
    const kept = input.shape.length - (node.attributes.last as number);
    const all = [...input.shape.keys()].map((axis) => "ijkl"[axis]).join("");
    const power = `e^{{${symbol(input)}}_{${all}}}`;
    return `${symbol(node)} = \\ln \\sum_{${all.slice(kept)}} ${power}`;
  },
};

export const tensorReductions: readonly Operation[] = [...overAxes, squaredNorm, logSumExp];

function parts(node: GraphNode, plan: Emitter) {
  const [input] = node.inputs as [GraphNode];
  const gone = reducedAxes(input.shape, node.attributes);
  // The result with its lost axes as ones: their stride is 0, so that they are summed over.
  const kept: Shape = input.shape.map((length, axis) => (gone.has(axis) ? 1 : length));
  return {
    input,
    counts: paddedCounts(input.shape, plan.rows),
    inputStrides: paddedStrides(input.shape, plan.rows),
    strides: paddedStrides(kept, plan.rows),
    terms: plan.size(input) / plan.size(node),
  };
}

function reducedAxes(shape: Shape, { axes }: GraphNode["attributes"]): ReadonlySet<number> {
  if (axes === undefined) return new Set(shape.keys());
  const list = typeof axes === "number" ? [axes] : Array.isArray(axes) ? axes : [Number.NaN];
  return new Set(
    list.map((axis: number) => {
      const fromStart = axis < 0 ? axis + shape.length : axis;
      if (Number.isInteger(fromStart) && fromStart >= 0 && fromStart < shape.length) {
        return fromStart;
      }
      const most = shape.length - 1;
      throw new UserError(
        `a tensor of shape ${shapeText(shape)} has no axis ${axis}`,
        most < 0 ? "a scalar has no axes to sum over" : `choose axes from 0 to ${most}`,
      );
    }),
  );
}
