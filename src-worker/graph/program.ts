import { type Backend, type BackendName, makeBackend } from "../kernels/backend.ts";
import { LOSS_SUM } from "../kernels/losses.ts";
import type { Arithmetic, Kernel, Memory } from "../kernels/memory.ts";
import type { Random } from "../kernels/random.ts";
import { kernelTable, kernelWork } from "../kernels/table.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { type Gradients, Layout } from "./layout.ts";
import type { Emitter } from "./operation.ts";
import { findOperation } from "./operations.ts";
import { concreteShape, elementCount } from "./shapes.ts";

/** A kernel bound to its memory and arguments. */
export interface KernelCall {
  readonly kernel: string;
  readonly args: readonly number[];
  /** Multiply-adds, about. */
  readonly work: number;
  readonly run: () => void;
}

export interface ProgramOptions {
  /** Most rows a batch may have. */
  readonly maxRows: number;
  readonly arithmetic: Arithmetic;
  /** "none": forward only. "parameters": what training needs. "all": of every node, x too. */
  readonly gradients: Gradients;
  /** Further named regions of the arena, in words. */
  readonly extra?: Readonly<Record<string, number>>;
  /** Further kernels for `call`. */
  readonly kernels?: Readonly<Record<string, Kernel>>;
  /** "wasm" by default, where it can be had; the bits are the same. */
  readonly backend?: BackendName;
}

/** A tensor out of the arena: a copy, row-major; a scalar has the shape []. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/**
 * A graph made ready to run: one arena for all values and gradients, and for each number of rows
 * the list of kernel calls of a forward and a backward pass, made once.
 */
export class Program {
  readonly graph: Graph;
  readonly memory: Memory;
  readonly maxRows: number;
  /** Parameters lie without gaps in the order of the nodes, their gradients likewise. */
  readonly parameterAddress: number;
  readonly gradientAddress: number;
  readonly parameterCount: number;
  private readonly layout: Layout;
  private readonly backend: Backend;
  private readonly names: ReadonlyMap<string, GraphNode>;
  private readonly forwards = new Map<number, readonly KernelCall[]>();
  private readonly propagations = new Map<number, readonly KernelCall[]>();
  private readonly backwards = new Map<number, readonly KernelCall[]>();

  constructor(graph: Graph, options: ProgramOptions) {
    const { arithmetic, maxRows, gradients, extra = {}, kernels = {} } = options;
    this.graph = graph;
    this.maxRows = maxRows;
    this.names = new Map(graph.nodes.map((node) => [node.name, node]));
    this.layout = new Layout(graph, maxRows, gradients, extra);
    const all = { ...kernelTable(arithmetic), ...kernels };
    const { size, work } = this.layout;
    this.backend = makeBackend(arithmetic, size, all, options.backend ?? "wasm", work);
    this.memory = this.backend.memory;
    this.parameterAddress = this.layout.parameterAddress;
    this.gradientAddress = this.layout.gradientAddress;
    this.parameterCount = this.layout.parameterCount;
  }

  /** All parameters, as a view of the arena. */
  parameters(): Float32Array | Float64Array {
    return this.view(this.parameterAddress, this.parameterCount);
  }

  /** Gradients of all parameters after a backward pass, as a view of the arena. */
  gradients(): Float32Array | Float64Array {
    return this.view(this.gradientAddress, this.parameterCount);
  }

  /** Where a parameter lies in `parameters()` and `gradients()`. */
  parameterRange(name: string): { offset: number; length: number; shape: readonly number[] } {
    const node = this.node(name);
    if (node.kind !== "parameter") throw new Error(`${name} is no parameter`);
    const offset = this.valueAddress(node) - this.parameterAddress;
    return { offset, length: elementCount(node.shape, 0), shape: concreteShape(node.shape, 0) };
  }

  /** Address of an `extra` region or of a node's value. */
  address(name: string): number {
    return this.layout.region(name) ?? this.valueAddress(this.node(name));
  }

  /** Calls that compute every node for a batch of `rows` rows. */
  forward(rows: number): readonly KernelCall[] {
    return cached(this.forwards, rows, () =>
      this.plan(rows, (node, plan) => findOperation(node.operation).forward(node, plan)),
    );
  }

  /**
   * Calls that compute the gradients of `graph.loss` by every node that is differentiated by,
   * after a forward pass of the same rows.
   * @param component which element of a loss that is a tensor, row-major; of a scalar, 0
   */
  backward(rows: number, component = 0): readonly KernelCall[] {
    const { loss } = this.graph;
    if (loss === undefined) throw new Error("a graph without a loss has no gradients");
    const make = () => [
      this.call("fill", this.layout.gradientStart, 0, this.layout.gradientSize),
      this.call("fill", this.gradientOf(loss) + component, 1, 1),
      ...this.propagate(rows),
    ];
    return component === 0 ? cached(this.backwards, rows, make) : make();
  }

  /** A kernel bound to this arena. */
  call(kernel: string, ...args: number[]): KernelCall {
    const run = this.backend.bind(kernel, args);
    return { kernel, args, work: kernelWork(kernel, args), run };
  }

  /** Calls of this program made one, which costs less than each by itself where they are small. */
  join(calls: readonly KernelCall[]): () => void {
    return this.backend.join(calls);
  }

  /** The same again and again: so many times, or until a call leaves memory.d[halt] ≠ 0. */
  repeat(calls: readonly KernelCall[], halt: number): (times: number) => void {
    return this.backend.repeat(calls, halt);
  }

  /** Copy of a node's value after a forward pass. */
  value(name: string, rows: number): Tensor {
    const node = this.node(name);
    return this.tensor(node, this.valueAddress(node), rows);
  }

  /** Copy of the gradient of the loss by a node after a backward pass. */
  gradient(name: string, rows: number): Tensor {
    const node = this.node(name);
    return this.tensor(node, this.gradientOf(node), rows);
  }

  /** Whether `gradient` can be asked for the node. */
  hasGradient(name: string): boolean {
    return this.layout.gradients[this.node(name).index] !== -1;
  }

  /** Sets a data node or parameter, row-major; `labels` are class indices. */
  setData(name: string, values: ArrayLike<number>, rows: number): void {
    const node = this.node(name);
    const size = elementCount(node.shape, rows);
    if (rows > this.maxRows || values.length !== size) {
      const shape = concreteShape(node.shape, rows).join(" × ");
      throw new Error(`${name} takes ${shape} numbers, at most ${this.maxRows} rows`);
    }
    const target = name === "labels" ? this.memory.i : this.memory.f;
    target.set(values, this.valueAddress(node));
  }

  /** Float64 sum of the rows' losses of the last forward pass. */
  lossSum(): number {
    return this.memory.d[LOSS_SUM] as number;
  }

  /** Switches dropout on (training) or off: then it is the identity. */
  dropout(active: boolean): void {
    for (const node of this.graph.nodes) {
      if (node.operation !== "dropout") continue;
      this.memory.i[this.layout.scratch(node, "active", 1)] = active ? 1 : 0;
    }
  }

  /** Draws new masks for the next forward pass of `rows` rows: one word an element. */
  drawDropout(random: Random, rows: number): void {
    for (const node of this.graph.nodes) {
      if (node.operation !== "dropout") continue;
      const size = elementCount(node.shape, rows);
      const words = this.layout.scratch(node, "words", size);
      for (let e = 0; e < size; e++) this.memory.i[words + e] = random.word();
    }
  }

  private propagate(rows: number): readonly KernelCall[] {
    return cached(this.propagations, rows, () =>
      this.plan(
        rows,
        (node, plan) => {
          if (plan.gradient(node) >= 0) findOperation(node.operation).backward(node, plan);
        },
        "backward",
      ),
    );
  }

  private plan(
    rows: number,
    emit: (node: GraphNode, plan: Emitter) => void,
    direction: "forward" | "backward" = "forward",
  ): readonly KernelCall[] {
    if (!(rows >= 1 && rows <= this.maxRows)) {
      throw new Error(`a batch of ${rows} rows does not fit: 1 to ${this.maxRows}`);
    }
    const calls: KernelCall[] = [];
    const plan: Emitter = {
      rows,
      call: (kernel, ...args) => calls.push(this.call(kernel, ...args)),
      value: (node) => this.valueAddress(node),
      gradient: (node) => this.layout.gradients[node.index] as number,
      size: (node) => elementCount(node.shape, rows),
      scratch: (node, purpose, size) => this.layout.scratch(node, purpose, size),
    };
    const { nodes } = this.graph;
    for (const node of direction === "forward" ? nodes : nodes.toReversed()) {
      if (node.kind === "computed") emit(node, plan);
    }
    return calls;
  }

  private node(name: string): GraphNode {
    const node = this.names.get(name);
    if (node === undefined) throw new Error(`there is no node "${name}"`);
    return node;
  }

  private valueAddress(node: GraphNode): number {
    return this.layout.values[node.index] as number;
  }

  private gradientOf(node: GraphNode): number {
    const address = this.layout.gradients[node.index] as number;
    if (address < 0) throw new Error(`no gradient is kept for ${node.name}`);
    return address;
  }

  private tensor(node: GraphNode, address: number, rows: number): Tensor {
    const data = this.view(address, elementCount(node.shape, rows)).slice();
    return { shape: concreteShape(node.shape, rows), data };
  }

  private view(address: number, size: number): Float32Array | Float64Array {
    return this.memory.f.subarray(address, address + size);
  }
}

function cached<T>(cache: Map<number, T>, key: number, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}
