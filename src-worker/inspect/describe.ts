import { findActivation } from "../graph/activations.ts";
import type { GraphNode } from "../graph/graph.ts";
import { concreteShape } from "../graph/shapes.ts";
import type { InspectedNode } from "./contract.ts";
import type { Pass } from "./pass.ts";

/** All nodes of a pass's graph, as plain data. */
export function describeNodes(pass: Pass): readonly InspectedNode[] {
  return pass.graph.nodes.map((node) => describe(pass, node));
}

function describe(pass: Pass, node: GraphNode): InspectedNode {
  const { equations, rows } = pass;
  const { tex, text } = equations.of(node);
  const [, layer] = /^layers\.(\d+)\./.exec(node.name) ?? [];
  const isLoss = ["losses", "weightedLosses", "loss"].includes(node.name);
  return {
    name: node.name,
    kind: isLoss ? "loss" : node.kind,
    tex,
    text,
    shape: concreteShape(node.shape, rows),
    axes: axesOf(node),
    operation: operationWords(node),
    layer: layer === undefined ? null : Number(layer),
    equation: equations.tensor(node),
    elementEquation: equations.element(node),
    hasGradient: pass.hasGradient(node),
    inputs: node.inputs.map((input) => input.name),
  };
}

function axesOf({ name, kind, shape }: GraphNode): readonly string[] {
  if (kind === "parameter") return ["unit", "input"].slice(0, shape.length);
  const second = name === "x" ? "input" : name === "y" ? "output" : "unit";
  return ["row", second].slice(0, shape.length);
}

function operationWords({ operation }: GraphNode): string {
  switch (operation) {
    case "":
      return "";
    case "linear":
      return "linear map";
    case "dropout":
      return "dropout (off)";
    case "bce":
      return "binary cross-entropy of each row";
    case "cce":
      return "categorical cross-entropy of each row";
    case "squared":
      return "squared error of each row";
    case "multiply":
      return "loss of each row times its weight";
    case "sumOfLosses":
      return "sum of the rows' losses";
    case "meanOfLosses":
      return "mean of the rows' losses";
    default:
      return findActivation(operation).label;
  }
}
