import { UserError } from "../errors.ts";
import type { GraphNode } from "./graph.ts";
import type { Operation } from "./operation.ts";
import { shapeText } from "./shapes.ts";

/** The number of attribute `value`: []. */
const constant: Operation = {
  name: "constant",

  shape() {
    return [];
  },

  forward(node, plan) {
    plan.call("fill", plan.value(node), node.attributes.value as number, 1);
  },

  backward() {
    // A number has no inputs to pass a gradient on to.
  },

  tex(node, symbol) {
    return `${symbol(node)} = ${node.attributes.value}`;
  },
};

/** The part of a tensor at attribute `index` of its first axis, from 0: an element, a row, …. */
const element: Operation = {
  name: "element",

  shape([input = []], { index }) {
    const [length] = input;
    const inside = Number.isInteger(index) && (index as number) >= 0;
    if (input.length === 0 || !inside || (length !== "N" && (index as number) >= (length ?? 0))) {
      throw new UserError(
        `a tensor of shape ${shapeText(input)} has no element ${index}`,
        "choose one of its first axis, counted from 0",
      );
    }
    return input.slice(1);
  },

  forward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    const size = plan.size(node);
    const from = plan.value(input) + (node.attributes.index as number) * size;
    plan.call("copy", from, plan.value(node), size);
  },

  backward(node, plan) {
    const [input] = node.inputs as [GraphNode];
    if (plan.gradient(input) < 0) return;
    const size = plan.size(node);
    const to = plan.gradient(input) + (node.attributes.index as number) * size;
    plan.call("addRows", plan.gradient(node), to, 1, size);
  },

  tex(node, symbol) {
    const [input] = node.inputs as [GraphNode];
    return `${symbol(node)} = {${symbol(input)}}_{${(node.attributes.index as number) + 1}}`;
  },
};

/** Tensors of one shape, put together along a new first axis. */
const stack: Operation = {
  name: "stack",

  shape([first = [], ...others]) {
    for (const other of others) {
      if (other.length === first.length && other.every((length, axis) => length === first[axis])) {
        continue;
      }
      throw new UserError(
        `tensors of shape ${shapeText(first)} and ${shapeText(other)} cannot be stacked`,
        "give them the same shape",
      );
    }
    return [others.length + 1, ...first];
  },

  forward(node, plan) {
    for (const [part, input] of node.inputs.entries()) {
      const size = plan.size(input);
      plan.call("copy", plan.value(input), plan.value(node) + part * size, size);
    }
  },

  backward(node, plan) {
    for (const [part, input] of node.inputs.entries()) {
      if (plan.gradient(input) < 0) continue;
      const size = plan.size(input);
      plan.call("addRows", plan.gradient(node) + part * size, plan.gradient(input), 1, size);
    }
  },

  tex(node, symbol) {
    return `${symbol(node)} = \\left(${node.inputs.map(symbol).join(",\\; ")}\\right)`;
  },
};

export const partOperations: readonly Operation[] = [constant, element, stack];
