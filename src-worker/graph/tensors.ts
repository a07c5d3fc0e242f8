import { UserError } from "../errors.ts";
import { float64 } from "../kernels/elementary.ts";
import type { Arithmetic } from "../kernels/memory.ts";
import type { Graph } from "./graph.ts";
import { Program, type Tensor } from "./program.ts";
import { concreteShape, elementCount } from "./shapes.ts";

/** Elements a gradient tensor may have: 128 MiB of float64. */
const LARGEST_TENSOR = 2 ** 24;

/** What gradient tensors are asked for, and at which point. */
export interface GradientRequest {
  /** Y: name of the node that is differentiated. */
  readonly of: string;
  /** X: names of the nodes it is differentiated by; computed ones as well. */
  readonly by: readonly string[];
  /** Values of all data nodes and parameters, row-major, by name. */
  readonly values: Readonly<Record<string, ArrayLike<number>>>;
  /** What "N" stands for. */
  readonly rows: number;
  /** Float64 unless told otherwise. */
  readonly arithmetic?: Arithmetic;
}

/** The value of Y, that of each X which comes before it, and ∂Y/∂X for each X asked for. */
export interface GradientTensors {
  readonly value: Tensor;
  readonly values: ReadonlyMap<string, Tensor>;
  readonly gradients: ReadonlyMap<string, Tensor>;
}

/**
 * Gradient tensors ∂Y/∂X of shape (M…, N…), M… the shape of Y and N… that of X: element
 * (m…, n…) is ∂Y_m…/∂X_n…, all paths of the graph from X to Y together. One reverse pass for
 * each element of Y, seeded with 1 there, gives its derivative by every X at once.
 * @throws {UserError} when there is no such node, or a tensor would be too large
 */
export function gradientTensors(graph: Graph, request: GradientRequest): GradientTensors {
  const { of, by, values, rows, arithmetic = float64 } = request;
  const y = findNode(graph, of);
  const outer = elementCount(y.shape, rows);
  const targets = by.map((name) => {
    const node = findNode(graph, name);
    const inner = elementCount(node.shape, rows);
    const shape = [...concreteShape(y.shape, rows), ...concreteShape(node.shape, rows)];
    if (outer * inner > LARGEST_TENSOR) {
      throw new UserError(
        `∂${of}/∂${name} would have ${outer * inner} elements (${shape.join(" × ")})`,
        "choose fewer rows or a smaller node",
      );
    }
    // A node that comes after Y cannot influence it.
    const reached = node.index <= y.index;
    return { name, reached, inner, shape, data: arrayOf(arithmetic, outer * inner) };
  });

  const nodes = graph.nodes.slice(0, y.index + 1);
  const program = new Program(
    { nodes, output: y, loss: y },
    { maxRows: rows, arithmetic, gradients: "all" },
  );
  for (const node of nodes) {
    if (node.kind === "computed") continue;
    const given = values[node.name];
    if (given === undefined) throw new UserError(`${node.name} has no value`, "give it one");
    program.setData(node.name, given, rows);
  }
  for (const { run } of program.forward(rows)) run();
  // A constant depends on nothing.
  const passes = program.hasGradient(of) ? outer : 0;
  for (let m = 0; m < passes; m++) {
    for (const { run } of program.backward(rows, m)) run();
    for (const { name, reached, inner, data } of targets) {
      if (reached && program.hasGradient(name)) {
        data.set(program.gradient(name, rows).data, m * inner);
      }
    }
  }
  const gradients = targets.map(({ name, shape, data }) => [name, { shape, data }] as const);
  const reached = targets.filter((target) => target.reached);
  const points = reached.map(({ name }) => [name, program.value(name, rows)] as const);
  return {
    value: program.value(of, rows),
    values: new Map(points),
    gradients: new Map(gradients),
  };
}

/**
 * The tensor dot-product: the last `axes` axes of A against the first of B, summed over in
 * float64. With ∂Y/∂Z and ∂Z/∂X and the number of axes of Z it is the chain rule.
 * @throws {UserError} when those axes differ in length
 */
export function tensorDot(a: Tensor, b: Tensor, axes: number): Tensor {
  const outer = a.shape.slice(0, a.shape.length - axes);
  const inner = b.shape.slice(axes);
  const left = a.shape.slice(a.shape.length - axes);
  const right = b.shape.slice(0, axes);
  const fits = left.length === axes && right.length === axes;
  if (!fits || left.some((length, axis) => length !== right[axis])) {
    throw new UserError(
      `[${a.shape.join(", ")}] and [${b.shape.join(", ")}] have no dot-product over ${axes} axes`,
      "the last axes of the first must be as long as the first axes of the second",
    );
  }
  const rows = count(outer);
  const depth = count(left);
  const columns = count(inner);
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < depth; k++) {
      const factor = a.data[i * depth + k] as number;
      for (let j = 0; j < columns; j++) {
        const at = i * columns + j;
        data[at] = (data[at] as number) + factor * (b.data[k * columns + j] as number);
      }
    }
  }
  return { shape: [...outer, ...inner], data };
}

function findNode({ nodes }: Graph, name: string) {
  const node = nodes.find((one) => one.name === name);
  if (node !== undefined) return node;
  const names = nodes.map((one) => one.name).join(", ");
  throw new UserError(`there is no node "${name}"`, `choose one of ${names}`);
}

function arrayOf({ precision }: Arithmetic, size: number): Float32Array | Float64Array {
  return precision === "float32" ? new Float32Array(size) : new Float64Array(size);
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
