import type { Metrics } from "../../src-worker/api.ts";
import { alignTable, counted, percent, shortNumber } from "./table.ts";

/** The metrics as the JSON of DESIGN.md §5: without the field that only tells the kinds apart. */
export function metricsJson(metrics: Metrics): Omit<Metrics, "kind"> {
  const { kind: _, ...rest } = metrics;
  return rest;
}

/** One line: `loss 0.12, accuracy 95.0 % (40 rows)`. */
export function metricsLine(metrics: Metrics): string {
  const loss = `loss ${shortNumber(metrics.loss)}`;
  const rows = `(${counted(metrics.rows, "row")})`;
  if (metrics.kind === "classification") {
    return `${loss}, accuracy ${percent(metrics.accuracy)} ${rows}`;
  }
  const { rmse, mae, r2 } = metrics;
  const rest = `RMSE ${shortNumber(rmse)}, MAE ${shortNumber(mae)}, R² ${shortNumber(r2)}`;
  return `${loss}, ${rest} ${rows}`;
}

/** The counts of true classes (rows) and predicted classes (columns). */
export function confusionTable(labels: readonly string[], confusion: Confusion): string {
  return alignTable([
    ["true \\ predicted", ...labels],
    ...labels.map((label, row) => [label, ...(confusion[row] ?? []).map(String)]),
  ]);
}

type Confusion = readonly (readonly number[])[];
