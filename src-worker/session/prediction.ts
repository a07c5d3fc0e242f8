import type { Metrics, PredictionPage } from "../api.ts";
import { decodeTarget } from "../data/code.ts";
import type { PartData, Preprocessing, TargetCoding } from "../data/dataset.ts";
import type { LossName } from "../graph/network.ts";
import { classificationMetrics, regressionMetrics } from "../train/metrics.ts";
import type { Predictor } from "../train/predictor.ts";

/** How good the network is on coded rows; regression in the targets' own units. */
export function measure(
  predictor: Predictor,
  { target }: Preprocessing,
  part: PartData,
  loss: LossName,
): Metrics {
  const { loss: mean, outputs } = predictor.evaluate(part, loss);
  if (target.task !== "regression") {
    return classificationMetrics(mean, outputs, part.labels, target.labels);
  }
  const actual = inOwnUnits(part.y, target);
  return regressionMetrics(mean, inOwnUnits(outputs, target), actual, target.columns.length);
}

/** Predictions for a page of coded rows. @param hasTarget whether the rows have true values */
export function predictionPage(
  predictor: Predictor,
  { target }: Preprocessing,
  part: PartData,
  start: number,
  count: number,
  hasTarget: boolean,
): PredictionPage {
  const first = Math.min(start, part.rows);
  const end = Math.min(start + count, part.rows);
  const rows = end - first;
  const inputs = part.rows === 0 ? 0 : part.x.length / part.rows;
  const outputs = predictor.outputs(part.x.subarray(first * inputs, end * inputs), rows);
  const each = <T>(make: (row: number) => T) => Array.from({ length: rows }, (_, row) => make(row));
  const predicted = each((row) => decodeTarget(target, outputs, row));
  const actual = hasTarget ? each((row) => actualOf(target, part, first + row)) : null;
  return {
    start: first,
    total: part.rows,
    rows: Array.from(part.source.subarray(first, end)),
    outputs: target.task === "regression" ? inOwnUnits(outputs, target) : outputs,
    predicted,
    actual,
  };
}

/** Scaled regression targets or outputs [rows, targets], brought back to their own units. */
export function inOwnUnits(values: Float32Array, target: TargetCoding): Float32Array {
  if (target.task !== "regression") return values;
  const { columns } = target;
  return values.map((value, index) => {
    const { mean, scale } = columns[index % columns.length] as (typeof columns)[number];
    return value * scale + mean;
  });
}

function actualOf(target: TargetCoding, part: PartData, row: number): (string | number)[] {
  if (target.task === "regression") return decodeTarget(target, part.y, row);
  const label = target.labels[part.labels[row] as number] as string;
  return [target.numeric ? Number(label) : label];
}
