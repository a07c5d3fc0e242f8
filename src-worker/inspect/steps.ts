import { findActivation } from "../graph/activations.ts";
import type { GraphNode } from "../graph/graph.ts";
import type { InspectStep } from "./contract.ts";
import type { Pass } from "./pass.ts";

/** The steps of a pass in the order of the notes: forward x → z^H → … → L, then backward. */
export function stepsOf(pass: Pass): readonly InspectStep[] {
  const computed = pass.graph.nodes.filter(({ kind }) => kind === "computed");
  const forward = computed.map((node) => forwardStep(pass, node));
  const backward = computed
    .toReversed()
    .filter((node) => pass.hasGradient(node) && !isSum(node))
    .map((node) => backwardStep(pass, node))
    .filter(({ results }) => results.length > 0);
  return [...forward, ...backward];
}

/** What comes after the rows' losses; the notes do not name it and go from L to z^O in one. */
const isSum = ({ operation }: GraphNode): boolean =>
  ["multiply", "sumOfLosses", "meanOfLosses"].includes(operation);

function forwardStep({ equations }: Pass, node: GraphNode): InspectStep {
  const sources = node.inputs.map((input) => equations.of(input).tex).join(", ");
  return {
    direction: "forward",
    title: `${sources} \\to ${equations.of(node).tex}`,
    words: forwardWords(node),
    at: node.name,
    results: [
      { node: node.name, tensor: equations.tensor(node), element: equations.element(node) },
    ],
  };
}

/** From a node's gradient to those of its operands; the data need none (notes, section 3). */
function backwardStep(pass: Pass, node: GraphNode): InspectStep {
  const { equations, graph } = pass;
  const isLosses = node.name === "losses";
  const targets = operands(node).filter((one) => one.kind !== "data" && pass.hasGradient(one));
  const from = isLosses && graph.loss ? graph.loss : node;
  const title = `${equations.of(from).tex} \\to ${targets.map((one) => equations.of(one).tex).join(", ")}`;
  return {
    direction: "backward",
    title,
    words: backwardWords(node),
    at: node.name,
    results: targets.map((target) => ({
      node: target.name,
      tensor: equations.chain(node, target),
      element: equations.gradient(node, target),
    })),
  };
}

/** Parameters first, then what comes in: W^O, b^O, u^H. */
const operands = ({ inputs }: GraphNode): readonly GraphNode[] => [
  ...inputs.filter(({ kind }) => kind === "parameter"),
  ...inputs.filter(({ kind }) => kind !== "parameter"),
];

function forwardWords({ operation }: GraphNode): string {
  switch (operation) {
    case "linear":
      return "The linear map: each unit's weights times what comes in, plus its bias.";
    case "dropout":
      return "Dropout leaves everything as it is when the network is only asked.";
    case "bce":
    case "cce":
      return "The loss of each row: how little probability its true class was given.";
    case "squared":
      return "The loss of each row: how far the prediction is from the target.";
    case "multiply":
      return "The rows' losses times their weights.";
    case "sumOfLosses":
      return "The loss of the batch: the sum over its rows (eq. 16).";
    case "meanOfLosses":
      return "The loss of the batch: the mean over its rows.";
    default: {
      const { label, role } = findActivation(operation);
      return role === "output"
        ? `The output map ${label}: logits become probabilities.`
        : `The activation ${label} of each number.`;
    }
  }
}

function backwardWords({ operation }: GraphNode): string {
  switch (operation) {
    case "linear":
      return "The gradient goes on to the weights and biases, which training changes by it, and to what came in.";
    case "dropout":
      return "The gradient goes through as it is.";
    case "bce":
      return "Backpropagation begins at the loss: what was predicted, less what is true.";
    case "cce":
      return "Backpropagation begins at the loss: what was predicted, less r, which is 1 for the row's class and else 0.";
    case "squared":
      return "Backpropagation begins at the loss: twice the difference of prediction and target.";
    default: {
      const { label, name } = findActivation(operation);
      if (name === "threshold")
        return "The threshold is flat: its slope is 0, and so is the gradient.";
      return `The gradient times the slope of ${label} at each number.`;
    }
  }
}
