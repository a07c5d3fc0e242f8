import { UserError } from "../errors.ts";
import { atOnce, type Steps } from "../steps.ts";
import { codeTarget, targetColumns } from "./code-target.ts";
import { cellLabel, cellsOf, everyRow, isMissing } from "./columns.ts";
import type { FeatureCoding, PartData, Preprocessing } from "./dataset.ts";
import { datePart, findDatePart } from "./date-parts.ts";
import { scaled } from "./number-scale.ts";
import { datesOf, numbersOf, placesOf } from "./read-column.ts";
import type { Column, Table } from "./table.ts";
import { findColumn } from "./target.ts";

/** How many inputs of the network a feature becomes. */
export function inputCount(feature: FeatureCoding): number {
  if (feature.type === "category") return feature.labels.length;
  return feature.type === "date" ? feature.parts.length : 1;
}

/** Names of the network's inputs, after coding ("colour = red", "day: month"). */
export function inputNames(features: readonly FeatureCoding[]): string[] {
  return features.flatMap((feature) => {
    if (feature.type === "category") {
      return feature.labels.map((label) => `${feature.column} = ${label}`);
    }
    if (feature.type === "date")
      return feature.parts.map(({ part }) => `${feature.column}: ${part}`);
    return [feature.column];
  });
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
  return atOnce(codingTable(table, preprocessing, needTarget));
}

/** `codeTable` in pieces: yields the cells looked at, rows × features in all. */
export function codingTable(
  table: Table,
  preprocessing: Preprocessing,
  needTarget: boolean,
): Steps<PartData> {
  const rows = codableRows(table, preprocessing, needTarget);
  return coding(table, preprocessing, rows, needTarget);
}

/** The rows that can be coded: none of their used cells is missing without a filling. */
export function codableRows(
  table: Table,
  { features, target, spec }: Preprocessing,
  needTarget: boolean,
): Int32Array {
  const needed = features
    .filter(({ fill }) => fill === null)
    .map(({ column }) => findColumn(table, column));
  if (!needTarget) return rowsWithAll(table.rows, needed);
  const targets = targetColumns(target).map((name) => findColumn(table, name));
  const weight = weightColumn(table, spec.weight);
  return rowsWithAll(table.rows, [...needed, ...targets, ...(weight ? [weight] : [])]);
}

/** Rows in which none of the columns has a missing value, ascending. */
export function rowsWithAll(rows: number, columns: readonly Column[]): Int32Array {
  let complete = everyRow(rows);
  for (const column of columns) {
    const cells = cellsOf(column);
    const isCode = column.type === "category";
    let count = 0;
    for (const row of complete) {
      const cell = cells[row] as number;
      if (isCode ? cell >= 0 : !Number.isNaN(cell)) complete[count++] = row;
    }
    complete = complete.subarray(0, count);
  }
  return complete.length === rows ? complete : complete.slice();
}

/** Codes some rows; `rows` must be codable. */
export function codeRows(
  table: Table,
  preprocessing: Preprocessing,
  rows: Int32Array,
  needTarget: boolean,
): PartData {
  return atOnce(coding(table, preprocessing, rows, needTarget));
}

/** `codeRows` in pieces: yields the cells looked at, rows × features in all. */
export function* coding(
  table: Table,
  { features, target, spec }: Preprocessing,
  rows: Int32Array,
  needTarget: boolean,
): Steps<PartData> {
  const inputs = features.reduce((sum, feature) => sum + inputCount(feature), 0);
  const x = allocate(rows.length, inputs);
  let offset = 0;
  for (const feature of features) {
    const column = findColumn(table, feature.column);
    const into = { x, inputs, offset };
    if (feature.type === "number") codeNumber(table, column, feature, rows, into);
    else if (feature.type === "date") codeDate(table, column, feature, rows, into);
    else if (feature.type === "ordinal") codeOrdinal(column, feature, rows, into);
    else codeCategory(column, feature, rows, into);
    offset += inputCount(feature);
    yield rows.length;
  }
  if (!needTarget) return { rows: rows.length, x, ...noTarget, source: rows };
  const coded = codeTarget(table, target, rows);
  const weight = weightColumn(table, spec.weight);
  const weights = weight ? { weights: codeWeights(table, weight, rows) } : {};
  return { rows: rows.length, x, ...coded, source: rows, ...weights };
}

/** Where the inputs of a feature go: the first is x[row · inputs + offset]. */
interface Into {
  readonly x: Float32Array;
  readonly inputs: number;
  readonly offset: number;
}

const noTarget = { labels: new Int32Array(0), y: new Float32Array(0) };

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
  { x, inputs, offset }: Into,
): void {
  const values = numbersOf(table, column);
  const fill = feature.fill ?? Number.NaN;
  rows.forEach((row, index) => {
    const value = values[row] as number;
    x[index * inputs + offset] = scaled(feature, Number.isNaN(value) ? fill : value);
  });
}

function codeDate(
  table: Table,
  column: Column,
  feature: FeatureCoding & { type: "date" },
  rows: Int32Array,
  { x, inputs, offset }: Into,
): void {
  const values = datesOf(table, column, feature.order);
  const fill = feature.fill ?? Number.NaN;
  feature.parts.forEach((part, place) => {
    const entry = findDatePart(part.part);
    rows.forEach((row, index) => {
      const value = values[row] as number;
      const number = datePart(entry, Number.isNaN(value) ? fill : value);
      x[index * inputs + offset + place] = scaled(part, number);
    });
  });
}

function codeOrdinal(
  column: Column,
  feature: FeatureCoding & { type: "ordinal" },
  rows: Int32Array,
  { x, inputs, offset }: Into,
): void {
  const placeOf = placesOf(column, feature.labels, feature.fill);
  rows.forEach((row, index) => {
    x[index * inputs + offset] = scaled(feature, placeOf(row) ?? unseenPlace);
  });
}

/** The place of a category that was not seen in training, in ordinal coding. */
const unseenPlace = -1;

function codeCategory(
  column: Column,
  feature: FeatureCoding & { type: "category" },
  rows: Int32Array,
  { x, inputs, offset }: Into,
): void {
  const placeOf = placesOf(column, feature.labels, feature.fill);
  rows.forEach((row, index) => {
    const place = placeOf(row);
    if (place !== null) x[index * inputs + offset + place] = 1;
  });
}

/** The column of the rows' weights, where there is one: a table to predict for needs none. */
function weightColumn(table: Table, name: string | null | undefined): Column | null {
  return table.columns.find((column) => column.name === name) ?? null;
}

function codeWeights(table: Table, column: Column, rows: Int32Array): Float32Array {
  const values = numbersOf(table, column);
  return Float32Array.from(rows, (row) => {
    const weight = values[row] as number;
    if (weight >= 0) return weight;
    throw new UserError(
      `${weight} is no weight`,
      "weights are at least 0; correct the cell or leave the row out",
      { file: table.name, line: table.lineOf(row), name: column.name },
    );
  });
}

/**
 * What is in categories that were not seen in training, a sentence a feature with some.
 * @param rows looked at
 */
export function unseenNotes(table: Table, { features }: Preprocessing, rows: Int32Array): string[] {
  return features.flatMap((feature) => {
    if (feature.type !== "category" && feature.type !== "ordinal") return [];
    const column = findColumn(table, feature.column);
    const placeOf = placesOf(column, feature.labels, feature.fill);
    let count = 0;
    let first: string | null = null;
    for (const row of rows) {
      if (placeOf(row) !== null || isMissing(column, row)) continue;
      count++;
      first ??= cellLabel(column, row);
    }
    if (first === null) return [];
    const [number, verb] = count === 1 ? ["1 row has", "is"] : [`${count} rows have`, "are"];
    const coding = feature.type === "category" ? "zeros for all categories" : "the place −1";
    return [
      `${number} a category of “${feature.column}” that was not seen in training ` +
        `(“${first.slice(0, 40)}”${count > 1 ? " and others" : ""}) and ${verb} coded as ${coding}`,
    ];
  });
}
