import type { Kernel } from "../kernels/memory.ts";

/** Words of `memory.d` used by the kernels below; word 0 is the sum of losses. */
export const FINITE = 1;
const NORM = 2;

/** Kernels that watch over and bound the gradient. */
export const guardKernels: Readonly<Record<string, Kernel>> = {
  /** d[FINITE] ← 0 if all `count` values are finite, else NaN: x·0 is NaN for ±∞ and NaN. */
  allFinite: ({ f, d }, values, count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += (f[values + i] as number) * 0;
    d[FINITE] = sum;
  },

  /**
   * Scales the gradient so that its Euclidean norm is at most the number at `limit`, in
   * PyTorch's form: g ← g·limit / (‖g‖ + 10⁻⁶) where that factor is below 1.
   */
  clipNorm: ({ f, d }, gradient, limit, count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const g = f[gradient + i] as number;
      sum += g * g;
    }
    const norm = Math.sqrt(sum);
    d[NORM] = norm;
    const factor = (f[limit] as number) / (norm + 1e-6);
    if (!(factor < 1)) return;
    for (let i = 0; i < count; i++) f[gradient + i] = (f[gradient + i] as number) * factor;
  },
};
