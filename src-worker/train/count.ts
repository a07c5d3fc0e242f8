import type { Kernel } from "../kernels/memory.ts";
import { decideAt } from "./metrics.ts";

/** Kernels that measure, on the way, what training shows. */
export const countKernels: Readonly<Record<string, Kernel>> = {
  /**
   * i[total] ← i[total] + how many rows of the outputs u [rows, columns] speak for their class.
   * The class of row r of the batch is i[classes + i[numbers + r]].
   */
  countRight: ({ f, i }, u, classes, numbers, total, rows, columns) => {
    let right = i[total] as number;
    for (let row = 0; row < rows; row++) {
      const own = i[classes + (i[numbers + row] as number)];
      if (decideAt(f, u + row * columns, columns) === own) right += 1;
    }
    i[total] = right;
  },
};
