import { z } from "zod";
import { checkSize } from "../data/limits.ts";
import type { Column, Table } from "../data/table.ts";
import { UserError } from "../errors.ts";
import { quoted } from "../json.ts";
import { readSafetensors, type Tensor, writeSafetensors } from "./safetensors.ts";
import { readJson } from "./schemas.ts";

const format = "chainrule-table/1";

const count = z.int().min(0);

const badCells = {
  badCells: z.array(z.object({ line: count, text: z.string() })),
  badCellCount: count,
};

const columnSchema = z.discriminatedUnion("type", [
  /** `wide`: its numbers are float64. */
  z.object({
    name: z.string(),
    type: z.literal("number"),
    wide: z.literal(true).exactOptional(),
    ...badCells,
  }),
  z.object({
    name: z.string(),
    type: z.literal("date"),
    order: z.enum(["plain", "month", "day", "either"]),
    ...badCells,
  }),
  z.object({ name: z.string(), type: z.literal("category"), labels: z.array(z.string()) }),
]);

const schema = z.object({
  name: z.string(),
  rows: count,
  columns: z.array(columnSchema).min(1),
  reading: z
    .object({
      delimiter: z.enum([",", ";", "\t", "|"]),
      decimal: z.enum([".", ","]),
      encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
      header: z.boolean(),
      quote: z.enum(['"', "'"]).default('"'),
      comment: z.enum(["", "#", "%", "//"]).default(""),
    })
    .nullable(),
  picture: z.object({ width: count.min(1), height: count.min(1) }).nullable(),
  target: z.string().nullable(),
  bytes: count,
  /** Line of row 0 and lines a row; null: they are in the tensor "lines". */
  lines: z.object({ first: z.int(), step: z.int() }).nullable(),
});

/**
 * A typed table as a safetensors file, to the bit: `columns.K` holds the numbers' float32 as they
 * lie in memory (U32, as a missing value is NaN, which F32 tensors here never are), float64 of
 * dates and of large whole numbers likewise (U32 of shape [rows, 2], low word first), or the codes
 * of the categories (I32, −1 is missing); the rest is JSON in `__metadata__`.
 */
export function writeTable(table: Table): Uint8Array<ArrayBuffer> {
  const { name, rows, columns, reading, picture, target, bytes } = table;
  const tensors = new Map<string, Tensor>();
  const described = columns.map((column, place) => {
    if (column.type !== "category") {
      const { values, ...rest } = column;
      const isWide = values instanceof Float64Array;
      const words = isWide ? 2 * rows : rows;
      const data = new Uint32Array(values.buffer, values.byteOffset, words);
      const shape = isWide ? [rows, 2] : [rows];
      tensors.set(`columns.${place}`, { dtype: "U32", shape, data });
      return isWide && rest.type === "number" ? { ...rest, wide: true } : rest;
    }
    const { codes, ...rest } = column;
    tensors.set(`columns.${place}`, { dtype: "I32", shape: [rows], data: codes });
    return rest;
  });
  const lines = evenLines(table);
  if (!lines) {
    const data = Int32Array.from({ length: rows }, (_, row) => table.lineOf(row));
    tensors.set("lines", { dtype: "I32", shape: [rows], data });
  }
  const rest = { name, rows, columns: described, reading, picture, target, bytes, lines };
  return writeSafetensors(tensors, { format, table: JSON.stringify(rest) });
}

/** @throws {UserError} naming the tensor or the field that is wrong */
export function readTable(file: Uint8Array, name: string): Table {
  const { tensors, metadata } = readSafetensors(file, name);
  if (metadata.format !== format || metadata.table === undefined) {
    const found = quoted(metadata.format ?? "");
    const remedy = "open it with a newer version of Chainrule";
    throw new UserError(
      `the table has the format ${found}, this program reads "${format}"`,
      remedy,
      {
        file: name,
      },
    );
  }
  const { columns, lines, ...rest } = readJson(metadata.table, schema, {
    file: name,
    name: "table",
  });
  const { rows } = rest;
  checkSize(rows, columns.length, { file: name });
  const data = <Kind extends "U32" | "I32">(tensor: string, dtype: Kind, words = 1) => {
    const found = tensors.get(tensor);
    const shape = words === 1 ? [rows] : [rows, words];
    if (found?.dtype === dtype && String(found.shape) === String(shape)) {
      return found.data as Kind extends "U32" ? Uint32Array<ArrayBuffer> : Int32Array<ArrayBuffer>;
    }
    const what = `tensor ${quoted(tensor)} must be ${dtype} of shape [${shape.join(", ")}]`;
    throw new UserError(what, "save the project again", { file: name, name: tensor });
  };
  if (new Set(columns.map((column) => column.name)).size < columns.length) {
    throw new UserError("two columns have one name", "save the project again", { file: name });
  }
  const typed = columns.map((column, place): Column => {
    const tensor = `columns.${place}`;
    if (column.type === "date") {
      return { ...column, values: new Float64Array(data(tensor, "U32", 2).buffer) };
    }
    if (column.type === "number") {
      const { wide, ...number } = column;
      const values = wide
        ? new Float64Array(data(tensor, "U32", 2).buffer)
        : new Float32Array(data(tensor, "U32").buffer);
      return { ...number, values };
    }
    const codes = data(tensor, "I32");
    if (codes.every((code) => code >= -1 && code < column.labels.length))
      return { ...column, codes };
    const what = `tensor ${quoted(tensor)} has a code without a label`;
    throw new UserError(what, "save the project again", { file: name, name: tensor });
  });
  const kept = lines ? null : data("lines", "I32");
  const lineOf = (row: number) =>
    lines ? lines.first + lines.step * row : ((kept as Int32Array)[row] ?? 0);
  return { ...rest, columns: typed, lineOf };
}

/** The lines of the rows when they follow one another evenly, as they mostly do. */
function evenLines({ rows, lineOf }: Table): { first: number; step: number } | null {
  const first = rows > 0 ? lineOf(0) : 1;
  const step = rows > 1 ? lineOf(1) - first : 1;
  for (let row = 2; row < rows; row++) {
    if (lineOf(row) !== first + step * row) return null;
  }
  return { first, step };
}
