import { breathe } from "../breathe.ts";
import type { Dataset, PartData, TargetCoding } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import { inOwnUnits } from "../session/prediction.ts";
import type { Task } from "../session/tasks.ts";
import type { Predictor } from "../train/predictor.ts";
import { pickRows, spreadRows } from "../train/rows.ts";
import type { FeatureEffect } from "./contract.ts";
import { type Feature, findFeature, setFeature, summarize } from "./features.ts";

/** Rows that an effect is averaged over: more would hardly move the mean. */
const MOST_ROWS = 400;
/** Shares of the rows below the lower and the upper line. */
const QUANTILES = [0.1, 0.9] as const;

/**
 * Partial dependence (Friedman, "Greedy Function Approximation", 2001): the mean output when one
 * feature has the same value in every row and the others are as they are.
 * @throws {UserError} for an unknown feature or a part without rows
 */
export async function featureEffect(
  predictor: Predictor,
  dataset: Dataset,
  data: PartData,
  name: string,
  points: number,
  task: Task,
): Promise<FeatureEffect> {
  const { target } = dataset.preprocessing;
  const feature = findFeature(dataset, name);
  if (data.rows === 0) {
    throw new UserError("there are no rows in this part", "choose another part");
  }
  const { inputs } = dataset;
  const { rows, x } = pickRows(data, spreadRows(data.rows, MOST_ROWS), inputs);
  const { values, labels } = grid(dataset, feature, points);
  const shown = outputNames(target);
  const size = values.length * shown.length;
  const mean = new Float32Array(size);
  const low = new Float32Array(size);
  const high = new Float32Array(size);
  for (const [point, value] of values.entries()) {
    for (let row = 0; row < rows; row++) setFeature(x, row * inputs, feature, value);
    const outputs = inOwnUnits(predictor.outputs(x, rows), target);
    shown.forEach((_, output) => {
      const own = Float32Array.from({ length: rows }, (_, row) => {
        return outputs[row * shown.length + output] as number;
      }).sort();
      const at = point * shown.length + output;
      mean[at] = own.reduce((sum, value) => sum + value, 0) / rows;
      [low[at], high[at]] = QUANTILES.map((share) => quantile(own, share)) as [number, number];
    });
    task.progress(point + 1, values.length);
    // A column of texts may have tens of thousands of values.
    await breathe();
    if (task.cancelled()) throw new Error("cancelled");
  }
  return { name, values, labels, outputs: shown, mean, low, high, rows };
}

/** What the outputs are of: the second of two classes, every class, or the targets. */
function outputNames(target: TargetCoding): readonly string[] {
  if (target.task === "regression") return target.columns.map(({ column }) => column);
  return target.task === "binary" ? [target.labels[1] as string] : target.labels;
}

function grid(dataset: Dataset, feature: Feature, points: number) {
  const summary = summarize(dataset, feature);
  if (summary.type === "category") {
    const { labels } = summary;
    return { values: Float32Array.from(labels, (_, place) => place), labels };
  }
  const { low, high } = summary;
  const count = low === high ? 1 : points;
  const step = count > 1 ? (high - low) / (count - 1) : 0;
  return { values: Float32Array.from({ length: count }, (_, at) => low + at * step), labels: null };
}

/** Linear between the sorted values on either side (Hyndman and Fan's type 7). */
export function quantile(sorted: Float32Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}
