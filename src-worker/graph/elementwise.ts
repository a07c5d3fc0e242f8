import type { Arithmetic } from "../kernels/memory.ts";
import type { GraphNode } from "./graph.ts";
import type { Operation } from "./operation.ts";
import { broadcastShape, paddedCounts, paddedStrides } from "./shapes.ts";

/** An elementwise function of two operands, which are broadcast to one shape. */
export interface BinaryFunction {
  readonly name: string;
  readonly value: (a: Arithmetic, x: number, y: number) => number;
  /** ∂u/∂x and ∂u/∂y, with u the value. */
  readonly byLeft: (a: Arithmetic, x: number, y: number, u: number) => number;
  readonly byRight: (a: Arithmetic, x: number, y: number, u: number) => number;
  readonly tex: (x: string, y: string) => string;
}

export const binaryFunctions: readonly BinaryFunction[] = [
  {
    name: "add",
    value: (a, x, y) => a.round(x + y),
    byLeft: () => 1,
    byRight: () => 1,
    tex: (x, y) => `${x} + ${y}`,
  },
  {
    name: "subtract",
    value: (a, x, y) => a.round(x - y),
    byLeft: () => 1,
    byRight: () => -1,
    tex: (x, y) => `${x} - ${y}`,
  },
  {
    name: "multiply",
    value: (a, x, y) => a.round(x * y),
    byLeft: (_a, _x, y) => y,
    byRight: (_a, x) => x,
    tex: (x, y) => `${x} \\odot ${y}`,
  },
  {
    name: "divide",
    value: (a, x, y) => a.round(x / y),
    byLeft: (a, _, y) => a.round(1 / y),
    byRight: (a, _, y, u) => a.round(-u / y),
    tex: (x, y) => `\\frac{${x}}{${y}}`,
  },
  {
    name: "power",
    value: power,
    byLeft: (a, x, y) => (y === 0 ? 0 : a.round(y * power(a, x, a.round(y - 1)))),
    byRight: (a, x, _, u) => (u === 0 ? 0 : a.round(u * a.log(x))),
    tex: (x, y) => `{${x}}^{${y}}`,
  },
  {
    // Where both are equal the derivative is the left operand's.
    name: "maximum",
    value: (_, x, y) => Math.max(x, y),
    byLeft: (_a, x, y) => (x >= y ? 1 : 0),
    byRight: (_a, x, y) => (x >= y ? 0 : 1),
    tex: (x, y) => `\\max\\{${x}, ${y}\\}`,
  },
  {
    name: "minimum",
    value: (_, x, y) => Math.min(x, y),
    byLeft: (_a, x, y) => (x <= y ? 1 : 0),
    byRight: (_a, x, y) => (x <= y ? 0 : 1),
    tex: (x, y) => `\\min\\{${x}, ${y}\\}`,
  },
];

/** Exponents up to this are taken by repeated multiplication, exact for small whole numbers. */
const LARGEST_WHOLE = 64;

/** x^y; NaN for a negative x and an exponent that is no small whole number. */
function power(a: Arithmetic, x: number, y: number): number {
  if (Number.isInteger(y) && Math.abs(y) <= LARGEST_WHOLE) {
    let result = 1;
    let square = x;
    for (let rest = Math.abs(y); rest > 0; rest >>= 1) {
      if (rest % 2 === 1) result = a.round(result * square);
      square = a.round(square * square);
    }
    return y < 0 ? a.round(1 / result) : result;
  }
  return x === 0 && y > 0 ? 0 : a.exp(a.round(y * a.log(x)));
}

export const binaryOperations: readonly Operation[] = binaryFunctions.map(({ name, tex }) => ({
  name,

  shape([left = [], right = []]) {
    return broadcastShape(left, right);
  },

  forward(node, plan) {
    const [left, right] = node.inputs as [GraphNode, GraphNode];
    const addresses = [plan.value(left), plan.value(right), plan.value(node)];
    const strides = [left, right].flatMap(({ shape }) => paddedStrides(shape, plan.rows));
    plan.call(name, ...addresses, ...paddedCounts(node.shape, plan.rows), ...strides);
  },

  backward(node, plan) {
    const [left, right] = node.inputs as [GraphNode, GraphNode];
    const addresses = [left, right, node].map((one) => plan.value(one));
    const strides = [left, right].flatMap(({ shape }) => paddedStrides(shape, plan.rows));
    const common = [...paddedCounts(node.shape, plan.rows), ...strides];
    for (const [operand, side] of [
      [left, "byLeft"],
      [right, "byRight"],
    ] as const) {
      if (plan.gradient(operand) < 0) continue;
      const gradients = [plan.gradient(node), plan.gradient(operand)];
      const own = paddedStrides(operand.shape, plan.rows);
      plan.call(`${name}.${side}`, ...addresses, ...gradients, ...common, ...own);
    }
  },

  tex(node, symbol) {
    const [left, right] = node.inputs as [GraphNode, GraphNode];
    return `${symbol(node)} = ${tex(symbol(left), symbol(right))}`;
  },
}));

/** An elementwise function of one operand that is no activation. */
export interface UnaryFunction {
  readonly name: string;
  readonly value: (a: Arithmetic, x: number) => number;
  readonly derivative: (a: Arithmetic, x: number, u: number) => number;
  /** The value as a formula of z. */
  readonly tex: string;
}

export const unaryFunctions: readonly UnaryFunction[] = [
  { name: "negate", value: (_, x) => -x, derivative: () => -1, tex: "-z" },
  {
    name: "log",
    value: (a, x) => a.log(x),
    derivative: (a, x) => a.round(1 / x),
    tex: "\\ln z",
  },
  {
    name: "sqrt",
    value: (a, x) => a.sqrt(x),
    derivative: (a, _, u) => a.round(0.5 / u),
    tex: "\\sqrt{z}",
  },
  {
    name: "abs",
    value: (_, x) => Math.abs(x),
    derivative: (_, x) => Math.sign(x),
    tex: "\\lvert z \\rvert",
  },
  {
    name: "erf",
    value: (a, x) => a.erf(x),
    // 2/√π·e^(−x²)
    derivative: (a, x) => a.round(a.round(1.1283791670955126) * a.exp(a.round(-x * x))),
    tex: "\\operatorname{erf} z",
  },
];
