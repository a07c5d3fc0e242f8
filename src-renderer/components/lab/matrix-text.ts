import { t } from "../../../src-words/words.svelte.ts";

/** A tensor as the window has it: numbers, row-major. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/**
 * A tensor as one types it, so that the engine reads the same tensor again: `2.5`; `1, 2, 3`, and
 * `7,` for a vector of one; rows parted by `;`, with one at the end of a single row; brackets for
 * more axes than two.
 */
export function matrixText({ shape, data }: Numbers): string {
  const [length = 1, ...inner] = shape;
  if (shape.length === 0) return String(data[0]);
  const width = inner.reduce((product, count) => product * count, 1);
  const part = (from: number, count: number) =>
    Array.from({ length: count }, (_, place) => String(data[from + place])).join(", ");
  if (shape.length === 1) return `${part(0, length)}${length === 1 ? "," : ""}`;
  if (shape.length === 2) {
    const rows = Array.from({ length }, (_, row) => part(row * width, width));
    return `${rows.join("; ")}${length === 1 ? ";" : ""}`;
  }
  return bracketed(shape, data, 0);
}

function bracketed(shape: readonly number[], data: ArrayLike<number>, from: number): string {
  const [length, ...inner] = shape;
  if (length === undefined) return String(data[from]);
  const width = inner.reduce((product, count) => product * count, 1);
  const parts = Array.from({ length }, (_, place) => bracketed(inner, data, from + place * width));
  return `[${parts.join(", ")}]`;
}

/** The tensor with other lengths: what was there stays in place, new elements are 0. */
export function resized({ shape, data }: Numbers, wanted: readonly number[]): Numbers {
  const columns = shape.length === 2 ? (shape[1] ?? 1) : 1;
  const rows = shape[0] ?? 1;
  const wide = wanted.length === 2 ? (wanted[1] ?? 1) : 1;
  const tall = wanted[0] ?? 1;
  const values = Array.from({ length: tall * wide }, (_, place) => {
    const [row, column] = [Math.floor(place / wide), place % wide];
    return row < rows && column < columns ? (data[row * columns + column] as number) : 0;
  });
  return { shape: wanted, data: values };
}

/** "(3, 2)"; "number" for a scalar. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? t("number") : `(${shape.join(", ")})`;
}
