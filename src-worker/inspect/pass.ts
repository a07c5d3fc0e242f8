import type { Dataset, Part } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import { networkGraph, parameterCount } from "../graph/build.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import type { LossName, NetworkSpec, Reduction } from "../graph/network.ts";
import { Program, type Tensor } from "../graph/program.ts";
import { float32 } from "../kernels/elementary.ts";
import type { TensorSide } from "./contract.ts";
import { Equations } from "./equations.ts";
import { type NameStyle, symbolsOf } from "./symbols.ts";

/** Rows that can be looked at together. */
const MOST_ROWS = 1024;
/** Words of an arena that a pass may take: 1 GiB. */
const MOST_WORDS = 2 ** 28;

/** What a pass goes through, and with which numbers. */
export interface PassInput {
  readonly network: NetworkSpec;
  /** In the order of their names. */
  readonly parameters: Float32Array;
  readonly loss: LossName;
  readonly reduction: Reduction;
  readonly rows: number;
  /** [rows, inputs]. */
  readonly x: ArrayLike<number>;
  /** [rows, outputs]; class indices [rows] for cce. */
  readonly target: ArrayLike<number>;
  /** What each row's loss is multiplied by, [rows]; left out: 1. */
  readonly weights?: ArrayLike<number>;
}

/** One forward and backward pass through the kernels that train, with every tensor kept. */
export class Pass {
  readonly input: PassInput;
  readonly graph: Graph;
  readonly rows: number;
  readonly equations: Equations;
  private readonly program: Program;
  private readonly known = new Map<string, Tensor>();
  private readonly results = new Map<string, Tensor>();

  constructor(input: PassInput, names: NameStyle) {
    const { network, loss, reduction, rows, x, target, weights, parameters } = input;
    checkSize(network, rows);
    this.input = input;
    this.rows = rows;
    this.graph = networkGraph(network, loss, reduction, weights !== undefined);
    this.equations = new Equations(symbolsOf(this.graph, names), rows);
    this.program = new Program(this.graph, {
      maxRows: rows,
      arithmetic: float32,
      gradients: "all",
    });
    this.program.dropout(false);
    this.program.setData("x", x, rows);
    this.program.setData(loss === "cce" ? "labels" : "y", target, rows);
    if (weights) this.program.setData("weights", weights, rows);
    this.program.parameters().set(parameters);
    for (const call of this.program.forward(rows)) call.run();
    for (const call of this.program.backward(rows)) call.run();
  }

  /** @throws {UserError} when there is no such node */
  node(name: string): GraphNode {
    const found = this.graph.nodes.find((node) => node.name === name);
    if (found === undefined) throw new UserError(`there is no node “${name}”`, "choose another");
    return found;
  }

  hasGradient({ name }: GraphNode): boolean {
    return this.program.hasGradient(name);
  }

  value(node: GraphNode): Tensor {
    return this.kept(`value ${node.name}`, () => {
      if (node.name !== "labels") return this.program.value(node.name, this.rows);
      // The arena has them as whole numbers.
      return { shape: [this.rows], data: Float32Array.from(this.input.target) };
    });
  }

  /** ∂L/∂node. @throws {UserError} for data that is only compared with, and what no loss depends on */
  gradient(node: GraphNode): Tensor {
    if (!this.program.hasGradient(node.name)) {
      const name = this.equations.of(node).text;
      throw new UserError(`the loss is not differentiated by ${name}`, "choose another node");
    }
    return this.kept(`gradient ${node.name}`, () => this.program.gradient(node.name, this.rows));
  }

  /** Keeps a tensor that a step of gradient descent made. */
  keep(node: GraphNode, side: "step" | "after", tensor: Tensor): void {
    this.results.set(`${side} ${node.name}`, tensor);
  }

  tensor(node: GraphNode, side: TensorSide): Tensor {
    if (side === "value") return this.value(node);
    if (side === "gradient") return this.gradient(node);
    const found = this.results.get(`${side} ${node.name}`);
    if (found === undefined) {
      throw new UserError("no step has been worked out yet", "work out one step first");
    }
    return found;
  }

  private kept(key: string, make: () => Tensor): Tensor {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.known.set(key, made);
    return made;
  }
}

/** The rows of a part as a network takes them. @throws {UserError} when there is no such row */
export function rowsOf(
  dataset: Dataset,
  part: Part,
  rows: readonly number[],
  loss: LossName,
  outputs: number,
): Pick<PassInput, "rows" | "x" | "target" | "weights"> & { readonly sources: readonly number[] } {
  const data = dataset.parts[part];
  const wrong = rows.find((row) => !(Number.isInteger(row) && row >= 0 && row < data.rows));
  if (rows.length === 0 || wrong !== undefined) {
    const what = wrong === undefined ? "no row is chosen" : `the ${part} part has no row ${wrong}`;
    throw new UserError(what, `choose from its ${data.rows} rows`);
  }
  const columns = loss === "cce" ? 1 : outputs;
  const from: ArrayLike<number> = loss === "cce" ? data.labels : data.y;
  const { inputs } = dataset;
  const x = new Float32Array(rows.length * inputs);
  const target = new Float32Array(rows.length * columns);
  for (const [place, row] of rows.entries()) {
    x.set(data.x.subarray(row * inputs, (row + 1) * inputs), place * inputs);
    for (let column = 0; column < columns; column++) {
      target[place * columns + column] = from[row * columns + column] as number;
    }
  }
  const { weights, source } = data;
  return {
    rows: rows.length,
    x,
    target,
    ...(weights && { weights: rows.map((row) => weights[row] as number) }),
    sources: rows.map((row) => source[row] as number),
  };
}

function checkSize(network: NetworkSpec, rows: number): void {
  const units = network.layers.reduce((sum, layer) => sum + 4 * layer.units, 2 * network.inputs);
  const words = 2 * parameterCount(network) + rows * units;
  if (rows <= MOST_ROWS && words <= MOST_WORDS) return;
  throw new UserError(
    `${rows} rows of this network are too many to look at together`,
    `choose fewer, at most ${MOST_ROWS}`,
  );
}
