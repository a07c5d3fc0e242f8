import { t } from "../../src-words/words.svelte.ts";
import type { Ranking } from "../../src-worker/api.ts";
import type { ChartPoint } from "./chart-points.ts";
import type { ChartTable } from "./chart-table.ts";

/** The 2 × 2 table at a threshold, and what follows from it; NaN where nothing is to divide by. */
export interface AtThreshold {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
  readonly accuracy: number;
  readonly precision: number;
  /** Recall, the true positive rate. */
  readonly recall: number;
  readonly falsePositiveRate: number;
  readonly f1: number;
}

/** Counts of the rows when scores from `threshold` on are taken as the class. */
export function atThreshold(ranking: Ranking, threshold: number): AtThreshold {
  const { thresholds, positives, negatives } = ranking;
  // Scores are sorted from the highest: how many are at least the threshold.
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((thresholds[middle] as number) >= threshold) low = middle + 1;
    else high = middle;
  }
  const hits = low > 0 ? (ranking.truePositives[low - 1] as number) : 0;
  const alarms = low > 0 ? (ranking.falsePositives[low - 1] as number) : 0;
  return {
    truePositives: hits,
    falsePositives: alarms,
    trueNegatives: negatives - alarms,
    falseNegatives: positives - hits,
    accuracy: (hits + negatives - alarms) / (positives + negatives),
    precision: hits / (hits + alarms),
    recall: hits / positives,
    falsePositiveRate: alarms / negatives,
    f1: (2 * hits) / (hits + alarms + positives),
  };
}

/** From (0, 0), nothing taken, to (1, 1), everything: x false, y true positive rate. */
export function rocPoints(ranking: Ranking): ChartPoint[] {
  const { truePositives, falsePositives, positives, negatives } = ranking;
  const points = Array.from(truePositives, (hits, index) => ({
    x: (falsePositives[index] as number) / negatives,
    y: hits / positives,
  }));
  return [{ x: 0, y: 0 }, ...points];
}

/** x recall, y precision. */
export function precisionRecallPoints({
  truePositives,
  falsePositives,
  positives,
}: Ranking): ChartPoint[] {
  return Array.from(truePositives, (hits, index) => ({
    x: hits / positives,
    y: hits / (hits + (falsePositives[index] as number)),
  }));
}

/** Every threshold with its counts and rates. */
export function rankingTable(ranking: Ranking): ChartTable {
  return {
    columns: [
      t("threshold"),
      t("true positives"),
      t("false positives"),
      t("recall"),
      t("false positive rate"),
      t("precision"),
    ],
    rows: Array.from(ranking.thresholds, (threshold, index) => {
      const hits = ranking.truePositives[index] as number;
      const alarms = ranking.falsePositives[index] as number;
      const { positives, negatives } = ranking;
      return [
        threshold,
        hits,
        alarms,
        hits / positives,
        alarms / negatives,
        hits / (hits + alarms),
      ];
    }),
  };
}
