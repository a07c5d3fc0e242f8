import type { Calibration } from "./contract.ts";
import { probability, type ScoredClasses } from "./scored.ts";

const BINS = 10;

/** Compares the probability of a class with how often it is the truth, in ten bins. */
export function calibrationOf(scored: ScoredClasses, positive: number): Calibration {
  const { rows, labels } = scored.data;
  const counts = new Array<number>(BINS).fill(0);
  const predicted = new Array<number>(BINS).fill(0);
  const observed = new Array<number>(BINS).fill(0);
  let brier = 0;
  for (let row = 0; row < rows; row++) {
    const score = probability(scored, row, positive);
    const truth = labels[row] === positive ? 1 : 0;
    // A linear output may lie outside of 0 to 1.
    const bin = Math.max(0, Math.min(BINS - 1, Math.floor(score * BINS)));
    counts[bin] = (counts[bin] as number) + 1;
    predicted[bin] = (predicted[bin] as number) + score;
    observed[bin] = (observed[bin] as number) + truth;
    brier += (score - truth) * (score - truth);
  }
  let error = 0;
  const bins = counts.map((count, bin) => {
    const [score = 0, truth = 0] = [predicted[bin], observed[bin]];
    error += Math.abs(score - truth) / rows;
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      count,
      predicted: score / count,
      observed: truth / count,
    };
  });
  return { bins, error, brier: brier / rows };
}
