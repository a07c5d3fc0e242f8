import { erf64, exp64, log64, sigmoid64, tanh64 } from "../../../src-worker/kernels/double.ts";
import type { Formula, FunctionName } from "../../../src-worker/lab/formula.ts";

const functions: Readonly<Record<FunctionName, (x: number, y: number) => number>> = {
  exp: exp64,
  ln: log64,
  abs: Math.abs,
  sign: Math.sign,
  sigmoid: sigmoid64,
  tanh: tanh64,
  erf: erf64,
  gelu: (x) => (x / 2) * (1 + erf64(x * Math.SQRT1_2)),
  softplus: (x) => log64(1 + exp64(x)),
  relu: (x) => Math.max(x, 0),
  leakyRelu: (x) => Math.max(0.01 * x, x),
  max: Math.max,
  min: Math.min,
  greater: (x, y) => (x > y ? 1 : 0),
  atLeast: (x, y) => (x >= y ? 1 : 0),
};

/** What a formula comes to where elements of tensors have these values. */
export function formulaValue(
  formula: Formula,
  element: (node: string, place: number) => number,
): number {
  const value = (part: Formula): number => {
    switch (part.kind) {
      case "number":
        return part.p / part.q;
      case "element":
        return element(part.node, part.element);
      case "sum":
        return part.parts.map(value).reduce((sum, term) => sum + term, 0);
      case "product":
        return part.parts.map(value).reduce((product, factor) => product * factor, 1);
      case "power": {
        const [base = 0, exponent = 0] = part.parts.map(value);
        return base ** exponent;
      }
      case "call": {
        const [x = 0, y = 0] = part.parts.map(value);
        return functions[part.name](x, y);
      }
      case "long":
        return Number.NaN;
    }
  };
  return value(formula);
}
