import type { ModelState, PredictionPage } from "../../src-worker/api.ts";
import { csvLine } from "./csv.ts";
import { float32Text } from "./float.ts";

/** How predictions are written, a line a row. Rows are counted from 0 here, from 1 in the text. */
export interface Form {
  readonly head: string;
  row(page: PredictionPage, index: number): string;
  /** A row for which there is no prediction. */
  empty(row: number): string;
}

/** CSV: the row, the prediction, and for classes the probability of each. */
export function csvForm(state: ModelState): Form {
  const { labels, targetNames } = state;
  const predictions =
    targetNames.length === 1 ? ["prediction"] : targetNames.map((name) => `prediction ${name}`);
  const names = [...predictions, ...(labels ?? []).map((label) => `probability ${label}`)];
  return {
    head: csvLine(["row", ...names]),
    row: (page, index) =>
      csvLine([
        rowNumber(page, index),
        ...(page.predicted[index] ?? []).map((value) =>
          labels === null ? float32Text(Number(value)) : String(value),
        ),
        ...probabilities(state, page, index).map(float32Text),
      ]),
    empty: (row) => csvLine([String(row + 1), ...names.map(() => "")]),
  };
}

/** JSON lines: `{"row","prediction"}`, and for classes `"probabilities"` by label. */
export function jsonForm(state: ModelState): Form {
  const { labels, targetNames } = state;
  return {
    head: "",
    row(page, index) {
      const predicted = page.predicted[index] ?? [];
      const single = labels !== null || targetNames.length === 1;
      const own = probabilities(state, page, index).map((value) => Number(float32Text(value)));
      return `${JSON.stringify({
        row: Number(rowNumber(page, index)),
        prediction: single ? predicted[0] : byName(targetNames, predicted),
        ...(labels === null ? {} : { probabilities: byName(labels, own) }),
      })}\n`;
    },
    empty: (row) => `${JSON.stringify({ row: row + 1, prediction: null })}\n`,
  };
}

function rowNumber({ rows, start }: PredictionPage, index: number): string {
  return String((rows[index] ?? start + index) + 1);
}

/** The probability of each class; none for regression. */
function probabilities(
  { labels, network }: ModelState,
  { outputs }: PredictionPage,
  index: number,
): number[] {
  if (labels === null) return [];
  const units = network.layers.at(-1)?.units ?? 0;
  const own = Array.from(outputs.subarray(index * units, (index + 1) * units));
  // One sigmoid output is the probability of the second class. The first's is taken from its
  // decimal text, so that the two printed numbers add up to 1.
  return units === 1 ? own.flatMap((second) => [1 - Number(float32Text(second)), second]) : own;
}

function byName<T>(names: readonly string[], values: readonly T[]): Record<string, T> {
  return Object.fromEntries(
    names.flatMap((name, index) => (index in values ? [[name, values[index] as T]] : [])),
  );
}
