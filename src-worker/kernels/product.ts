import type { Arithmetic, Kernel } from "./memory.ts";

const { fround } = Math;

/**
 * The matrix product behind every linear map and all of its gradients:
 *
 *   C[i, j] ← C[i, j] + Σ_k A[i, k]·B[j, k],  k rising
 *
 * Arguments: a, aRow, aStep, b, bRow, bStep, c, cRow, rows, columns, depth. A's element (i, k) is
 * at a + i·aRow + k·aStep, B's (j, k) at b + j·bRow + k·bStep, C's (i, j) at c + i·cRow + j, so
 * that a transpose costs nothing but other strides.
 *
 * Written for each format by itself: JavaScript engines specialise a function's machine code to
 * the arrays and roundings it has met, and one that had met both would be 18 times slower.
 */
const product32: Kernel = (
  memory,
  a,
  aRow,
  aStep,
  b,
  bRow,
  bStep,
  c,
  cRow,
  rows,
  columns,
  depth,
) => {
  const f = memory.f as Float32Array;
  const evenRows = rows - (rows % 2);
  const blockColumns = columns - (columns % 4);
  for (let i = 0; i < evenRows; i += 2) {
    const left = a + i * aRow;
    const out = c + i * cRow;
    for (let j = 0; j < blockColumns; j += 4) {
      block32(f, left, aRow, aStep, b + j * bRow, bRow, bStep, out + j, cRow, depth);
    }
    for (let j = blockColumns; j < columns; j++) {
      cell32(f, left, aStep, b + j * bRow, bStep, out + j, depth);
      cell32(f, left + aRow, aStep, b + j * bRow, bStep, out + cRow + j, depth);
    }
  }
  if (evenRows === rows) return;
  const left = a + evenRows * aRow;
  const out = c + evenRows * cRow;
  for (let j = 0; j < columns; j++) {
    cell32(f, left, aStep, b + j * bRow, bStep, out + j, depth);
  }
};

function cell32(
  f: Float32Array,
  a: number,
  aStep: number,
  b: number,
  bStep: number,
  c: number,
  depth: number,
): void {
  let sum = f[c] as number;
  let left = a;
  let right = b;
  for (let k = 0; k < depth; k++) {
    sum = fround(sum + fround((f[left] as number) * (f[right] as number)));
    left += aStep;
    right += bStep;
  }
  f[c] = sum;
}

/** Two rows by four columns at once: eight sums in registers share six loads. */
function block32(
  f: Float32Array,
  a: number,
  aRow: number,
  aStep: number,
  b: number,
  bRow: number,
  bStep: number,
  c: number,
  cRow: number,
  depth: number,
): void {
  const d = c + cRow;
  let c0 = f[c] as number;
  let c1 = f[c + 1] as number;
  let c2 = f[c + 2] as number;
  let c3 = f[c + 3] as number;
  let d0 = f[d] as number;
  let d1 = f[d + 1] as number;
  let d2 = f[d + 2] as number;
  let d3 = f[d + 3] as number;
  let left = a;
  let right = b;
  for (let k = 0; k < depth; k++) {
    const x = f[left] as number;
    const y = f[left + aRow] as number;
    const b0 = f[right] as number;
    const b1 = f[right + bRow] as number;
    const b2 = f[right + 2 * bRow] as number;
    const b3 = f[right + 3 * bRow] as number;
    c0 = fround(c0 + fround(x * b0));
    c1 = fround(c1 + fround(x * b1));
    c2 = fround(c2 + fround(x * b2));
    c3 = fround(c3 + fround(x * b3));
    d0 = fround(d0 + fround(y * b0));
    d1 = fround(d1 + fround(y * b1));
    d2 = fround(d2 + fround(y * b2));
    d3 = fround(d3 + fround(y * b3));
    left += aStep;
    right += bStep;
  }
  f[c] = c0;
  f[c + 1] = c1;
  f[c + 2] = c2;
  f[c + 3] = c3;
  f[d] = d0;
  f[d + 1] = d1;
  f[d + 2] = d2;
  f[d + 3] = d3;
}

/** The same in float64, without blocks: the gradient check is not in a hurry. */
const product64: Kernel = (
  memory,
  a,
  aRow,
  aStep,
  b,
  bRow,
  bStep,
  c,
  cRow,
  rows,
  columns,
  depth,
) => {
  const f = memory.f as Float64Array;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const left = a + i * aRow;
      const right = b + j * bRow;
      let sum = f[c + i * cRow + j] as number;
      for (let k = 0; k < depth; k++) {
        sum += (f[left + k * aStep] as number) * (f[right + k * bStep] as number);
      }
      f[c + i * cRow + j] = sum;
    }
  }
};

export const productKernels = (a: Arithmetic): Record<string, Kernel> => ({
  product: a.precision === "float32" ? product32 : product64,

  /** Every row of `out` [rows, columns] becomes `bias` [columns]. */
  repeatRow: ({ f }, bias, out, rows, columns) => {
    for (let i = 0; i < rows; i++) f.copyWithin(out + i * columns, bias, bias + columns);
  },

  /** total [columns] ← total + Σ_i in[i, ·], i rising. */
  addRows: ({ f }, input, total, rows, columns) => {
    const { round } = a;
    for (let i = 0; i < rows; i++) {
      const row = input + i * columns;
      for (let j = 0; j < columns; j++) {
        f[total + j] = round((f[total + j] as number) + (f[row + j] as number));
      }
    }
  },
});

/** Multiply-adds of a `product` call with these arguments. */
export function productWork(args: readonly number[]): number {
  const [rows = 0, columns = 0, depth = 0] = args.slice(8);
  return rows * columns * depth;
}
