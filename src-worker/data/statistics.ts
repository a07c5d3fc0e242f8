import type { Column } from "./table.ts";

/** Figures of a numeric column over some rows, in float64; NaN where there is no value. */
export interface Statistics {
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly standardDeviation: number;
  readonly whole: boolean;
}

/** Figures over the rows that have a value. Two passes, so that a large mean does no harm. */
export function statistics(values: Float32Array, rows: Int32Array): Statistics {
  let count = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let whole = true;
  for (const row of rows) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    whole &&= Number.isInteger(value);
  }
  if (count === 0) {
    return {
      count,
      minimum: Number.NaN,
      maximum: Number.NaN,
      mean: Number.NaN,
      standardDeviation: Number.NaN,
      whole: false,
    };
  }
  // A constant column's sum is rounded; its mean and deviation are not to be.
  if (minimum === maximum) {
    return { count, minimum, maximum, mean: minimum, standardDeviation: 0, whole };
  }
  const mean = sum / count;
  let squares = 0;
  for (const row of rows) {
    const deviation = (values[row] as number) - mean;
    if (!Number.isNaN(deviation)) squares += deviation * deviation;
  }
  return { count, minimum, maximum, mean, standardDeviation: Math.sqrt(squares / count), whole };
}

/** The most frequent value, the smallest of equally frequent ones; NaN without any. */
export function modeOf(values: Float32Array, rows: Int32Array): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const value = values[row] as number;
    if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
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
