import { dateText } from "./dates.ts";
import type { Column } from "./table.ts";

/**
 * The shortest decimal text that reads back as the same float32: a column holds 0.1 as
 * 0.10000000149…, and a person wrote 0.1.
 */
export function float32Text(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(Number(value.toPrecision(9)));
}

/** Labels in order: numbers by value when all are numbers, else by their characters. */
export function sortedLabels(labels: Iterable<string>): string[] {
  const all = [...labels];
  const numbers = all.every((label) => label.trim() !== "" && Number.isFinite(Number(label)));
  return numbers
    ? all.sort((a, b) => Number(a) - Number(b) || compareText(a, b))
    : all.sort(compareText);
}

// By code units, so that the order of the outputs does not depend on the computer's language.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a cell has no value. */
export function isMissing(column: Column, row: number): boolean {
  return column.type === "category"
    ? (column.codes[row] as number) < 0
    : Number.isNaN(column.values[row]);
}

/** What stands for the cells of a column, one number each: a value, or the place of a label. */
export function cellsOf(column: Column): Float32Array | Float64Array | Int32Array {
  return column.type === "category" ? column.codes : column.values;
}

/** Rows of a column. */
export function lengthOf(column: Column): number {
  return cellsOf(column).length;
}

/** A cell as a label: a category's own, a number written as short as possible, a date as
 *  ISO 8601; null: missing. */
export function cellLabel(column: Column, row: number): string | null {
  return isMissing(column, row) ? null : labelOf(column, cellsOf(column)[row] as number);
}

/** The label of what stands for a cell, which is not missing. */
function labelOf(column: Column, cell: number): string {
  if (column.type === "category") return column.labels[cell] as string;
  return column.type === "date" ? dateText(cell) : float32Text(cell);
}

/** The different labels of a column among some rows, in order, and how often each occurs. */
export function countLabels(column: Column, rows: Int32Array): Map<string, number> {
  const counts = new Map<number, number>();
  const cells = cellsOf(column);
  for (const row of rows) {
    if (isMissing(column, row)) continue;
    const cell = cells[row] as number;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const named = new Map<string, number>();
  for (const [cell, count] of counts) {
    const label = labelOf(column, cell);
    named.set(label, (named.get(label) ?? 0) + count);
  }
  return new Map(sortedLabels(named.keys()).map((label) => [label, named.get(label) as number]));
}

/** How often each label of a column of categories occurs among some rows. */
export function countCodes(
  { codes, labels }: Column & { readonly type: "category" },
  rows: Int32Array,
): Int32Array {
  const counts = new Int32Array(labels.length);
  for (const row of rows) {
    const code = codes[row] as number;
    if (code >= 0) counts[code] = (counts[code] as number) + 1;
  }
  return counts;
}

/** All row numbers, in order. */
export function everyRow(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row);
}
