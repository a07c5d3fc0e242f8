import type { GraphNode } from "../graph/graph.ts";
import { elementCount, paddedCounts, paddedStrides } from "../graph/shapes.ts";
import {
  call,
  type Formula,
  type FunctionName,
  negative,
  number,
  ONE,
  power,
  product,
  quotient,
  sum,
  ZERO,
} from "./formula.ts";

/** An element that another is computed from, with the derivative by it. */
export interface Term {
  readonly input: GraphNode;
  /** Row-major. */
  readonly element: number;
  /** ∂u/∂(the element), of the value u of the computed element. */
  readonly slope: (u: Formula) => Formula;
}

export interface ElementRule {
  readonly formula: () => Formula;
  readonly terms: readonly Term[];
}

type Value = (node: GraphNode, element: number) => Formula;

/** A function of one element x with value u. */
interface Unary {
  readonly formula: (x: Formula) => Formula;
  readonly slope: (x: Formula, u: Formula) => Formula;
}

const called = (name: FunctionName, slope: Unary["slope"]): Unary => ({
  formula: (x) => call(name, x),
  slope,
});
const oneMinus = (u: Formula) => sum([ONE, negative(u)]);
const positive = (x: Formula) => call("greater", x, ZERO);

const unary: Readonly<Record<string, Unary>> = {
  identity: { formula: (x) => x, slope: () => ONE },
  negate: { formula: negative, slope: () => number(-1) },
  exp: called("exp", (_, u) => u),
  log: called("ln", (x) => power(x, number(-1))),
  sqrt: {
    formula: (x) => power(x, number(1, 2)),
    slope: (_, u) => quotient(number(1, 2), u),
  },
  abs: called("abs", (x) => call("sign", x)),
  sigmoid: called("sigmoid", (_, u) => product([u, oneMinus(u)])),
  tanh: called("tanh", (_, u) => oneMinus(power(u, number(2)))),
  relu: called("relu", positive),
  threshold: { formula: (x) => call("atLeast", x, ZERO), slope: () => ZERO },
  softplus: called("softplus", (x) => call("sigmoid", x)),
  leakyRelu: called("leakyRelu", (x) => {
    return sum([number(1, 100), product([number(99, 100), positive(x)])]);
  }),
  erf: called("erf", (x) => {
    const bell = call("exp", negative(power(x, number(2))));
    return product([number(1.1283791670955126), bell]);
  }),
  gelu: called("gelu", (x) => {
    const half = number(1, 2);
    const share = call("erf", product([number(Math.SQRT1_2), x]));
    const bell = call("exp", product([number(-1, 2), power(x, number(2))]));
    const density = product([number(0.3989422804014327), x, bell]);
    return sum([half, product([half, share]), density]);
  }),
};

/** A function of two elements x and y with value u: its formula and its derivatives by each. */
interface Binary {
  readonly formula: (x: Formula, y: Formula) => Formula;
  readonly slopes: readonly [
    (x: Formula, y: Formula, u: Formula) => Formula,
    (x: Formula, y: Formula, u: Formula) => Formula,
  ];
}

const binary: Readonly<Record<string, Binary>> = {
  add: { formula: (x, y) => sum([x, y]), slopes: [() => ONE, () => ONE] },
  subtract: { formula: (x, y) => sum([x, negative(y)]), slopes: [() => ONE, () => number(-1)] },
  multiply: { formula: (x, y) => product([x, y]), slopes: [(_, y) => y, (x) => x] },
  divide: {
    formula: quotient,
    slopes: [
      (_, y) => power(y, number(-1)),
      (x, y) => negative(product([x, power(y, number(-2))])),
    ],
  },
  power: {
    formula: power,
    slopes: [
      (x, y) => product([y, power(x, sum([y, number(-1)]))]),
      (x, _, u) => product([u, call("ln", x)]),
    ],
  },
  maximum: {
    formula: (x, y) => call("max", x, y),
    slopes: [(x, y) => call("atLeast", x, y), (x, y) => call("greater", y, x)],
  },
  minimum: {
    formula: (x, y) => call("min", x, y),
    slopes: [(x, y) => call("atLeast", y, x), (x, y) => call("greater", x, y)],
  },
};

/**
 * How one element of a computed node comes from elements of its inputs, as formulas.
 *
 * @param place the element, row-major
 * @param value the symbol of an element of an input
 */
export function elementRule(node: GraphNode, place: number, value: Value): ElementRule {
  const { operation, inputs, attributes } = node;
  const [first, second] = inputs as [GraphNode, GraphNode];
  const one = Object.hasOwn(unary, operation) ? unary[operation] : undefined;
  if (one) {
    const x = value(first, place);
    const slope = (u: Formula) => one.slope(x, u);
    return { formula: () => one.formula(x), terms: [{ input: first, element: place, slope }] };
  }
  const two = Object.hasOwn(binary, operation) ? binary[operation] : undefined;
  if (two) {
    const at = [first, second].map((input) => broadcastPlace(node, place, input));
    const [x, y] = [first, second].map((input, side) => value(input, at[side] as number)) as [
      Formula,
      Formula,
    ];
    const terms = [first, second].map((input, side): Term => {
      const slope = two.slopes[side as 0 | 1];
      return { input, element: at[side] as number, slope: (u) => slope(x, y, u) };
    });
    return { formula: () => two.formula(x, y), terms };
  }
  const taken = (input: GraphNode, element: number): ElementRule => ({
    formula: () => value(input, element),
    terms: [{ input, element, slope: () => ONE }],
  });
  const size = elementCount(node.shape, 1);
  switch (operation) {
    case "constant":
      return { formula: () => number(attributes.value as number), terms: [] };
    case "element":
      return taken(first, (attributes.index as number) * size + place);
    case "stack": {
      const part = inputs[Math.floor((place * inputs.length) / size)] as GraphNode;
      return taken(part, place % elementCount(part.shape, 1));
    }
    case "transpose":
      return taken(first, transposedPlace(node, place));
    case "arrange":
      return taken(first, arrangedPlace(node, place));
    case "matmul":
      return matmul(node, place, value);
    case "sum":
    case "mean": {
      const group = reducedPlaces(node, place);
      const share = number(1, operation === "mean" ? group.length : 1);
      const slope = () => share;
      return {
        formula: () => product([share, sum(group.map((element) => value(first, element)))]),
        terms: group.map((element) => ({ input: first, element, slope })),
      };
    }
    case "squaredNorm": {
      const elements = Array.from({ length: elementCount(first.shape, 1) }, (_, index) => index);
      const squares = () => elements.map((index) => power(value(first, index), number(2)));
      return {
        formula: () => sum(squares()),
        terms: elements.map((element) => {
          const slope = () => product([number(2), value(first, element)]);
          return { input: first, element, slope };
        }),
      };
    }
    case "logSumExp":
    case "softmax":
      return exponentials(node, place, value);
    default:
      throw new Error(`the operation ${operation} has no formula of its elements`);
  }
}

function matmul(node: GraphNode, place: number, value: Value): ElementRule {
  const [left, right] = node.inputs as [GraphNode, GraphNode];
  const depth = left.shape.at(-1) as number;
  const columns = elementCount(right.shape, 1) / depth;
  const [row, column] = [Math.floor(place / columns), place % columns];
  const pairs = Array.from({ length: depth }, (_, k) => {
    return [row * depth + k, k * columns + column] as const;
  });
  return {
    formula: () => sum(pairs.map(([a, b]) => product([value(left, a), value(right, b)]))),
    terms: pairs.flatMap(([a, b]): Term[] => [
      { input: left, element: a, slope: () => value(right, b) },
      { input: right, element: b, slope: () => value(left, a) },
    ]),
  };
}

/** ln Σ_k e^(x_k), whose gradient is softmax, and softmax itself: both of a row. */
function exponentials(node: GraphNode, place: number, value: Value): ElementRule {
  const [input] = node.inputs as [GraphNode];
  const isSoftmax = node.operation === "softmax";
  const rows = isSoftmax ? elementCount(input.shape.slice(0, -1), 1) : elementCount(node.shape, 1);
  const length = elementCount(input.shape, 1) / rows;
  const start = (isSoftmax ? Math.floor(place / length) : place) * length;
  const row = Array.from({ length }, (_, k) => start + k);
  const exponential = (element: number) => call("exp", value(input, element));
  const total = () => sum(row.map(exponential));
  const share = (element: number) => quotient(exponential(element), total());
  return {
    formula: () => (isSoftmax ? share(place) : call("ln", total())),
    terms: row.map((element) => ({
      input,
      element,
      // u_j (1{j = k} − u_k); u_k is a formula, as only u_j is this node's value.
      slope: (u) => {
        if (!isSoftmax) return share(element);
        if (element === place) return product([u, oneMinus(u)]);
        return negative(product([u, value(node, element)]));
      },
    })),
  };
}

/** The multi-index, on four axes. */
function indices(node: GraphNode, place: number): readonly number[] {
  let rest = place;
  return paddedCounts(node.shape, 1)
    .toReversed()
    .map((count) => {
      const index = rest % count;
      rest = (rest - index) / count;
      return index;
    })
    .toReversed();
}

function along(index: readonly number[], strides: readonly number[]): number {
  return index.reduce((total, value, axis) => total + value * (strides[axis] ?? 0), 0);
}

function broadcastPlace(node: GraphNode, place: number, input: GraphNode): number {
  return along(indices(node, place), paddedStrides(input.shape, 1));
}

function transposedPlace(node: GraphNode, place: number): number {
  const axes = node.shape.length;
  const [input] = node.inputs as [GraphNode];
  const own = axes === 0 ? [] : indices(node, place).slice(-axes).toReversed();
  return axes === 0 ? 0 : along(own, paddedStrides(input.shape, 1).slice(-axes));
}

function arrangedPlace(node: GraphNode, place: number): number {
  const [input] = node.inputs as [GraphNode];
  const { to, axes } = node.attributes as { to: readonly number[]; axes: number };
  const index = indices(node, place);
  const strides = paddedStrides(input.shape, 1).slice(
    paddedStrides(input.shape, 1).length - to.length,
  );
  const own = to.map((target) => index[index.length - axes + target] as number);
  return along(own, strides);
}

/** Elements of the input that a sum or mean puts together, in its order. */
function reducedPlaces(node: GraphNode, place: number): readonly number[] {
  const [input] = node.inputs as [GraphNode];
  const { axes } = node.attributes;
  const all = [...input.shape.keys()];
  const gone =
    axes === undefined
      ? all
      : [axes].flat().map((axis) => {
          const number = axis as number;
          return number < 0 ? number + all.length : number;
        });
  const kept = input.shape.map((length, axis) => (gone.includes(axis) ? 1 : length));
  const strides = paddedStrides(kept, 1);
  return Array.from({ length: elementCount(input.shape, 1) }, (_, element) => element).filter(
    (element) => along(indices(input, element), strides) === place,
  );
}
