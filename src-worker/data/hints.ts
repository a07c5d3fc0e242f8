import { cellsOf } from "./columns.ts";
import { whyUnusable } from "./roles.ts";
import type { Column, ColumnHint, ColumnSummary } from "./table.ts";

/** More pairs of columns that look alike are not compared. */
const mostCompared = 1000;

/** Fewer rows may count up by chance: years of work, doses, sizes. */
const leastNumbered = 10;

/**
 * What to look at twice in a table: a remark a column at most.
 * @param target the column that would most likely be predicted
 */
export function tableHints(
  summaries: readonly ColumnSummary[],
  columns: readonly Column[],
  rows: number,
  target: string,
): ColumnHint[] {
  const numberings = runningNumbers(summaries, columns, rows, target);
  const equal = duplicates(summaries, columns, rows);
  return summaries.flatMap((summary, index): ColumnHint[] => {
    const { name: column, badCellCount } = summary;
    if (isEmpty(summary, rows)) {
      return [{ column, kind: "empty", words: `“${column}” has no value at all` }];
    }
    if (isConstant(summary, rows)) {
      return [
        { column, kind: "constant", words: `“${column}” has one and the same value throughout` },
      ];
    }
    if (numberings.has(column)) {
      const words = `“${column}” counts up by 1 from row to row: it numbers the rows and says nothing of them`;
      return [{ column, kind: "numbering", words }];
    }
    const other = equal.get(column);
    if (other !== undefined) {
      return [{ column, kind: "duplicate", words: `“${column}” equals “${other}” in every row` }];
    }
    if (badCellCount > 0) return [{ column, kind: "cells", words: badCellWords(summary) }];
    const own = columns[index];
    if (own?.type === "date" && own.order === "either") {
      const words = `dates of “${column}” could have the day or the month first; the month is taken`;
      return [{ column, kind: "cells", words }];
    }
    return [];
  });
}

export function isEmpty({ missing }: ColumnSummary, rows: number): boolean {
  return missing === rows;
}

export function isConstant(summary: ColumnSummary, rows: number): boolean {
  const { minimum, maximum, categoryCount } = summary;
  return !isEmpty(summary, rows) && rows > 1 && (minimum === maximum || categoryCount === 1);
}

/**
 * Columns that only number the rows, where there is something else to predict from: of two columns
 * x = 1, 2, 3, … and y, x is what is measured at.
 */
function runningNumbers(
  summaries: readonly ColumnSummary[],
  columns: readonly Column[],
  rows: number,
  target: string,
): ReadonlySet<string> {
  const others = columns.filter(({ name }) => name !== target);
  const found = new Set(others.filter(countsUp).map(({ name }) => name));
  const constant = new Set(summaries.filter((it) => isConstant(it, rows)).map(({ name }) => name));
  const useful = others.some(
    (column) =>
      !found.has(column.name) &&
      !constant.has(column.name) &&
      whyUnusable(column, rows, "one-hot") === null,
  );
  return useful ? found : new Set();
}

/** Whether the cells are whole numbers, none missing, each one more than the one above it. */
function countsUp(column: Column): boolean {
  if (column.type !== "number" || column.values.length < leastNumbered) return false;
  const { values } = column;
  const first = values[0] as number;
  return Number.isInteger(first) && values.every((value, row) => value === first + row);
}

/** Says how many cells the type of a column cannot hold. */
function badCellWords({ name, type, badCellCount }: ColumnSummary): string {
  const [one, many] = type === "date" ? ["date", "dates"] : ["number", "numbers"];
  const cells =
    badCellCount === 1
      ? `1 cell is no ${one} and counts`
      : `${badCellCount} cells are no ${many} and count`;
  return `“${name}”: ${cells} as missing`;
}

/** Columns that equal an earlier one in every cell, with its name. Missing cells are equal. */
function duplicates(
  summaries: readonly ColumnSummary[],
  columns: readonly Column[],
  rows: number,
): Map<string, string> {
  const found = new Map<string, string>();
  const alike = new Map<string, Column[]>();
  let compared = 0;
  summaries.forEach((summary, index) => {
    if (isEmpty(summary, rows) || isConstant(summary, rows)) return;
    const column = columns[index] as Column;
    // Only columns with the same figures can be equal.
    const { type, missing, minimum, maximum, mean, standardDeviation, categories } = summary;
    const counts = categories.map(({ label, count }) => [label, count]);
    const key = JSON.stringify([type, missing, minimum, maximum, mean, standardDeviation, counts]);
    const earlier = alike.get(key) ?? [];
    const same = earlier.find((other) => compared++ < mostCompared && isEqual(column, other));
    if (same) found.set(column.name, same.name);
    else alike.set(key, [...earlier, column]);
  });
  return found;
}

function isEqual(one: Column, other: Column): boolean {
  const [a, b] = [cellsOf(one), cellsOf(other)];
  // Columns of categories that are alike have the same labels in the same order.
  for (let row = 0; row < a.length; row++) if (!Object.is(a[row], b[row])) return false;
  return true;
}
