import { cellLabel } from "../../../src-worker/data/columns.ts";
import { readCsv } from "../../../src-worker/data/csv.ts";
import type { ReadingOptions, Table } from "../../../src-worker/data/table.ts";

/** A task that nobody cancels or watches. */
export const quiet = { progress: () => {}, cancelled: () => false };

/** Bytes as a stream of chunks of `length`. */
export function streamOf(bytes: Uint8Array, length = 65_536): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + length));
      at += length;
    },
  });
}

/** Reads a text, or bytes, as a CSV file. */
export function readText(
  text: string | Uint8Array,
  reading: ReadingOptions = {},
  chunkLength?: number,
): Promise<Table> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const open = async () => ({ stream: streamOf(bytes, chunkLength), size: bytes.length });
  return readCsv(open, "table.csv", reading, quiet);
}

/** The cells of a table as plain rows. */
export function rowsOf(table: Table): (number | string | null)[][] {
  return Array.from({ length: table.rows }, (_, row) =>
    table.columns.map((column) => {
      if (column.type !== "number") return cellLabel(column, row);
      const value = column.values[row] as number;
      return Number.isNaN(value) ? null : value;
    }),
  );
}
