import { networkGraph } from "../graph/build.ts";
import { concreteShape } from "../graph/shapes.ts";
import type { NetworkProblem } from "../inspect/problem.ts";
import type { Result } from "../inspect/solve.ts";
import { symbolsOf } from "../inspect/symbols.ts";
import type { LessonNode } from "./contract.ts";
import { texOf } from "./numbers-in-text.ts";

/** More numbers are no longer read one by one. */
const MOST_SHOWN = 64;

/** The computation graph of a problem, with the numbers that are known of each node. */
export function graphNodes(
  { network, loss, reduction, rows }: NetworkProblem,
  values: ReadonlyMap<string, Result>,
): readonly LessonNode[] {
  const graph = networkGraph(network, loss, reduction);
  const symbols = symbolsOf(graph, "notes");
  const shown = (result: Result | undefined) =>
    result && result.data.length <= MOST_SHOWN && result.shape.length <= 2 ? texOf(result) : "";
  return graph.nodes.map((node) => ({
    name: node.name,
    tex: symbols.get(node)?.tex ?? node.name,
    text: symbols.get(node)?.text ?? node.name,
    kind: node === graph.loss ? "loss" : node.kind,
    inputs: node.inputs.map(({ name }) => name),
    value: shown(values.get(node.name)),
    gradient: shown(values.get(`grad.${node.name}`)),
    shape: concreteShape(node.shape, rows),
  }));
}
