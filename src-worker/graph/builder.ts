import type { Graph, GraphNode, NodeKind, Shape } from "./graph.ts";
import { findOperation } from "./operations.ts";

/** Puts a graph together, node by node; shapes follow from the operations' rules. */
export class GraphBuilder {
  private readonly nodes: (GraphNode & { name: string })[] = [];

  /** A tensor given with the batch. `target`: only compared with, so that it has no gradient. */
  data(name: string, shape: Shape, role: "input" | "target" = "input"): GraphNode {
    return this.add(name, "data", shape, "", [], { role });
  }

  parameter(name: string, shape: readonly number[]): GraphNode {
    return this.add(name, "parameter", shape, "", [], {});
  }

  /** @throws {UserError} when the shapes of the inputs do not fit the operation */
  apply(
    name: string,
    operation: string,
    inputs: readonly GraphNode[],
    attributes: GraphNode["attributes"] = {},
  ): GraphNode {
    const shapes = inputs.map((input) => input.shape);
    const shape = findOperation(operation).shape(shapes, attributes);
    return this.add(name, "computed", shape, operation, inputs, attributes);
  }

  /** Gives a node of this graph another name. */
  rename(node: GraphNode, name: string): void {
    const own = this.nodes[node.index];
    if (own !== node) throw new Error(`${node.name} is a node of another graph`);
    own.name = name;
  }

  graph(output: GraphNode, loss?: GraphNode): Graph {
    return { nodes: this.nodes, output, loss };
  }

  private add(
    name: string,
    kind: NodeKind,
    shape: Shape,
    operation: string,
    inputs: readonly GraphNode[],
    attributes: GraphNode["attributes"],
  ): GraphNode {
    const index = this.nodes.length;
    const node = { index, name, kind, shape, operation, inputs, attributes };
    this.nodes.push(node);
    return node;
  }
}
