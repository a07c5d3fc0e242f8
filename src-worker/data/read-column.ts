import { UserError } from "../errors.ts";
import { cellLabel, cellsOf } from "./columns.ts";
import type { FeatureCoding } from "./dataset.ts";
import { dayFirst } from "./dates.ts";
import type { Column, Table } from "./table.ts";

/**
 * Where a row's cell, or else `fill`, stands among the labels; null: nowhere. A label is looked
 * up once for all cells alike, as to write numbers as text takes its time.
 */
export function placesOf(
  column: Column,
  labels: readonly string[],
  fill: string | null,
): (row: number) => number | null {
  const cells = cellsOf(column);
  // Not searched for each: an identifier has as many labels as rows.
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  const known = new Map<number, number | null>();
  return (row) => {
    const cell = cells[row] as number;
    let place = known.get(cell);
    if (place === undefined) {
      const label = cellLabel(column, row) ?? fill;
      place = label === null ? null : (placeOf.get(label) ?? null);
      known.set(cell, place);
    }
    return place;
  };
}

/** @throws {UserError} for a column of other things */
export function numbersOf(table: Table, column: Column): Float32Array | Float64Array {
  if (column.type === "number") return column.values;
  throw new UserError(
    `the column “${column.name}” holds ${column.type === "date" ? "dates" : "text"} where the model needs numbers`,
    "read the column as numbers",
    { file: table.name, name: column.name },
  );
}

/**
 * Dates, read in the order of the training data.
 * @throws {UserError} for a column of other things, or of dates in another order
 */
export function datesOf(
  table: Table,
  column: Column,
  order: (FeatureCoding & { type: "date" })["order"],
): Float64Array {
  const place = { file: table.name, name: column.name };
  if (column.type !== "date") {
    throw new UserError(
      `the column “${column.name}” holds no dates, which the model needs`,
      "read the column as dates",
      place,
    );
  }
  if (order === "day" && column.order === "either") return dayFirst(column.values);
  const other = { day: "month", month: "day" } as const;
  if (order !== undefined && column.order === other[order]) {
    throw new UserError(
      `the dates of “${column.name}” have the ${column.order} first, those of the training data the ${order}`,
      "write dates as 2024-01-31",
      place,
    );
  }
  return column.values;
}
