import { Cancelled, UserError } from "../errors.ts";
import { lengthOf } from "./columns.ts";
import { checkSize } from "./limits.ts";
import { needsFloat64 } from "./number-store.ts";
import type { ReadingTask } from "./reading-task.ts";
import type { Column, Table } from "./table.ts";

/** How one number of an array is stored. */
export interface Element {
  readonly bytes: number;
  read(view: DataView, byte: number): number;
}

/** An array of numbers in a file: one sample after another along its first axis. */
export interface ArrayInFile {
  readonly shape: readonly number[];
  /** Whether the first axis varies fastest (Fortran order), not the last (C order). */
  readonly fortran: boolean;
  readonly element: Element;
  /** All of the file; the numbers begin at byte `start` and end with the file. */
  readonly bytes: Uint8Array;
  readonly start: number;
}

/** Cells between two looks at whether the task is cancelled. */
const cellsAtATime = 2 ** 22;
/** Rows that are spread over the columns together, so that their bytes stay in the cache. */
const rowsAtATime = 64;

/**
 * Refuses an array whose shape cannot be a table's or does not fit the file, before anything is
 * allocated for it.
 * @throws {UserError} naming the byte where the numbers should begin
 */
export function checkArray({ shape, element, bytes, start }: ArrayInFile, file: string): void {
  const place = { file, byte: start };
  if (shape.length < 1 || shape.length > 4) {
    throw new UserError(
      `the array has ${shape.length} dimensions`,
      "write one with 1 to 4: the samples, then what belongs to each",
      place,
    );
  }
  const [rows = 0, ...rest] = shape;
  const columns = rest.reduce((product, length) => product * length, 1);
  const needed = rows * columns * element.bytes;
  const present = bytes.length - start;
  if (present !== needed) {
    throw new UserError(
      `the shape ${shape.join(" × ")} needs ${needed} bytes, the file has ${present}`,
      present < needed ? "get the file again" : "write one array a file",
      place,
    );
  }
  checkSize(rows, columns, place);
}

/**
 * The columns of a checked array: what belongs to a sample, in C order, as x1, x2, …; pixels as
 * p1, p2, …
 * @throws {UserError} for an infinite value; NaN is a missing one
 */
export async function arrayColumns(
  array: ArrayInFile,
  file: string,
  task: ReadingTask,
): Promise<Column[]> {
  const { shape, element, bytes, start } = array;
  const rows = shape[0] as number;
  const { rowStride, offsets } = layout(array);
  const prefix = shape.length > 2 ? "p" : "x";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns: (Float32Array | Float64Array)[] = Array.from(
    offsets,
    () => new Float32Array(rows),
  );
  let sinceLook = 0;
  for (let first = 0; first < rows; first += rowsAtATime) {
    const end = Math.min(first + rowsAtATime, rows);
    for (let column = 0; column < columns.length; column++) {
      let values = columns[column] as Float32Array | Float64Array;
      const offset = offsets[column] as number;
      for (let row = first; row < end; row++) {
        const byte = start + element.bytes * (row * rowStride + offset);
        const value = element.read(view, byte);
        const rounded = Math.fround(value);
        if (rounded === Number.POSITIVE_INFINITY || rounded === Number.NEGATIVE_INFINITY) {
          throw new UserError(
            `the value of ${prefix}${column + 1} in row ${row + 1} is no finite float32`,
            "replace it, by NaN if it is missing",
            { file, byte },
          );
        }
        if (values instanceof Float32Array && needsFloat64(value)) {
          values = Float64Array.from(values);
          columns[column] = values;
        }
        values[row] = Number.isInteger(value) ? value : rounded;
      }
    }
    sinceLook += (end - first) * columns.length;
    if (sinceLook < cellsAtATime) continue;
    sinceLook = 0;
    task.progress(end, rows);
    // A timer's turn comes after the messages that wait, a resolved promise's before them.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (task.cancelled()) throw new Cancelled();
  }
  return columns.map((values, column) => ({
    name: `${prefix}${column + 1}`,
    type: "number",
    values,
    badCells: [],
    badCellCount: 0,
  }));
}

/** Element (row, column) is number row · rowStride + offsets[column] of the array. */
function layout({ shape, fortran }: ArrayInFile): { rowStride: number; offsets: Float64Array } {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = 1; axis < shape.length; axis++) {
    if (fortran) {
      strides[axis] = (strides[axis - 1] as number) * (shape[axis - 1] as number);
    } else {
      const back = shape.length - 1 - axis;
      strides[back] = (strides[back + 1] as number) * (shape[back + 1] as number);
    }
  }
  let offsets = new Float64Array(1);
  for (let axis = 1; axis < shape.length; axis++) {
    const length = shape[axis] as number;
    const stride = strides[axis] as number;
    const before = offsets;
    offsets = new Float64Array(before.length * length).map(
      (_, index) => (before[Math.floor(index / length)] as number) + (index % length) * stride,
    );
  }
  return { rowStride: strides[0] as number, offsets };
}

/** Arrays of three dimensions are grey pictures: samples × height × width. */
export function pictureOf(shape: readonly number[]): Table["picture"] {
  const [, height, width] = shape;
  return shape.length === 3 && height !== undefined && width !== undefined
    ? { width, height }
    : null;
}

/** A table of a file that is not text. */
export function plainTable(
  name: string,
  columns: readonly Column[],
  rest: Pick<Table, "picture" | "target" | "bytes">,
): Table {
  const [first] = columns;
  if (!first) throw new TypeError("a table needs columns");
  return {
    name,
    rows: lengthOf(first),
    columns,
    lineOf: (row) => row + 1,
    reading: null,
    ...rest,
  };
}
