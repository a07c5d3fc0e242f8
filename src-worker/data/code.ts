import { UserError } from "../errors.ts";
import { cellLabel, isMissing } from "./columns.ts";
import type { FeatureCoding, PartData, Preprocessing, TargetCoding } from "./dataset.ts";
import type { Column, Table } from "./table.ts";
import { findColumn } from "./target.ts";

/** Names of the network's inputs, after coding of categories ("colour = red"). */
export function inputNames(features: readonly FeatureCoding[]): string[] {
  return features.flatMap((feature) =>
    feature.type === "number"
      ? [feature.column]
      : feature.labels.map((label) => `${feature.column} = ${label}`),
  );
}

/**
 * Codes a whole table as a model's preprocessing says. Rows with a missing value are filled or
 * left out as the model's own were; with `needTarget`, rows without a target are left out too.
 *
 * @throws {UserError} naming an absent or unsuitable column, or a class the model does not know
 */
export function codeTable(
  table: Table,
  preprocessing: Preprocessing,
  needTarget: boolean,
): PartData {
  return codeRows(table, preprocessing, codableRows(table, preprocessing, needTarget), needTarget);
}

/** The rows that can be coded: none of their used cells is missing without a filling. */
export function codableRows(
  table: Table,
  { features, target }: Preprocessing,
  needTarget: boolean,
): Int32Array {
  const needed = features
    .filter(({ fill }) => fill === null)
    .map(({ column }) => findColumn(table, column));
  const targets = needTarget ? targetColumns(target).map((name) => findColumn(table, name)) : [];
  return rowsWithAll(table.rows, [...needed, ...targets]);
}

/** Rows in which none of the columns has a missing value, ascending. */
export function rowsWithAll(rows: number, columns: readonly Column[]): Int32Array {
  const complete = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (columns.every((column) => !isMissing(column, row))) complete[count++] = row;
  }
  return complete.slice(0, count);
}

/** Codes some rows; `rows` must be codable. */
export function codeRows(
  table: Table,
  { features, target }: Preprocessing,
  rows: Int32Array,
  needTarget: boolean,
): PartData {
  const inputs = inputNames(features).length;
  const x = allocate(rows.length, inputs);
  let offset = 0;
  for (const feature of features) {
    const column = findColumn(table, feature.column);
    if (feature.type === "number") {
      codeNumber(table, column, feature, rows, x, inputs, offset++);
    } else {
      codeCategory(column, feature, rows, x, inputs, offset);
      offset += feature.labels.length;
    }
  }
  const coded = needTarget ? codeTarget(table, target, rows) : nothing;
  return { rows: rows.length, x, ...coded, source: rows };
}

const nothing = { labels: new Int32Array(0), y: new Float32Array(0) };

function allocate(rows: number, inputs: number): Float32Array {
  try {
    return new Float32Array(rows * inputs);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const gigabytes = ((rows * inputs * 4) / 1e9).toFixed(1);
    throw new UserError(
      `${rows} rows of ${inputs} inputs need ${gigabytes} GB of memory, more than there is`,
      "choose fewer features",
    );
  }
}

function codeNumber(
  table: Table,
  column: Column,
  feature: FeatureCoding & { type: "number" },
  rows: Int32Array,
  x: Float32Array,
  inputs: number,
  offset: number,
): void {
  const values = numbersOf(table, column);
  const { mean, scale, fill } = feature;
  rows.forEach((row, index) => {
    const value = values[row] as number;
    x[index * inputs + offset] = ((Number.isNaN(value) ? (fill ?? mean) : value) - mean) / scale;
  });
}

function codeCategory(
  column: Column,
  feature: FeatureCoding & { type: "category" },
  rows: Int32Array,
  x: Float32Array,
  inputs: number,
  offset: number,
): void {
  const placeOf = placesOf(column, feature.labels, feature.fill);
  rows.forEach((row, index) => {
    const place = placeOf(row);
    if (place !== null) x[index * inputs + offset + place] = 1;
  });
}

function codeTarget(
  table: Table,
  target: TargetCoding,
  rows: Int32Array,
): { labels: Int32Array; y: Float32Array } {
  if (target.task !== "regression") {
    const labels = codeClasses(table, target, rows);
    return { labels, y: target.task === "binary" ? Float32Array.from(labels) : nothing.y };
  }
  const outputs = target.columns.length;
  const y = new Float32Array(rows.length * outputs);
  target.columns.forEach(({ column, mean, scale }, output) => {
    const values = numbersOf(table, findColumn(table, column));
    rows.forEach((row, index) => {
      y[index * outputs + output] = ((values[row] as number) - mean) / scale;
    });
  });
  return { labels: nothing.labels, y };
}

/** Class index of each row, from 0. @throws {UserError} with the line of an unknown class */
export function codeClasses(
  table: Table,
  target: TargetCoding & { task: "binary" | "multiclass" },
  rows: Int32Array,
): Int32Array {
  const column = findColumn(table, target.column);
  const placeOf = placesOf(column, target.labels, null);
  return rows.map((row) => {
    const place = placeOf(row);
    if (place === null) {
      const label = cellLabel(column, row) ?? "";
      throw new UserError(
        `“${label.slice(0, 60)}” is none of the model's classes (${shortList(target.labels)})`,
        "correct the cell or leave the row out",
        { file: table.name, line: table.lineOf(row), name: column.name },
      );
    }
    return place;
  });
}

/**
 * Where a row's cell, or else `fill`, stands among the labels; null: nowhere. A label is looked
 * up once for all cells alike, as to write numbers as text takes its time.
 */
function placesOf(
  column: Column,
  labels: readonly string[],
  fill: string | null,
): (row: number) => number | null {
  const cells = column.type === "number" ? column.values : column.codes;
  const known = new Map<number, number | null>();
  return (row) => {
    const cell = cells[row] as number;
    let place = known.get(cell);
    if (place === undefined) {
      const label = cellLabel(column, row) ?? fill;
      const found = label === null ? -1 : labels.indexOf(label);
      place = found < 0 ? null : found;
      known.set(cell, place);
    }
    return place;
  };
}

function shortList(labels: readonly string[]): string {
  const shown = labels.slice(0, 6).map((label) => label.slice(0, 30));
  return `${shown.join(", ")}${labels.length > shown.length ? ", …" : ""}`;
}

function numbersOf(table: Table, column: Column): Float32Array {
  if (column.type === "number") return column.values;
  throw new UserError(
    `the column “${column.name}” holds text where the model needs numbers`,
    "read the column as numbers",
    { file: table.name, name: column.name },
  );
}

function targetColumns(target: TargetCoding): string[] {
  return target.task === "regression"
    ? target.columns.map(({ column }) => column)
    : [target.column];
}

/**
 * What one row of the network's output says, in the table's own terms: a class, by the largest
 * probability (binary: that of the second class at least ½), or values in the targets' units.
 *
 * @param outputs u of the last layer, [rows, outputs]
 */
export function decodeTarget(
  target: TargetCoding,
  outputs: Float32Array | Float64Array,
  row: number,
): (string | number)[] {
  if (target.task === "regression") {
    const width = target.columns.length;
    return target.columns.map(
      ({ mean, scale }, output) => (outputs[row * width + output] as number) * scale + mean,
    );
  }
  const label = target.labels[likeliest(target, outputs, row)] as string;
  return [target.numeric ? Number(label) : label];
}

function likeliest(
  target: TargetCoding & { task: "binary" | "multiclass" },
  outputs: Float32Array | Float64Array,
  row: number,
): number {
  if (target.task === "binary") return (outputs[row] as number) >= 0.5 ? 1 : 0;
  const start = row * target.labels.length;
  let best = 0;
  for (let place = 1; place < target.labels.length; place++) {
    if ((outputs[start + place] as number) > (outputs[start + best] as number)) best = place;
  }
  return best;
}
