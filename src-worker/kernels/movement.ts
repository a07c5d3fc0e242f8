import type { Kernel } from "./memory.ts";

/** Kernels that move and set elements without arithmetic. */
export const movementKernels: Readonly<Record<string, Kernel>> = {
  fill: ({ f }, target, value, size) => {
    f.fill(value, target, target + size);
  },

  copy: ({ f }, source, target, size) => {
    f.copyWithin(target, source, source + size);
  },

  /** target[i, ·] ← source[numbers[i], ·]; `numbers` are row numbers in `memory.i`. */
  gatherRows: ({ f, i: words }, source, numbers, target, rows, columns) => {
    for (let i = 0; i < rows; i++) {
      const from = source + (words[numbers + i] as number) * columns;
      const to = target + i * columns;
      for (let j = 0; j < columns; j++) f[to + j] = f[from + j] as number;
    }
  },

  /** target[i] ← source[numbers[i]], all in `memory.i`: class indices. */
  gatherLabels: ({ i: words }, source, numbers, target, rows) => {
    for (let i = 0; i < rows; i++) {
      words[target + i] = words[source + (words[numbers + i] as number)] as number;
    }
  },
};
