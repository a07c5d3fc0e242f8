import { UserError } from "../errors.ts";
import { badCells } from "./bad-cells.ts";
import { cellLabel, cellsOf, sortedLabels } from "./columns.ts";
import { asDates, looksLikeDates, numberAsDate } from "./dates.ts";
import { NumberStore } from "./number-store.ts";
import type { Column, ColumnType, Table } from "./table.ts";

type CategoryColumn = Column & { readonly type: "category" };

/**
 * A table with some of its columns as other types, for files that do not hold text to be read
 * again. A label that is no number or date becomes a missing value.
 * @throws {UserError} for a column that does not exist
 */
export function retype(table: Table, types: Readonly<Record<string, ColumnType>>): Table {
  for (const name of Object.keys(types)) {
    if (!table.columns.some((column) => column.name === name)) {
      const what = `there is no column “${name.slice(0, 60)}” to set the type of`;
      throw new UserError(what, "", { file: table.name });
    }
  }
  const columns = table.columns.map((column) => {
    const type = Object.hasOwn(types, column.name) ? types[column.name] : column.type;
    if (type === undefined || type === column.type) return column;
    if (type === "category") return asCategory(column);
    if (type === "date") return asDate(column, table);
    return asNumber(column, table);
  });
  return { ...table, columns };
}

/**
 * A table whose columns of categories that are dates are dates, where nobody has said what they
 * are.
 */
export function withDates(table: Table, types: Readonly<Record<string, ColumnType>>): Table {
  const columns = table.columns.map((column) => {
    const isOpen = column.type === "category" && !Object.hasOwn(types, column.name);
    return isOpen && looksLikeDates(column) ? asDates(column, table.lineOf) : column;
  });
  return { ...table, columns };
}

/** The different numbers or dates of a column as classes, named as short as possible. */
export function asCategory(column: Column): CategoryColumn {
  if (column.type === "category") return column;
  const cells = cellsOf(column);
  const texts = new Map<number, string>();
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as number;
    if (Number.isNaN(cell) || texts.has(cell)) continue;
    texts.set(cell, cellLabel(column, row) as string);
  }
  const labels = sortedLabels(new Set(texts.values()));
  const places = new Map(labels.map((label, place) => [label, place]));
  const codes = new Map([...texts].map(([value, text]) => [value, places.get(text) as number]));
  return {
    name: column.name,
    type: "category",
    codes: Int32Array.from(cells, (value) => codes.get(value) ?? -1),
    labels,
  };
}

function asDate(column: Column, { lineOf }: Table): Column {
  if (column.type === "category") return asDates(column, lineOf);
  if (column.type === "date") return column;
  const dates = Float64Array.from(column.values, numberAsDate);
  const isBad = (row: number) => Number.isNaN(dates[row]) && !Number.isNaN(column.values[row]);
  return {
    name: column.name,
    type: "date",
    values: dates,
    order: "plain",
    ...badCells(dates.length, isBad, (row) => cellLabel(column, row) ?? "", lineOf),
  };
}

/** Dates become milliseconds since 1970. */
function asNumber(column: Column, { lineOf }: Table): Column {
  if (column.type === "number") return column;
  const store = new NumberStore();
  if (column.type === "date") {
    for (const value of column.values) store.add(value);
  } else {
    const numbers = column.labels.map((label) => {
      const value = label.trim() === "" ? Number.NaN : Number(label);
      return Number.isFinite(Math.fround(value)) ? value : Number.NaN;
    });
    for (const code of column.codes) store.add(numbers[code] ?? Number.NaN);
  }
  const values = store.finish();
  const isBad = (row: number) => Number.isNaN(values[row]) && cellLabel(column, row) !== null;
  return {
    name: column.name,
    type: "number",
    values,
    ...badCells(values.length, isBad, (row) => cellLabel(column, row) ?? "", lineOf),
  };
}
