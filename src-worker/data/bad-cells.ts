import { UserError } from "../errors.ts";
import type { Column, Table } from "./table.ts";

const mostKept = 20;
const longestText = 60;

/** The cells of a column that its type cannot hold, a few of them with their lines. */
export function badCells(
  rows: number,
  isBad: (row: number) => boolean,
  textOf: (row: number) => string,
  lineOf: Table["lineOf"],
): { badCells: { line: number; text: string }[]; badCellCount: number } {
  const badCells: { line: number; text: string }[] = [];
  let badCellCount = 0;
  for (let row = 0; row < rows; row++) {
    if (!isBad(row)) continue;
    badCellCount++;
    if (badCells.length >= mostKept) continue;
    badCells.push({ line: lineOf(row), text: textOf(row).slice(0, longestText) });
  }
  return { badCells, badCellCount };
}

/** The command line has nobody to ask what a text among dates means. */
export function refuseBadDates({ name: file, columns }: Table): void {
  for (const column of columns) {
    const [cell] = column.type === "date" ? column.badCells : [];
    if (!cell) continue;
    throw new UserError(
      `“${cell.text}” in the column “${column.name.slice(0, longestText)}” is no date`,
      "correct the cell, or empty it if the date is missing",
      { file, line: cell.line, name: column.name },
    );
  }
}

/** Number of cells of a column that its type cannot hold. */
export function badCellsOf(
  column: Column,
): Pick<Column & { type: "date" }, "badCells" | "badCellCount"> {
  if (column.type === "category") return { badCells: [], badCellCount: 0 };
  // Not the column itself: its values would go away with the summary to another thread.
  const { badCells, badCellCount } = column;
  return { badCells, badCellCount };
}
