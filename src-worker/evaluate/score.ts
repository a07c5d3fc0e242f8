import { countRight, regressionMetrics } from "../train/metrics.ts";
import { isValues, type Scored, valuesOf } from "./scored.ts";

/** One number for how good a model is: the accuracy, or R² (mean over the targets). */
export function scoreOf(scored: Scored): number {
  if (!isValues(scored)) {
    return countRight(scored.outputs, scored.data.labels) / scored.data.rows;
  }
  const { actual, predicted } = valuesOf(scored);
  const { columns } = scored.target;
  const metrics = regressionMetrics(scored.loss, predicted, actual, columns.length);
  if (metrics.kind !== "regression") throw new Error("numbers have an R²");
  return metrics.r2;
}

export const scoreName = (scored: Scored): "accuracy" | "R²" =>
  isValues(scored) ? "R²" : "accuracy";
