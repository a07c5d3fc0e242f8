import { breathe } from "../breathe.ts";
import type { PartData } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import { Random } from "../kernels/random.ts";
import type { Model } from "../session/model.ts";
import type { Task } from "../session/tasks.ts";
import { pickRows, spreadRows } from "../train/rows.ts";
import type { Importance, ImportanceRequest } from "./contract.ts";
import { type PlacedColumn, placedColumns } from "./features.ts";
import { scoreName, scoreOf } from "./score.ts";
import { type Scored, score } from "./scored.ts";

/** Rows that are shuffled: each feature takes `repeats` passes over them. */
const MOST_ROWS = 2000;

/**
 * Permutation importance (Breiman, "Random Forests", 2001): how much worse the predictions get
 * when one feature's values are shuffled among the rows. The inputs of a column move together.
 * @throws {UserError} for a number of repeats out of range, or a part without rows
 */
export async function importance(
  model: Model,
  { part, repeats, seed }: ImportanceRequest,
  task: Task,
): Promise<Importance> {
  if (!(Number.isInteger(repeats) && repeats >= 2 && repeats <= 100)) {
    throw new UserError(`${repeats} repeats are asked for`, "choose 2 to 100");
  }
  const dataset = model.dataset();
  const { parts, inputs } = dataset;
  const { target } = dataset.preprocessing;
  const data = pickRows(parts[part], spreadRows(parts[part].rows, MOST_ROWS), inputs);
  const predictor = model.predictor();
  const measured = (x: Float32Array) =>
    score(model, { ...data, x }, target, `the ${part} part`, predictor);
  const base = measured(data.x);
  const baseScore = scoreOf(base);
  const random = new Random(seed, "importance");
  const columns = placedColumns(dataset);
  const found: Importance["features"][number][] = [];
  for (const [place, column] of columns.entries()) {
    const losses: number[] = [];
    const scores: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const shuffled: Scored = measured(shuffledColumn(data, inputs, column, random));
      losses.push(shuffled.loss - base.loss);
      scores.push(baseScore - scoreOf(shuffled));
      task.progress(place * repeats + repeat + 1, columns.length * repeats);
      await breathe();
      if (task.cancelled()) throw new Error("cancelled");
    }
    const [loss, lossSpread] = meanAndSpread(losses);
    const [own, scoreSpread] = meanAndSpread(scores);
    found.push({ column: column.column, loss, lossSpread, score: own, scoreSpread });
  }
  return {
    features: found,
    loss: base.loss,
    score: baseScore,
    scoreName: scoreName(base),
    rows: data.rows,
    repeats,
  };
}

/** X with one column's values in another order. */
function shuffledColumn(
  { x, rows }: PartData,
  inputs: number,
  { input, width }: PlacedColumn,
  random: Random,
): Float32Array {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  random.shuffle(order);
  const shuffled = x.slice();
  order.forEach((from, row) => {
    const start = from * inputs + input;
    shuffled.set(x.subarray(start, start + width), row * inputs + input);
  });
  return shuffled;
}

/** Mean and standard deviation (n − 1). */
function meanAndSpread(values: readonly number[]): [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return [mean, Math.sqrt(squares / (values.length - 1))];
}
