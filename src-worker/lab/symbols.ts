import type { ExpressionGraph } from "../graph/expression/expression.ts";
import { nameTex } from "../graph/expression/tex.ts";
import type { GraphNode } from "../graph/graph.ts";

/** What the nodes of formulas are called. */
export class Symbols {
  /** Inputs, definitions and the value: what derivatives may be asked of and by. */
  readonly variables: readonly GraphNode[];
  /** Those with a name in the formulas. */
  readonly named: readonly GraphNode[];
  private readonly value: GraphNode;
  private readonly others: readonly GraphNode[];

  constructor({ graph, value, definitions }: ExpressionGraph) {
    const inputs = graph.nodes.filter(({ kind }) => kind !== "computed");
    this.value = value;
    this.named = [...inputs, ...graph.nodes.filter((node) => definitions.includes(node))];
    this.variables = this.named.includes(value) ? this.named : [...this.named, value];
    this.others = graph.nodes.filter((node) => {
      return !this.variables.includes(node) && node.operation !== "constant";
    });
  }

  isNamed(node: GraphNode): boolean {
    return this.named.includes(node);
  }

  /**
   * The node's symbol: its name; f for the value of lines without a left-hand side; v with a
   * number, in the order of computation, for what stands within a line.
   */
  tex(node: GraphNode): string {
    if (node.operation === "constant") return String(node.attributes.value);
    if (this.isNamed(node)) return nameTex(node.name);
    return node === this.value ? "f" : `v_{${this.others.indexOf(node) + 1}}`;
  }
}
