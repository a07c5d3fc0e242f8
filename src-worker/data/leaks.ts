import { cellsOf, isMissing } from "./columns.ts";
import type { Task } from "./dataset.ts";
import type { Column, ColumnHint } from "./table.ts";

/** Correlation from which on a feature is the target in other units, but for rounding. */
const sameButForRounding = 1 - 1e-10;

/**
 * Features that say the target all by themselves: equal to it, each value with one class of its
 * own, or a straight line to it. Such columns are seldom known when predictions are wanted.
 */
export function leakHints(
  features: readonly Column[],
  targets: readonly Column[],
  task: Task,
  rows: Int32Array,
): ColumnHint[] {
  return targets.flatMap((target) =>
    features.flatMap((feature): ColumnHint[] => {
      const what =
        task === "regression"
          ? lineWords(feature, target, rows)
          : classWords(feature, target, rows);
      if (what === null) return [];
      const words = `“${feature.name}” ${what} “${target.name}”; is it known beforehand?`;
      return [{ column: feature.name, kind: "leak", words }];
    }),
  );
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
  const both = rows.filter((row) => !Number.isNaN(x[row]) && !Number.isNaN(y[row]));
  if (both.length < 3) return null;
  if (both.every((row) => x[row] === y[row])) return "equals the target";
  const meanX = both.reduce((sum, row) => sum + (x[row] as number), 0) / both.length;
  const meanY = both.reduce((sum, row) => sum + (y[row] as number), 0) / both.length;
  let [xx, yy, xy] = [0, 0, 0];
  for (const row of both) {
    const [dx, dy] = [(x[row] as number) - meanX, (y[row] as number) - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const isLine = xx > 0 && yy > 0 && (xy * xy) / xx / yy > sameButForRounding;
  return isLine ? "is a straight line of the target" : null;
}
