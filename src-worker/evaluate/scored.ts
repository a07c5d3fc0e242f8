import type { Part, PartData, TargetCoding } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import type { Model } from "../session/model.ts";
import { inOwnUnits } from "../session/prediction.ts";
import type { Predictor } from "../train/predictor.ts";

/** Rows of a part with what the network says about them. */
export interface Scored {
  readonly data: PartData;
  readonly target: TargetCoding;
  /** Mean of a row. */
  readonly loss: number;
  /** u of the last layer [rows, outputs], as the network gives it. */
  readonly outputs: Float32Array;
  /** Number of outputs a row. */
  readonly columns: number;
}

/** Scored rows of a classification. */
export interface ScoredClasses extends Scored {
  readonly target: TargetCoding & { readonly task: "binary" | "multiclass" };
}

/** Scored rows of a regression. */
export interface ScoredValues extends Scored {
  readonly target: TargetCoding & { readonly task: "regression" };
}

/** @throws {UserError} when the model has no data, or the part no rows */
export function scorePart(model: Model, part: Part): Scored {
  const { parts, preprocessing } = model.dataset();
  return score(model, parts[part], preprocessing.target, `the ${part} part`);
}

/**
 * @param data coded as the model needs
 * @param where for the message: "the test part"
 * @param predictor of the model, where it is at hand
 */
export function score(
  model: Model,
  data: PartData,
  target: TargetCoding,
  where: string,
  predictor: Predictor = model.predictor(),
): Scored {
  if (data.rows === 0) {
    throw new UserError(
      `there are no rows to measure on in ${where}`,
      "choose another part, or hold some rows out on the Bench",
    );
  }
  const { loss, outputs } = predictor.evaluate(data, model.state().training.loss);
  return { data, target, loss, outputs, columns: outputs.length / data.rows };
}

export function isClasses(scored: Scored): scored is ScoredClasses {
  return scored.target.task !== "regression";
}

export function isValues(scored: Scored): scored is ScoredValues {
  return scored.target.task === "regression";
}

/** Probability that a row is given of being of a class. */
export function probability({ outputs, columns }: Scored, row: number, label: number): number {
  const own = outputs[row * columns + (columns === 1 ? 0 : label)] as number;
  return columns === 1 && label === 0 ? 1 - own : own;
}

/** Truth and prediction of a regression in the targets' own units, [rows, targets] each. */
export function valuesOf({ data, target, outputs }: ScoredValues): {
  actual: Float32Array;
  predicted: Float32Array;
} {
  return { actual: inOwnUnits(data.y, target), predicted: inOwnUnits(outputs, target) };
}
