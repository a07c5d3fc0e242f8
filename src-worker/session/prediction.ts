import type { Metrics, PredictionPage } from "../api.ts";
import { codeRows } from "../data/code.ts";
import { decodeTarget } from "../data/code-target.ts";
import { cellLabel } from "../data/columns.ts";
import type { PartData, Preprocessing, TargetCoding } from "../data/dataset.ts";
import type { Column, Table } from "../data/table.ts";
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

/** Predictions for a page of a coded part. */
export function partPage(
  predictor: Predictor,
  { target }: Preprocessing,
  part: PartData,
  start: number,
  count: number,
): PredictionPage {
  const first = Math.min(start, part.rows);
  const end = Math.min(start + count, part.rows);
  const inputs = part.rows === 0 ? 0 : part.x.length / part.rows;
  const actual = Array.from({ length: end - first }, (_, row) =>
    actualOf(target, part, first + row),
  );
  return {
    start: first,
    total: part.rows,
    rows: Array.from(part.source.subarray(first, end)),
    ...predicted(predictor, target, part.x.subarray(first * inputs, end * inputs), end - first),
    actual,
  };
}

/**
 * Predictions for a page of any table. Targets are shown where there are some, but never needed.
 * @param codable rows of the table that have all features
 */
export function tablePage(
  predictor: Predictor,
  preprocessing: Preprocessing,
  table: Table,
  codable: Int32Array,
  start: number,
  count: number,
): PredictionPage {
  const { target } = preprocessing;
  const rows = codable.subarray(start, start + count);
  const { x } = codeRows(table, preprocessing, rows, false);
  const names =
    target.task === "regression" ? target.columns.map(({ column }) => column) : [target.column];
  const columns = names.map((name) => table.columns.find((column) => column.name === name));
  const actual = columns.every((column) => column !== undefined)
    ? Array.from(rows, (row) => columns.map((column) => cell(column, row)))
    : null;
  return {
    start: Math.min(start, codable.length),
    total: codable.length,
    rows: Array.from(rows),
    ...predicted(predictor, target, x, rows.length),
    actual,
  };
}

/** A cell as it is; "" where it is missing. */
function cell(column: Column, row: number): string | number {
  const label = cellLabel(column, row);
  if (label === null) return "";
  return column.type === "number" ? Number(label) : label;
}

function predicted(predictor: Predictor, target: TargetCoding, x: Float32Array, rows: number) {
  const outputs = predictor.outputs(x, rows);
  return {
    outputs: inOwnUnits(outputs, target),
    predicted: Array.from({ length: rows }, (_, row) => decodeTarget(target, outputs, row)),
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
