import { UserError } from "../errors.ts";
import { float32Text, sortedLabels } from "./columns.ts";
import type { Column, ColumnType, Table } from "./table.ts";

/**
 * A table with some of its columns as other types, for files that do not hold text to be read
 * again. A label that is no number becomes a missing value.
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
    if (type === column.type) return column;
    return column.type === "number" ? asCategory(column) : asNumber(column, table);
  });
  return { ...table, columns };
}

/** The different numbers of a column as classes, named as short as possible. */
export function asCategory(column: Column): Column & { readonly type: "category" } {
  if (column.type === "category") return column;
  const { name, values } = column;
  const texts = new Map<number, string>();
  for (const value of values) {
    if (!Number.isNaN(value) && !texts.has(value)) texts.set(value, float32Text(value));
  }
  const labels = sortedLabels(new Set(texts.values()));
  const places = new Map(labels.map((label, place) => [label, place]));
  const codes = new Map([...texts].map(([value, text]) => [value, places.get(text) as number]));
  return {
    name,
    type: "category",
    codes: Int32Array.from(values, (value) => codes.get(value) ?? -1),
    labels,
  };
}

const mostBadCellsKept = 20;

function asNumber(column: Column & { readonly type: "category" }, table: Table): Column {
  const { name, codes, labels } = column;
  const numbers = labels.map((label) => {
    const value = label.trim() === "" ? Number.NaN : Math.fround(Number(label));
    return Number.isFinite(value) ? value : Number.NaN;
  });
  const values = Float32Array.from(codes, (code) => numbers[code] ?? Number.NaN);
  const badCells: { line: number; text: string }[] = [];
  let badCellCount = 0;
  codes.forEach((code, row) => {
    if (code < 0 || !Number.isNaN(values[row])) return;
    badCellCount++;
    if (badCells.length < mostBadCellsKept) {
      badCells.push({ line: table.lineOf(row), text: (labels[code] as string).slice(0, 60) });
    }
  });
  return { name, type: "number", values, badCells, badCellCount };
}
