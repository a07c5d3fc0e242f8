import type { Arithmetic, Memory } from "./memory.ts";

/** The largest of a row's logits, m. */
export function largestOf(f: Memory["f"], from: number, columns: number): number {
  let largest = f[from] as number;
  for (let j = 1; j < columns; j++) largest = Math.max(largest, f[from + j] as number);
  return largest;
}

/**
 * One row of the softmax: u_j = e^(z_j − m) / Σ_k e^(z_k − m), finite for every finite z.
 * @param largest m
 * @returns Σ_k e^(z_k − m)
 */
export function softmaxRow(
  { round, exp }: Arithmetic,
  f: Memory["f"],
  from: number,
  to: number,
  columns: number,
  largest: number,
): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    const power = exp(round((f[from + j] as number) - largest));
    f[to + j] = power;
    sum = round(sum + power);
  }
  for (let j = 0; j < columns; j++) f[to + j] = round((f[to + j] as number) / sum);
  return sum;
}
