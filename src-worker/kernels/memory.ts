/**
 * What kernels read and write: one arena, addressed by word. An address means the same element
 * in `f` and `i`; which of the two a region belongs to is decided by whoever allocates it.
 */
export interface Memory {
  /** Values. Float32 in training, float64 in the gradient check. */
  readonly f: Float32Array | Float64Array;
  /** Row numbers, class indices, random bits. */
  readonly i: Int32Array;
  /** Accumulators that are float64 in either precision, such as sums of losses. */
  readonly d: Float64Array;
}

/**
 * One numeric routine: reads and writes `memory` at the given addresses; the other arguments are
 * counts. It allocates nothing, and its summation order is fixed: every sum runs over its index
 * in rising order, one rounded multiplication and one rounded addition a term, whatever the
 * number of threads or lanes.
 */
export type Kernel = (memory: Memory, ...args: number[]) => void;

/**
 * The number format a set of kernels computes in. Kernels are written once, as factories over an
 * arithmetic, so that the float64 gradient check proves the very code that trains in float32.
 */
export interface Arithmetic {
  readonly precision: "float32" | "float64";
  /** Rounds to the format; applied to the result of every single operation. */
  readonly round: (x: number) => number;
  readonly sqrt: (x: number) => number;
  readonly exp: (x: number) => number;
  readonly log: (x: number) => number;
  /** ln(1 + x), exact near 0. */
  readonly log1p: (x: number) => number;
  readonly tanh: (x: number) => number;
  readonly erf: (x: number) => number;
  /** 1 / (1 + e^−x) without overflow at either end. */
  readonly sigmoid: (x: number) => number;
}
