import { classificationMetrics, decide } from "../train/metrics.ts";
import type { CellRequest, ClassFigures, Decision, JudgedRows } from "./contract.ts";
import { probability, type ScoredClasses } from "./scored.ts";

/** Rows: true class, columns: predicted class; and the share on its diagonal. */
export function confusionOf({ data, target, outputs, loss }: ScoredClasses) {
  const metrics = classificationMetrics(loss, outputs, data.labels, target.labels);
  if (metrics.kind !== "classification") throw new Error("classes have a confusion matrix");
  return { confusion: metrics.confusion, accuracy: metrics.accuracy };
}

/** Precision, recall and F1 of every class. */
export function classFigures(
  confusion: readonly (readonly number[])[],
  labels: readonly string[],
): ClassFigures[] {
  const at = (actual: number, predicted: number) => confusion[actual]?.[predicted] ?? 0;
  return labels.map((label, own) => {
    const hits = at(own, own);
    let support = 0;
    let claimed = 0;
    for (let other = 0; other < labels.length; other++) {
      support += at(own, other);
      claimed += at(other, own);
    }
    // 0/0 is NaN: there is nothing to take a share of.
    return {
      label,
      precision: hits / claimed,
      recall: hits / support,
      f1: (2 * hits) / (support + claimed),
      support,
    };
  });
}

/** The rows of a cell, those whose true class is least probable first; equals in their order. */
export function cellRows(
  scored: ScoredClasses,
  { actual, predicted, decision }: CellRequest,
  start: number,
  count: number,
): JudgedRows {
  const { data, target } = scored;
  const rows: number[] = [];
  for (let row = 0; row < data.rows; row++) {
    const [truth, guess] = decided(scored, row, decision);
    if (truth === actual && guess === predicted) rows.push(row);
  }
  const truth = (row: number) => probability(scored, row, data.labels[row] as number);
  rows.sort((one, other) => truth(one) - truth(other) || one - other);
  return {
    start,
    total: rows.length,
    rows: rows.slice(start, start + count).map((row) => ({
      row,
      source: data.source[row] as number,
      actual: target.labels[data.labels[row] as number] as string,
      predicted: guessed(scored, row, decision),
      figure: truth(row),
    })),
  };
}

/** Place of a row in the confusion matrix. */
function decided(scored: ScoredClasses, row: number, decision: Decision): [number, number] {
  const label = scored.data.labels[row] as number;
  if (!decision) return [label, decide(scored.outputs, row, scored.columns)];
  const { positive, threshold } = decision;
  return [label === positive ? 1 : 0, probability(scored, row, positive) >= threshold ? 1 : 0];
}

function guessed(scored: ScoredClasses, row: number, decision: Decision): string {
  const { labels } = scored.target;
  const [, guess] = decided(scored, row, decision);
  if (!decision) return labels[guess] as string;
  const own = labels[decision.positive] as string;
  if (guess === 1) return own;
  return labels.length === 2 ? (labels[1 - decision.positive] as string) : `not ${own}`;
}
