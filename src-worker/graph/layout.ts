import { kernelWork } from "../kernels/table.ts";
import type { Graph, GraphNode } from "./graph.ts";
import type { Emitter } from "./operation.ts";
import { findOperation } from "./operations.ts";
import { elementCount } from "./shapes.ts";

/** Whose gradients are kept: nobody's, those needed for the parameters', or everybody's. */
export type Gradients = "none" | "parameters" | "all";

/** Regions begin at multiples of four words, so that a vector of four never straddles two. */
const ALIGNMENT = 4;

/**
 * Where everything lies in the arena. A batch with fewer rows than `maxRows` uses the beginning
 * of each region, so that addresses do not depend on it.
 */
export class Layout {
  /** Address of each node's value, by the node's index. */
  readonly values: readonly number[];
  /** Address of each node's gradient; −1: not wanted. */
  readonly gradients: readonly number[];
  readonly parameterAddress: number;
  readonly gradientAddress: number;
  readonly parameterCount: number;
  /** The region of all gradients, which is zeroed before a backward pass. */
  readonly gradientStart: number;
  readonly gradientSize: number;
  /** Multiply-adds, about, of a pass through all nodes and back with as many rows as may be. */
  readonly work: number;
  private readonly scratches = new Map<string, number>();
  private readonly regions = new Map<string, number>();
  private readonly maxRows: number;
  private end = 0;

  constructor(
    graph: Graph,
    maxRows: number,
    wanted: Gradients,
    extra: Readonly<Record<string, number>>,
  ) {
    this.maxRows = maxRows;
    const { nodes } = graph;
    const parameters = nodes.filter((node) => node.kind === "parameter");
    const others = nodes.filter((node) => node.kind !== "parameter");
    const values: number[] = new Array(nodes.length).fill(-1);
    const gradients: number[] = new Array(nodes.length).fill(-1);

    this.parameterAddress = this.allocate(0);
    for (const node of parameters) values[node.index] = this.append(node);
    this.parameterCount = this.end - this.parameterAddress;
    for (const node of others)
      values[node.index] = this.allocate(elementCount(node.shape, maxRows));

    const differentiated = differentiatedNodes(graph, wanted);
    this.gradientAddress = this.allocate(0);
    this.gradientStart = this.end;
    // All parameters have a place, so that gradients lie as parameters do.
    if (wanted !== "none") {
      for (const node of parameters) {
        const address = this.append(node);
        if (differentiated.has(node)) gradients[node.index] = address;
      }
    }
    for (const node of others) {
      if (!differentiated.has(node)) continue;
      gradients[node.index] = this.allocate(elementCount(node.shape, maxRows));
    }
    this.gradientSize = this.end - this.gradientStart;

    this.values = values;
    this.gradients = gradients;
    this.work = this.allocateScratch(nodes);
    for (const [name, size] of Object.entries(extra)) this.regions.set(name, this.allocate(size));
  }

  /** Number of words of the arena. */
  get size(): number {
    return this.end;
  }

  /** Address of a region asked for as `extra`; undefined: there is none. */
  region(name: string): number | undefined {
    return this.regions.get(name);
  }

  /** Address of an operation's own words; allocated when first asked for. */
  scratch(node: GraphNode, purpose: string, size: number): number {
    const key = `${node.index}.${purpose}`;
    const known = this.scratches.get(key);
    if (known !== undefined) return known;
    const address = this.allocate(size);
    this.scratches.set(key, address);
    return address;
  }

  /**
   * Lets every operation ask for its scratch once, for as many rows as there may ever be.
   * @returns the work of all their calls
   */
  private allocateScratch(nodes: readonly GraphNode[]): number {
    let work = 0;
    const plan: Emitter = {
      rows: this.maxRows,
      call: (kernel, ...args) => {
        work += kernelWork(kernel, args);
      },
      value: (node) => this.values[node.index] as number,
      gradient: (node) => this.gradients[node.index] as number,
      size: (node) => elementCount(node.shape, this.maxRows),
      scratch: (node, purpose, size) => this.scratch(node, purpose, size),
    };
    for (const node of nodes) {
      if (node.kind !== "computed") continue;
      const operation = findOperation(node.operation);
      operation.forward(node, plan);
      if (this.gradients[node.index] !== -1) operation.backward(node, plan);
    }
    return work;
  }

  private allocate(size: number): number {
    const address = Math.ceil(this.end / ALIGNMENT) * ALIGNMENT;
    this.end = address + size;
    return address;
  }

  private append(node: GraphNode): number {
    const address = this.end;
    this.end += elementCount(node.shape, this.maxRows);
    return address;
  }
}

/** Nodes on a path from something that is differentiated by to the loss. */
function differentiatedNodes({ nodes, loss }: Graph, wanted: Gradients): ReadonlySet<GraphNode> {
  const found = new Set<GraphNode>();
  if (wanted === "none" || loss === undefined) return found;
  const reaching = new Set<GraphNode>([loss]);
  for (const node of nodes.toReversed()) {
    if (reaching.has(node)) for (const input of node.inputs) reaching.add(input);
  }
  for (const node of nodes) {
    const source =
      node.kind === "parameter" ||
      (node.kind === "data" && wanted === "all" && node.attributes.role !== "target");
    const depends = source || node.inputs.some((input) => found.has(input));
    if (depends && reaching.has(node)) found.add(node);
  }
  return found;
}
