import type { Metrics } from "../api.ts";

/**
 * The class a row's outputs speak for: the second of two where u ≥ ½ (eq. 4), else the one with
 * the highest output, the first of equals (eq. 6).
 */
export function decide(outputs: ArrayLike<number>, row: number, columns: number): number {
  return decideAt(outputs, row * columns, columns);
}

/** The same for the outputs that begin at `start`. */
export function decideAt(outputs: ArrayLike<number>, start: number, columns: number): number {
  if (columns === 1) return (outputs[start] as number) >= 0.5 ? 1 : 0;
  let best = 0;
  for (let j = 1; j < columns; j++) {
    if ((outputs[start + j] as number) > (outputs[start + best] as number)) best = j;
  }
  return best;
}

/** How many rows of outputs u [rows, outputs] speak for their class [rows]. */
export function countRight(outputs: ArrayLike<number>, classes: Int32Array): number {
  const columns = outputs.length / classes.length;
  let right = 0;
  for (let row = 0; row < classes.length; row++) {
    if (decide(outputs, row, columns) === classes[row]) right += 1;
  }
  return right;
}

/**
 * @param loss mean of a row
 * @param outputs u [rows, outputs]
 * @param classes true class of each row, from 0
 */
export function classificationMetrics(
  loss: number,
  outputs: Float32Array,
  classes: Int32Array,
  labels: readonly string[],
): Metrics {
  const rows = classes.length;
  const columns = outputs.length / rows;
  const confusion = labels.map(() => labels.map(() => 0));
  let right = 0;
  for (let row = 0; row < rows; row++) {
    const truth = classes[row] as number;
    const predicted = decide(outputs, row, columns);
    if (truth === predicted) right += 1;
    const line = confusion[truth];
    if (line) line[predicted] = (line[predicted] ?? 0) + 1;
  }
  return { kind: "classification", rows, loss, accuracy: right / rows, confusion, labels };
}

/**
 * Over all targets together, in their own units. r² compares with predicting each target's mean:
 * 1 − Σ(y − ŷ)² / Σ(y − ȳ)², averaged over the targets; a target that never changes counts 0.
 *
 * @param loss mean of a row, in the units of training
 * @param predicted [rows, targets], own units
 * @param actual [rows, targets], own units
 */
export function regressionMetrics(
  loss: number,
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  targets: number,
): Metrics {
  const rows = actual.length / targets;
  let squares = 0;
  let distances = 0;
  let r2 = 0;
  for (let target = 0; target < targets; target++) {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += (actual[row * targets + target] as number) / rows;
    let own = 0;
    let spread = 0;
    for (let row = 0; row < rows; row++) {
      const truth = actual[row * targets + target] as number;
      const error = truth - (predicted[row * targets + target] as number);
      own += error * error;
      spread += (truth - mean) * (truth - mean);
      distances += Math.abs(error);
    }
    squares += own;
    r2 += (spread > 0 ? 1 - own / spread : 0) / targets;
  }
  return {
    kind: "regression",
    rows,
    loss,
    rmse: Math.sqrt(squares / actual.length),
    mae: distances / actual.length,
    r2,
  };
}
