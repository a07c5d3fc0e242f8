import type { Steps } from "../steps.ts";
import { cellsOf, isMissing } from "./columns.ts";
import type { Task } from "./dataset.ts";
import type { Column, ColumnHint } from "./table.ts";

/** Correlation from which on a feature is the target in other units, but for rounding. */
const sameButForRounding = 1 - 1e-10;

/**
 * Features that say the target all by themselves: equal to it, each value with one class of its
 * own, or a straight line to it. Such columns are seldom known when predictions are wanted.
 * Yields the cells looked at.
 */
export function* leakHints(
  features: readonly Column[],
  targets: readonly Column[],
  task: Task,
  rows: Int32Array,
): Steps<ColumnHint[]> {
  const hints: ColumnHint[] = [];
  const wordsOf = task === "regression" ? lineWords : classWords;
  for (const target of targets) {
    for (const feature of features) {
      const what = wordsOf(feature, target, rows);
      yield rows.length;
      if (what === null) continue;
      const words = `“${feature.name}” ${what} “${target.name}”; is it known beforehand?`;
      hints.push({ column: feature.name, kind: "leak", words });
    }
  }
  return hints;
}

/** Whether the values of two columns go with each other one to one, several of them. */
function classWords(feature: Column, target: Column, rows: Int32Array): string | null {
  const [cells, classes] = [cellsOf(feature), cellsOf(target)];
  const classOf = new Map<number, number>();
  const cellOf = new Map<number, number>();
  for (const row of rows) {
    if (isMissing(feature, row) || isMissing(target, row)) continue;
    const [cell, own] = [cells[row] as number, classes[row] as number];
    if ((classOf.get(cell) ?? own) !== own || (cellOf.get(own) ?? cell) !== cell) return null;
    classOf.set(cell, own);
    cellOf.set(own, cell);
  }
  if (classOf.size < 2) return null;
  const equal = [...classOf].every(
    ([cell, own]) => labelIn(feature, cell) === labelIn(target, own),
  );
  return equal ? "equals the target" : "tells every class of the target";
}

function labelIn(column: Column, cell: number): string | number {
  return column.type === "category" ? (column.labels[cell] as string) : cell;
}

function lineWords(feature: Column, target: Column, rows: Int32Array): string | null {
  if (feature.type === "category" || target.type === "category") return null;
  const { values: x } = feature;
  const { values: y } = target;
  // Plain loops over single numbers: on a million rows they take a third of the time.
  let [both, sumX, sumY, equal] = [0, 0, 0, true];
  for (const row of rows) {
    const [a, b] = [x[row] as number, y[row] as number];
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    both++;
    sumX += a;
    sumY += b;
    equal &&= a === b;
  }
  if (both < 3) return null;
  if (equal) return "equals the target";
  const [meanX, meanY] = [sumX / both, sumY / both];
  let [xx, yy, xy] = [0, 0, 0];
  for (const row of rows) {
    const [a, b] = [x[row] as number, y[row] as number];
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    const [dx, dy] = [a - meanX, b - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const isLine = xx > 0 && yy > 0 && (xy * xy) / xx / yy > sameButForRounding;
  return isLine ? "is a straight line of the target" : null;
}
