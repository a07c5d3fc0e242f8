import type { GraphNode } from "./graph.ts";
import type { Emitter, Operation } from "./operation.ts";

/**
 * Inverted dropout of attribute `rate`, 0 < rate < 1: in training each element becomes 0 with
 * probability `rate`, the others are divided by 1 − rate; the identity otherwise.
 */
export const dropout: Operation = {
  name: "dropout",

  shape([input = []]) {
    return input;
  },

  forward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    plan.call("dropout", plan.value(input), plan.value(node), ...mask(node, plan));
  },

  backward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    if (plan.gradient(input) < 0) return;
    plan.call("dropout.gradient", plan.gradient(node), plan.gradient(input), ...mask(node, plan));
  },

  tex(node, name) {
    const [input] = node.inputs as [GraphNode];
    return `${name(node)} = \\tfrac{1}{1 - p}\\,M \\odot ${name(input)}`;
  },
};

/** words, active, threshold, scale, size. */
function mask(node: GraphNode, plan: Emitter): number[] {
  const rate = node.attributes.rate as number;
  const size = plan.size(node);
  return [
    plan.scratch(node, "words", size),
    plan.scratch(node, "active", 1),
    Math.ceil(rate * 2 ** 24),
    Math.fround(1 / (1 - rate)),
    size,
  ];
}
