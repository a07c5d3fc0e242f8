import type { SampleEntry } from "../../api.ts";
import { lengthOf } from "../columns.ts";
import type { Column, Table } from "../table.ts";

/** A generated data set: the same seed gives the same bits on every computer. */
export interface Sample extends SampleEntry {
  /** @param seed an integer, 0 ≤ seed < 2³² */
  make(seed: number): Table;
}

/** A numeric column. */
export function numbers(name: string, values: ArrayLike<number>): Column {
  return { name, type: "number", values: Float32Array.from(values), badCells: [], badCellCount: 0 };
}

/** A column of categories by their indices. */
export function categories(
  name: string,
  labels: readonly string[],
  codes: ArrayLike<number>,
): Column {
  return { name, type: "category", codes: Int32Array.from(codes), labels };
}

/** Columns of one length as a table, whose last column is the target. */
export function sampleTable(
  name: string,
  columns: readonly Column[],
  picture: Table["picture"] = null,
): Table {
  const last = columns.at(-1);
  if (!last) throw new TypeError("a table needs columns");
  return {
    name,
    rows: lengthOf(last),
    columns,
    lineOf: (row) => row + 1,
    reading: null,
    picture,
    target: last.name,
    bytes: 0,
  };
}

/** Points of the plane in two classes as a table of x1, x2, and y (0 or 1). */
export function pointsTable(
  name: string,
  points: readonly (readonly [x1: number, x2: number, y: number])[],
): Table {
  const column = (title: string, place: 0 | 1 | 2) =>
    numbers(
      title,
      points.map((point) => point[place]),
    );
  return sampleTable(name, [column("x1", 0), column("x2", 1), column("y", 2)]);
}
