import { GraphBuilder } from "../../../src-worker/graph/builder.ts";
import type { Graph, GraphNode } from "../../../src-worker/graph/graph.ts";

type Build = (b: GraphBuilder, inputs: Readonly<Record<string, GraphNode>>) => GraphNode;

/** Σ_j (Wx + b)_j and the like are put together from named steps; names only have to differ. */
function steps(b: GraphBuilder) {
  let count = 0;
  return (operation: string, inputs: GraphNode[], attributes = {}) =>
    b.apply(`t${count++}`, operation, inputs, attributes);
}

const affine = (b: GraphBuilder, w: GraphNode, x: GraphNode, bias: GraphNode) =>
  b.apply("z", "add", [b.apply("Wx", "matmul", [w, x]), bias]);

const batchAffine = (b: GraphBuilder, x: GraphNode, w: GraphNode, bias: GraphNode) =>
  b.apply("Z", "add", [b.apply("XW", "matmul", [x, b.apply("Wt", "transpose", [w])]), bias]);

const problem21: Build = (b, { x }) => {
  const op = steps(b);
  const [x1, x2, x3] = [0, 1, 2].map((index) => op("element", [x as GraphNode], { index })) as [
    GraphNode,
    GraphNode,
    GraphNode,
  ];
  const first = op("add", [x1, op("multiply", [x2, x3])]);
  const square = op("power", [x1, op("constant", [], { value: 2 })]);
  const second = op("add", [square, op("multiply", [op("constant", [], { value: 3 }), x2])]);
  return op("stack", [first, second]);
};

const logistic = (b: GraphBuilder, z: GraphNode, y: GraphNode) => {
  const op = steps(b);
  return op("sum", [op("subtract", [op("softplus", [z]), op("multiply", [y, z])])]);
};

/** The reference expressions by their id, built by hand from their words. */
export const builds: Readonly<Record<string, Build>> = {
  "batch linear": (b, i) => b.apply("value", "linear", [i.X, i.W, i.b] as GraphNode[]),
  "batch sigmoid": (b, i) => b.apply("value", "sigmoid", [i.Z as GraphNode]),
  "batch sigmoid layer": (b, { X, W, b: bias }) =>
    b.apply("value", "sigmoid", [
      batchAffine(b, X as GraphNode, W as GraphNode, bias as GraphNode),
    ]),
  "batch relu": (b, i) => b.apply("value", "relu", [i.Z as GraphNode]),
  softmax: (b, i) => b.apply("value", "softmax", [i.Z as GraphNode]),
  "cross entropy": (b, i) => {
    const [Z, R] = [i.Z, i.R] as [GraphNode, GraphNode];
    const op = steps(b);
    const logs = op("log", [op("sum", [op("exp", [Z])], { axes: [1] })]);
    return op("sum", [op("subtract", [logs, op("sum", [op("multiply", [R, Z])], { axes: -1 })])]);
  },
  "logistic loss": (b, i) =>
    logistic(b, affine(b, i.X as GraphNode, i.w as GraphNode, i.b as GraphNode), i.y as GraphNode),
  "logistic loss, z alone": (b, i) => logistic(b, i.z as GraphNode, i.y as GraphNode),
  "squared loss": (b, i) =>
    b.apply("value", "squaredNorm", [b.apply("e", "subtract", [i.Z, i.Y] as GraphNode[])]),
  "exponential model": (b, i) => {
    const z = batchAffine(b, i.X as GraphNode, i.W as GraphNode, i.b as GraphNode);
    const predicted = b.apply("yhat", "matmul", [b.apply("u", "exp", [z]), i.alpha as GraphNode]);
    return b.apply("value", "squaredNorm", [
      b.apply("e", "subtract", [i.y as GraphNode, predicted]),
    ]);
  },
  "the problem 2.1 once more": problem21,
  "2.1": problem21,
  "2.3a": (b, { z }) => {
    const op = steps(b);
    const one = op("constant", [], { value: 1 });
    return op("divide", [one, op("add", [one, op("exp", [op("negate", [z as GraphNode])])])]);
  },
  "2.3bc": (b, i) =>
    b.apply("value", "sigmoid", [affine(b, i.W as GraphNode, i.x as GraphNode, i.b as GraphNode)]),
  "2.4": (b, i) => {
    const z = affine(b, i.W as GraphNode, i.x as GraphNode, i.b as GraphNode);
    return b.apply("value", "squaredNorm", [b.apply("e", "subtract", [i.y as GraphNode, z])]);
  },
  "13": (b, i) => affine(b, i.W as GraphNode, i.x as GraphNode, i.b as GraphNode),
};

/** A graph whose inputs are data nodes of the given shapes, and the node it computes. */
export function expressionGraph(
  build: Build,
  shapes: Readonly<Record<string, readonly number[]>>,
): { graph: Graph; value: GraphNode } {
  const builder = new GraphBuilder();
  const inputs = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, builder.data(name, shape)]),
  );
  const value = build(builder, inputs);
  return { graph: builder.graph(value), value };
}
