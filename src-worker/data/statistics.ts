import type { Column } from "./table.ts";

/** Figures of some numbers, in float64; NaN where there are none. */
export interface Statistics {
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly standardDeviation: number;
  readonly whole: boolean;
}

/**
 * The values of some rows that are there, in order.
 * @param room where they are put, for at least as many as there are rows
 */
export function presentValues(
  values: Float32Array | Float64Array,
  rows: Int32Array,
  room = new Float64Array(rows.length),
): Float64Array<ArrayBuffer> {
  const present = room;
  let count = 0;
  for (const row of rows) {
    const value = values[row] as number;
    if (!Number.isNaN(value)) present[count++] = value;
  }
  return present.subarray(0, count);
}

/** Figures of numbers, none NaN. Two passes, so that a large mean does no harm. */
export function statistics(values: Float64Array): Statistics {
  if (values.length === 0) {
    const none = Number.NaN;
    return { minimum: none, maximum: none, mean: none, standardDeviation: none, whole: false };
  }
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let whole = true;
  for (const value of values) {
    sum += value;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    whole &&= Number.isInteger(value);
  }
  // A constant column's sum is rounded; its mean and deviation are not to be.
  if (minimum === maximum) {
    return { minimum, maximum, mean: minimum, standardDeviation: 0, whole };
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const standardDeviation = Math.sqrt(squares / values.length);
  return { minimum, maximum, mean, standardDeviation, whole };
}

/**
 * The value below which a share of the numbers lies, between two of them by a straight line (as
 * NumPy does); NaN without any.
 * @param values none NaN; their order is lost
 */
export function quantile(values: Float64Array, share: number): number {
  if (values.length === 0) return Number.NaN;
  const place = share * (values.length - 1);
  const below = Math.floor(place);
  const low = select(values, below);
  if (place === below) return low;
  let high = Number.POSITIVE_INFINITY;
  for (let index = below + 1; index < values.length; index++) {
    const value = values[index] as number;
    if (value < high) high = value;
  }
  return low + (place - below) * (high - low);
}

/** Puts the k-th smallest at place k, smaller ones before and larger ones after it (Hoare). */
function select(values: Float64Array, k: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middle(values, left, right);
    let from = left;
    let to = right;
    while (from <= to) {
      while ((values[from] as number) < pivot) from++;
      while ((values[to] as number) > pivot) to--;
      if (from > to) break;
      const kept = values[from] as number;
      values[from++] = values[to] as number;
      values[to--] = kept;
    }
    if (k <= to) right = to;
    else if (k >= from) left = from;
    else break;
  }
  return values[k] as number;
}

/** The middle one of the first, middle and last: sorted columns are common. */
function middle(values: Float64Array, left: number, right: number): number {
  const a = values[left] as number;
  const b = values[(left + right) >> 1] as number;
  const c = values[right] as number;
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** The most frequent value, the smallest of equally frequent ones; NaN without any. */
export function modeOf(values: Float64Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let mode = Number.NaN;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most || (count === most && value < mode)) {
      mode = value;
      most = count;
    }
  }
  return mode;
}

/** How many different values a numeric column has, counted no further than `limit` + 1. */
export function distinctCount(column: Column & { type: "number" }, limit: number): number {
  const seen = new Set<number>();
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    seen.add(value);
    if (seen.size > limit) break;
  }
  return seen.size;
}
