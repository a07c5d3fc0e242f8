import { describe, expect, test } from "vitest";
import { float32, float64 } from "../../../src-worker/kernels/elementary.ts";
import type { Memory } from "../../../src-worker/kernels/memory.ts";
import { kernelTable } from "../../../src-worker/kernels/table.ts";

function memoryOf(values: readonly number[], precision: "float32" | "float64" = "float32"): Memory {
  const d = new Float64Array(4);
  if (precision === "float64") {
    return { f: Float64Array.from(values), i: new Int32Array(values.length), d };
  }
  const f = Float32Array.from(values);
  return { f, i: new Int32Array(f.buffer), d };
}

describe("product", () => {
  const sizes = [1, 2, 3, 4, 5, 8, 9].flatMap((rows) =>
    [1, 3, 4, 7, 8].flatMap((columns) => [1, 2, 5].map((depth) => [rows, columns, depth] as const)),
  );

  test.each([float32, float64])("$precision: sums run in rising order", (arithmetic) => {
    const { round, precision } = arithmetic;
    const product = kernelTable(arithmetic).product as (m: Memory, ...args: number[]) => void;
    for (const [rows, columns, depth] of sizes) {
      const b = rows * depth;
      const c = b + columns * depth;
      const size = c + rows * columns;
      const memory = memoryOf(
        Array.from({ length: size }, (_, e) => Math.sin(e * 1.7) / (1 + (e % 3))),
        precision,
      );
      const wanted = memory.f.slice(c);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          for (let k = 0; k < depth; k++) {
            const term = round(
              (memory.f[i * depth + k] as number) * (memory.f[b + k * columns + j] as number),
            );
            const at = i * columns + j;
            wanted[at] = round((wanted[at] as number) + term);
          }
        }
      }
      product(memory, 0, depth, 1, b, 1, columns, c, columns, rows, columns, depth);
      expect(memory.f.slice(c), `${rows} × ${columns} × ${depth}`).toEqual(wanted);
    }
  });
});

test("rows and labels are gathered by number", () => {
  const table = kernelTable(float32);
  const memory = memoryOf([1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0]);
  memory.i.set([2, 0], 6);
  table.gatherRows?.(memory, 0, 6, 8, 2, 2);
  expect([...memory.f.slice(8)]).toEqual([5, 6, 1, 2]);
  memory.i.set([7, 8, 9], 0);
  table.gatherLabels?.(memory, 0, 6, 4, 2);
  expect([...memory.i.slice(4, 6)]).toEqual([9, 7]);
});

test("the sum of the losses is float64 where float32 would lose the small ones", () => {
  const memory = memoryOf([16777216, 1, 1, 0]);
  kernelTable(float32).reduceLosses?.(memory, 0, 3, 1, 3);
  expect(memory.d[0]).toBe(16777218);
});
