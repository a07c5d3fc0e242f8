import { LOSS_SUM } from "../kernels/losses.ts";
import type { Kernel } from "../kernels/memory.ts";
import { FINITE } from "./guard.ts";

/** Word of `memory.d` that ends a repeated list of calls when it is not 0. */
export const HALT = 2;
/** First of the words of `memory.d` that hold the sums of losses of a burst's steps. */
export const FIRST_SUM = 16;
/** Most steps of one burst. */
export const BURST = 48;

/** What stands before, within and after each step of a burst, so that it needs no JavaScript. */
export const burstKernels: Readonly<Record<string, Kernel>> = {
  /**
   * Step i[counter] of the burst: numbers ← its `rows` words of `order`, controls ← its `count`
   * words of `table`.
   */
  beginStep: ({ f, i, d }, counter, order, numbers, rows, table, controls, count) => {
    const step = i[counter] as number;
    i.copyWithin(numbers, order + step * rows, order + (step + 1) * rows);
    f.copyWithin(controls, table + step * count, table + (step + 1) * count);
    d[FINITE] = 0;
  },

  /** Halts with 1 before the update when the loss or a gradient is not finite. */
  checkPass: ({ d }) => {
    d[HALT] = Number.isFinite(d[LOSS_SUM]) && d[FINITE] === 0 ? 0 : 1;
  },

  /** Counts the step and keeps its sum of losses; halts with 2 when the update is not finite. */
  endStep: ({ i, d }, counter) => {
    d[HALT] = d[FINITE] === 0 ? 0 : 2;
    if (d[HALT] !== 0) return;
    const step = i[counter] as number;
    d[FIRST_SUM + step] = d[LOSS_SUM] as number;
    i[counter] = step + 1;
  },
};
