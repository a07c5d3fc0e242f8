/** Operations of each element, by the names a formula may call them. */
const elementwise: Readonly<Record<string, string>> = {
  exp: "exp",
  ln: "log",
  log: "log",
  sqrt: "sqrt",
  abs: "abs",
  tanh: "tanh",
  sigmoid: "sigmoid",
  logistic: "sigmoid",
  sigma: "sigmoid",
  relu: "relu",
  leakyrelu: "leakyRelu",
  softplus: "softplus",
  gelu: "gelu",
  erf: "erf",
  threshold: "threshold",
};

/** Functions with a meaning of their own: of several operands, of rows, of all elements. */
const special = ["softmax", "max", "min", "norm", "sum", "mean"] as const;
export type SpecialFunction = (typeof special)[number];

/** The function's own name whatever its case; undefined: there is no such function. */
export function findFunction(written: string): string | undefined {
  const name = written.toLowerCase();
  return Object.hasOwn(elementwise, name) || special.some((one) => one === name) ? name : undefined;
}

/** The operation of each element that the function is; undefined: it is another kind. */
export function elementwiseOperation(name: string): string | undefined {
  return Object.hasOwn(elementwise, name) ? elementwise[name] : undefined;
}

/** For messages. */
export const functionNames: readonly string[] = [...Object.keys(elementwise), ...special];
