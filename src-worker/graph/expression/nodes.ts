import { UserError } from "../../errors.ts";
import { GraphBuilder } from "../builder.ts";
import type { Graph, GraphNode, Shape } from "../graph.ts";
import { concreteShape, paddedCounts } from "../shapes.ts";

/** Elements all tensors of an expression may have together: 32 MiB of float64. */
const MOST_ELEMENTS = 2 ** 22;
const LONGEST_NAME = 40;

/**
 * The nodes of an expression. They are named by the text they come from, and a part that is
 * written twice is one node.
 */
export class Nodes {
  /** The text that nodes are now made from. */
  text = "";
  private readonly builder = new GraphBuilder();
  private readonly names = new Set<string>();
  private readonly known = new Map<string, GraphNode>();
  private readonly named = new Set<GraphNode>();
  private elements = 0;

  /** @param reserved names that only `name` may give */
  constructor(reserved: Iterable<string>) {
    for (const name of reserved) this.names.add(name);
  }

  input(name: string, shape: Shape, kind: "data" | "parameter"): GraphNode {
    this.names.add(name);
    // Only what comes with a batch has rows; the parameters' shapes are known.
    const node =
      kind === "data"
        ? this.builder.data(name, shape)
        : this.builder.parameter(name, concreteShape(shape, 1));
    this.count(node);
    return node;
  }

  constant(value: number): GraphNode {
    return this.apply("constant", [], { value });
  }

  /** @throws {UserError} when shapes do not fit or tensors grow too large */
  apply(
    operation: string,
    inputs: readonly GraphNode[],
    attributes: GraphNode["attributes"] = {},
  ): GraphNode {
    const numbers = inputs.map(({ index }) => index);
    const key = JSON.stringify([operation, numbers, attributes]);
    const known = this.known.get(key);
    if (known) return known;
    const name = operation === "constant" ? String(attributes.value) : this.text;
    const node = this.builder.apply(this.unique(name), operation, inputs, attributes);
    this.count(node);
    this.known.set(key, node);
    return node;
  }

  /** The node under a reserved name of its own. */
  name(node: GraphNode, name: string): GraphNode {
    const free = node.kind === "computed" && !this.named.has(node);
    const own = free ? node : this.apply("identity", [node], { name });
    this.builder.rename(own, name);
    this.named.add(own);
    return own;
  }

  graph(output: GraphNode): Graph {
    return this.builder.graph(output);
  }

  private count({ shape }: GraphNode): void {
    // Also refuses more axes than kernels take.
    this.elements += paddedCounts(shape, 1).reduce((product, length) => product * length);
    if (this.elements <= MOST_ELEMENTS) return;
    throw new UserError(
      `the tensors of the expression have more than ${MOST_ELEMENTS} elements`,
      "give it smaller inputs, or sum over fewer indices at once",
    );
  }

  private unique(text: string): string {
    const words = text.trim().replace(/\s+/g, " ");
    const short = words.length > LONGEST_NAME ? `${words.slice(0, LONGEST_NAME - 1)}…` : words;
    let name = short;
    for (let count = 2; this.names.has(name); count++) name = `${short} (${count})`;
    this.names.add(name);
    return name;
  }
}
