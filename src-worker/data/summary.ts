import { badCellsOf } from "./bad-cells.ts";
import { cellLabel, countCodes, everyRow, float32Text } from "./columns.ts";
import { isConstant, isEmpty, tableHints } from "./hints.ts";
import { intervals, topCategories } from "./histogram.ts";
import { presentValues, quantile, statistics } from "./statistics.ts";
import type { Column, ColumnHint, ColumnSummary, RowPage, Table, TableSummary } from "./table.ts";
import { proposeTarget } from "./target.ts";

const mostCategoriesShown = 1000;
const mostNames = 5;
const mostHintNotes = 20;

/** A table as the window shows it. */
export function summarize(table: Table, id: number): TableSummary {
  const rows = everyRow(table.rows);
  const room = new Float64Array(table.rows);
  const columns = table.columns.map((column) => summarizeColumn(column, rows, room));
  // Pixels are often dark throughout, and nobody chooses among them.
  const proposal = proposeTarget(table);
  const hints =
    table.picture || table.pictures
      ? []
      : tableHints(columns, table.columns, table.rows, proposal.target);
  return {
    id,
    name: table.name,
    rows: table.rows,
    columns,
    reading: table.reading,
    ...(table.pictures ? { pictures: table.pictures } : {}),
    proposal,
    picture: table.picture,
    notes: notesOf(columns, table.rows, hints),
    hints,
    bytes: table.bytes,
  };
}

function summarizeColumn(
  column: Column,
  rows: Int32Array,
  room: Float64Array<ArrayBuffer>,
): ColumnSummary {
  const { name, type } = column;
  if (column.type !== "category") {
    const values = presentValues(column.values, rows, room);
    const figures = statistics(values);
    const histogram = intervals(values, figures);
    return {
      name,
      type,
      missing: rows.length - values.length,
      ...figures,
      // Whether milliseconds are whole says nothing of dates.
      whole: type === "number" && figures.whole,
      histogram,
      median: quantile(values, 0.5),
      categories: [],
      categoryCount: 0,
      ...badCellsOf(column),
    };
  }
  const { labels } = column;
  const counts = countCodes(column, rows);
  const categories: { label: string; count: number }[] = [];
  let present = 0;
  let categoryCount = 0;
  counts.forEach((count, place) => {
    if (count === 0) return;
    present += count;
    categoryCount++;
    if (categoryCount > mostCategoriesShown) return;
    categories.push({ label: labels[place] as string, count });
  });
  return {
    name,
    type,
    missing: rows.length - present,
    minimum: Number.NaN,
    maximum: Number.NaN,
    mean: Number.NaN,
    standardDeviation: Number.NaN,
    median: Number.NaN,
    histogram: topCategories(labels, counts),
    categories,
    categoryCount,
    whole: false,
    badCells: [],
    badCellCount: 0,
  };
}

/** The remarks on columns, those of a kind together. */
function notesOf(columns: readonly ColumnSummary[], rows: number, hints: readonly ColumnHint[]) {
  const empty = columns.filter((column) => isEmpty(column, rows));
  const constant = columns.filter((column) => isConstant(column, rows));
  return [
    ...(empty.length > 0 ? [`no value at all in ${quotedNames(empty)}`] : []),
    ...(constant.length > 0 ? [`one and the same value throughout ${quotedNames(constant)}`] : []),
    ...hints
      .filter(({ kind }) => kind === "duplicate" || kind === "numbering" || kind === "cells")
      .slice(0, mostHintNotes)
      .map(({ words }) => words),
  ];
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
  if (column.type !== "number") return cellLabel(column, row);
  const value = column.values[row] as number;
  return Number.isNaN(value) ? null : Number(float32Text(value));
}
