import { formatNumber } from "./numbers.ts";

export type Range = readonly [low: number, high: number];

/** Round values within a range for an axis, about `count` of them. */
export function ticks([low, high]: Range, count: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const rough = span / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const found: number[] = [];
  for (let index = Math.ceil(low / step); index * step <= high; index++) {
    // The rounding removes what binary fractions leave behind: 0.30000000000000004.
    found.push(Number((index * step).toPrecision(12)));
  }
  return found;
}

/** A tick's value in few letters, for the narrow room beside an axis: 250k, −1.5M, 0.2. */
export function tickLabel(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9 || (size < 1e-3 && size > 0)) return formatNumber(value);
  const [unit, letter] = size >= 1e6 ? [1e6, "M"] : size >= 1e4 ? [1e3, "k"] : [1, ""];
  return `${Number((value / unit).toPrecision(12))}${letter}`.replace("-", "−");
}

/** Where a value lies on an axis of `length` pixels that starts at the range's low end. */
export const position = (value: number, [low, high]: Range, length: number): number =>
  ((value - low) / (high - low)) * length;
