import type { Histogram, JudgedRows, TargetAssessment } from "./contract.ts";
import { type ScoredValues, valuesOf } from "./scored.ts";

const BARS = 24;
const MOST_POINTS = 2000;

/** Every target of a regression by itself, in its own unit. */
export function residualsOf(scored: ScoredValues): TargetAssessment[] {
  const { columns } = scored.target;
  const { actual, predicted } = valuesOf(scored);
  return columns.map(({ column }, target) => {
    const pick = (values: Float32Array) =>
      Float32Array.from(
        { length: scored.data.rows },
        (_, row) => values[row * columns.length + target] as number,
      );
    return assessTarget(column, pick(actual), pick(predicted));
  });
}

/** @param actual and `predicted`: [rows] */
export function assessTarget(
  name: string,
  actual: Float32Array,
  predicted: Float32Array,
): TargetAssessment {
  const rows = actual.length;
  const mean = actual.reduce((sum, value) => sum + value, 0) / rows;
  const residuals = Float64Array.from(actual, (value, row) => value - (predicted[row] as number));
  let squares = 0;
  let distances = 0;
  let spread = 0;
  let sum = 0;
  residuals.forEach((residual, row) => {
    const deviation = (actual[row] as number) - mean;
    squares += residual * residual;
    distances += Math.abs(residual);
    sum += residual;
    spread += deviation * deviation;
  });
  const stride = Math.max(1, Math.ceil(rows / MOST_POINTS));
  const row = Int32Array.from({ length: Math.ceil(rows / stride) }, (_, index) => index * stride);
  return {
    name,
    rmse: Math.sqrt(squares / rows),
    mae: distances / rows,
    r2: spread > 0 ? 1 - squares / spread : Number.NaN,
    bias: sum / rows,
    residuals: histogram(residuals),
    row,
    actual: Float32Array.from(row, (at) => actual[at] as number),
    predicted: Float32Array.from(row, (at) => predicted[at] as number),
  };
}

/** Counts in bars that are symmetric about 0, so that both signs compare. */
function histogram(residuals: Float64Array): Histogram {
  let most = 0;
  for (const residual of residuals) most = Math.max(most, Math.abs(residual));
  const high = most > 0 ? most : 1;
  const counts = new Array<number>(BARS).fill(0);
  for (const residual of residuals) {
    const bar = Math.min(BARS - 1, Math.floor(((residual + high) / (2 * high)) * BARS));
    counts[bar] = (counts[bar] as number) + 1;
  }
  return { low: -high, high, counts };
}

/** Rows with the largest residual of a target first; equals in their order. */
export function residualRows(
  scored: ScoredValues,
  target: number,
  start: number,
  count: number,
): JudgedRows {
  const { actual, predicted } = valuesOf(scored);
  const width = scored.target.columns.length;
  const residual = (row: number) =>
    (actual[row * width + target] as number) - (predicted[row * width + target] as number);
  const order = Uint32Array.from({ length: scored.data.rows }, (_, row) => row);
  order.sort((one, other) => Math.abs(residual(other)) - Math.abs(residual(one)) || one - other);
  return {
    start,
    total: order.length,
    rows: Array.from(order.subarray(start, start + count), (row) => ({
      row,
      source: scored.data.source[row] as number,
      actual: actual[row * width + target] as number,
      predicted: predicted[row * width + target] as number,
      figure: residual(row),
    })),
  };
}
