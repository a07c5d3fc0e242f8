import { erf64, exp64, log1p64, log64, sigmoid64, tanh64 } from "./double.ts";
import type { Arithmetic } from "./memory.ts";
import { erf32, exp32, log1p32, log32, sigmoid32, tanh32 } from "./single.ts";

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
  exp: exp32,
  log: log32,
  log1p: log1p32,
  tanh: tanh32,
  erf: erf32,
  sigmoid: sigmoid32,
};
