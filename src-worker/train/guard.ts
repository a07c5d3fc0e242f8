import type { Kernel } from "../kernels/memory.ts";

/** Word of `memory.d` that is 0 as long as all numbers seen by `allFinite` were finite. */
export const FINITE = 1;

/** Kernels that watch over and bound the gradient. */
export const guardKernels: Readonly<Record<string, Kernel>> = {
  /**
   * d[FINITE] becomes NaN unless all `count` values are finite: x·0 is NaN for ±∞ and NaN. Four
   * sums, because the order of adding zeros does not matter and one sum waits for each addition.
   */
  allFinite: ({ f, d }, values, count) => {
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    const fours = values + count - (count % 4);
    for (let i = values; i < fours; i += 4) {
      a += (f[i] as number) * 0;
      b += (f[i + 1] as number) * 0;
      c += (f[i + 2] as number) * 0;
      e += (f[i + 3] as number) * 0;
    }
    for (let i = fours; i < values + count; i++) a += (f[i] as number) * 0;
    // Only when bad, as other threads may look at other parts at the same time.
    if (Number.isNaN(a + b + c + e)) d[FINITE] = Number.NaN;
  },

  /**
   * Scales the gradient so that its Euclidean norm is at most the number at `limit`, in
   * PyTorch's form: g ← g·limit / (‖g‖ + 10⁻⁶) where that factor is below 1.
   */
  clipNorm: ({ f }, gradient, limit, count) => {
    let sum = 0;
    for (let i = gradient; i < gradient + count; i++) {
      sum += (f[i] as number) * (f[i] as number);
    }
    const factor = (f[limit] as number) / (Math.sqrt(sum) + 1e-6);
    if (!(factor < 1)) return;
    for (let i = gradient; i < gradient + count; i++) f[i] = (f[i] as number) * factor;
  },
};
