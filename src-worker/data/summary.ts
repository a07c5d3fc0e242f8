import { countLabels, everyRow, float32Text } from "./columns.ts";
import { statistics } from "./statistics.ts";
import type { Column, ColumnSummary, RowPage, Table, TableSummary } from "./table.ts";
import { proposeTarget } from "./target.ts";

const mostCategoriesShown = 1000;
const mostNames = 5;

/** A table as the window shows it. */
export function summarize(table: Table, id: number): TableSummary {
  const rows = everyRow(table.rows);
  const columns = table.columns.map((column) => summarizeColumn(column, rows));
  return {
    id,
    name: table.name,
    rows: table.rows,
    columns,
    reading: table.reading,
    proposal: proposeTarget(table),
    picture: table.picture,
    notes: [...emptyNotes(columns, table.rows), ...badCellNotes(columns)],
    bytes: table.bytes,
  };
}

function summarizeColumn(column: Column, rows: Int32Array): ColumnSummary {
  const { name, type } = column;
  if (type === "number") {
    const { count, ...figures } = statistics(column.values, rows);
    return {
      name,
      type,
      missing: rows.length - count,
      ...figures,
      categories: [],
      categoryCount: 0,
      badCells: column.badCells,
      badCellCount: column.badCellCount,
    };
  }
  const counts = countLabels(column, rows);
  const categories = [...counts].map(([label, count]) => ({ label, count }));
  return {
    name,
    type,
    missing: categories.reduce((missing, { count }) => missing - count, rows.length),
    minimum: Number.NaN,
    maximum: Number.NaN,
    mean: Number.NaN,
    standardDeviation: Number.NaN,
    categories: categories.slice(0, mostCategoriesShown),
    categoryCount: categories.length,
    whole: false,
    badCells: [],
    badCellCount: 0,
  };
}

function emptyNotes(columns: readonly ColumnSummary[], rows: number): string[] {
  const empty = columns.filter(({ missing }) => missing === rows);
  const constant = columns.filter(
    ({ missing, minimum, maximum, categoryCount }) =>
      missing < rows && rows > 1 && (minimum === maximum || categoryCount === 1),
  );
  return [
    ...(empty.length > 0 ? [`no value at all in ${quotedNames(empty)}`] : []),
    ...(constant.length > 0 ? [`one and the same value throughout ${quotedNames(constant)}`] : []),
  ];
}

function badCellNotes(columns: readonly ColumnSummary[]): string[] {
  return columns
    .filter(({ badCellCount }) => badCellCount > 0)
    .map(({ name, badCellCount }) => {
      const cells =
        badCellCount === 1
          ? "1 cell is no number and counts"
          : `${badCellCount} cells are no numbers and count`;
      return `“${name}”: ${cells} as missing`;
    });
}

function quotedNames(columns: readonly ColumnSummary[]): string {
  const shown = columns.slice(0, mostNames).map(({ name }) => `“${name}”`);
  const rest = columns.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

/** Some rows as they are; fewer than asked for at the table's end. */
export function pageRows(table: Table, start: number, count: number): RowPage {
  const first = Math.min(Math.max(0, Math.floor(start)), table.rows);
  const end = Math.min(table.rows, first + Math.max(0, Math.floor(count)));
  const rows = [];
  for (let row = first; row < end; row++) {
    rows.push(table.columns.map((column) => cellOf(column, row)));
  }
  return { start: first, rows };
}

function cellOf(column: Column, row: number): number | string | null {
  if (column.type === "category") return column.labels[column.codes[row] as number] ?? null;
  const value = column.values[row] as number;
  return Number.isNaN(value) ? null : Number(float32Text(value));
}
