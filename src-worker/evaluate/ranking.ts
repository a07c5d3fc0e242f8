import type { Ranking } from "./contract.ts";
import { probability, type ScoredClasses } from "./scored.ts";

/** Ranks the rows by the score of a class, equal scores together. */
export function rankingOf(scored: ScoredClasses, positive: number): Ranking {
  const { rows, labels } = scored.data;
  const scores = Float32Array.from({ length: rows }, (_, row) =>
    probability(scored, row, positive),
  );
  const isPositive = Uint8Array.from(labels, (label) => (label === positive ? 1 : 0));
  return rank(scores, isPositive, positive);
}

/**
 * @param scores [rows]
 * @param isPositive [rows], 1 or 0
 */
export function rank(scores: Float32Array, isPositive: Uint8Array, positive: number): Ranking {
  const rows = scores.length;
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  order.sort((one, other) => (scores[other] as number) - (scores[one] as number));
  const thresholds = new Float32Array(rows);
  const truePositives = new Int32Array(rows);
  const falsePositives = new Int32Array(rows);
  let hits = 0;
  let alarms = 0;
  let groups = 0;
  // Pairs won, those drawn counting half: whole numbers doubled, so that the sum is exact.
  let twicePairs = 0;
  let precisionSum = 0;
  for (let at = 0; at < rows; ) {
    const score = scores[order[at] as number] as number;
    const [hitsBefore, alarmsBefore] = [hits, alarms];
    // At least once: NaN, of a network that overflows, equals nothing.
    do {
      if (isPositive[order[at] as number]) hits++;
      else alarms++;
      at++;
    } while (at < rows && scores[order[at] as number] === score);
    twicePairs += (alarms - alarmsBefore) * (hitsBefore + hits);
    precisionSum += (hits - hitsBefore) * (hits / (hits + alarms));
    thresholds[groups] = score;
    truePositives[groups] = hits;
    falsePositives[groups] = alarms;
    groups++;
  }
  return {
    positive,
    thresholds: thresholds.slice(0, groups),
    truePositives: truePositives.slice(0, groups),
    falsePositives: falsePositives.slice(0, groups),
    positives: hits,
    negatives: alarms,
    auc: twicePairs / (2 * hits * alarms),
    averagePrecision: precisionSum / hits,
  };
}
