import { UserError } from "../errors.ts";
import { cellLabel } from "./columns.ts";
import type { TargetCoding } from "./dataset.ts";
import { numbersOf, placesOf } from "./read-column.ts";
import type { Table } from "./table.ts";
import { findColumn } from "./target.ts";

/** Class indices, or scaled numbers [rows, targets]; see PartData. */
export function codeTarget(
  table: Table,
  target: TargetCoding,
  rows: Int32Array,
): { labels: Int32Array; y: Float32Array } {
  if (target.task !== "regression") {
    const labels = codeClasses(table, target, rows);
    return {
      labels,
      y: target.task === "binary" ? Float32Array.from(labels) : new Float32Array(0),
    };
  }
  const outputs = target.columns.length;
  const y = new Float32Array(rows.length * outputs);
  target.columns.forEach(({ column, mean, scale }, output) => {
    const values = numbersOf(table, findColumn(table, column));
    rows.forEach((row, index) => {
      y[index * outputs + output] = ((values[row] as number) - mean) / scale;
    });
  });
  return { labels: new Int32Array(0), y };
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

function shortList(labels: readonly string[]): string {
  const shown = labels.slice(0, 6).map((label) => label.slice(0, 30));
  return `${shown.join(", ")}${labels.length > shown.length ? ", …" : ""}`;
}

/** The columns a target is made of. */
export function targetColumns(target: TargetCoding): string[] {
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
