import { readTable } from "../../../../src-worker/data/readers.ts";
import type { ReadingOptions, Table } from "../../../../src-worker/data/table.ts";
import { quiet, streamOf } from "../text-stream.ts";

/** Reads bytes as the file of that name, and its labels as the file "labels". */
export function readBytes(
  bytes: Uint8Array,
  name: string,
  more: { reading?: ReadingOptions; labels?: Uint8Array; chunkLength?: number } = {},
): Promise<Table> {
  const { reading = {}, labels, chunkLength } = more;
  const open = async (token: string) => {
    const content = token === "labels" && labels ? labels : bytes;
    return { stream: streamOf(content, chunkLength), size: content.length };
  };
  const second = labels ? { labels: { token: "labels", name: "labels" } } : {};
  return readTable({ kind: "file", token: "data", name, reading, ...second }, open, quiet);
}

/** The cells of a table's numeric columns, row by row; NaN as null. */
export function numbersOf(table: Table): (number | null)[][] {
  return Array.from({ length: table.rows }, (_, row) =>
    table.columns.map((column) => {
      const value = column.type === "number" ? (column.values[row] as number) : Number.NaN;
      return Number.isNaN(value) ? null : value;
    }),
  );
}
