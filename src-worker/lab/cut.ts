import type { Graph, GraphNode } from "../graph/graph.ts";

/**
 * The graph with one node given instead of computed: what comes before it has no influence
 * through it any more. The nodes are new ones with the same places and names.
 */
export function cutAt(graph: Graph, name: string): Graph {
  const nodes: GraphNode[] = [];
  const own = (node: GraphNode) => nodes[node.index] as GraphNode;
  for (const node of graph.nodes) {
    nodes.push(
      node.name === name && node.kind === "computed"
        ? { ...node, kind: "data", operation: "", inputs: [], attributes: {} }
        : { ...node, inputs: node.inputs.map(own) },
    );
  }
  return { nodes, output: own(graph.output), loss: graph.loss && own(graph.loss) };
}
