import { erf64, exp64, log1p64, log64, sigmoid64, tanh64 } from "./double.ts";
import type { Arithmetic } from "./memory.ts";

export { cos64, exp64, log64, sin64 } from "./double.ts";

const { fround } = Math;

/** The number format of the gradient check. */
export const float64: Arithmetic = {
  precision: "float64",
  round: (x) => x,
  sqrt: Math.sqrt,
  exp: exp64,
  log: log64,
  log1p: log1p64,
  tanh: tanh64,
  erf: erf64,
  sigmoid: sigmoid64,
};

/** The number format of training. */
export const float32: Arithmetic = {
  precision: "float32",
  round: fround,
  sqrt: (x) => fround(Math.sqrt(x)),
  exp: (x) => fround(exp64(x)),
  log: (x) => fround(log64(x)),
  log1p: (x) => fround(log1p64(x)),
  tanh: (x) => fround(tanh64(x)),
  erf: (x) => fround(erf64(x)),
  sigmoid: (x) => fround(sigmoid64(x)),
};
