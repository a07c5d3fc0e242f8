import {
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadata,
  type SchemaElement,
} from "hyparquet";
import { parquetHeader, readPage } from "hyparquet/src/column.js";
import { convert, DEFAULT_PARSERS } from "hyparquet/src/convert.js";
import { Cancelled, UserError } from "../errors.ts";
import { plainTable } from "./array.ts";
import { extensions } from "./extensions.ts";
import { checkSize, mostBytes } from "./limits.ts";
import { unpackPage } from "./parquet/page.ts";
import { TypedColumn } from "./parquet/typed-column.ts";
import type { Reader } from "./reader.ts";
import type { ReadingTask } from "./reading-task.ts";
import type { Column } from "./table.ts";
import { readWhole } from "./whole-file.ts";

type Chunk = FileMetaData["row_groups"][number]["columns"][number];

/**
 * Parquet (parquet.apache.org/docs/file-format), flat columns only, decoded by hyparquet page by
 * page. Each page is checked first: the decoder trusts the lengths it finds.
 */
export const parquet: Reader = {
  name: "Parquet",
  extensions: extensions.parquet,
  text: false,
  recognizes: ([p, a, r, one]) => p === 0x50 && a === 0x41 && r === 0x52 && one === 0x31,
  async read(open, file, _reading, task) {
    const bytes = await readWhole(await open(), mostBytes, task);
    const metadata = decoding({ file }, () => parquetMetadata(bytes, { geoparquet: false }));
    const elements = flatColumns(metadata, file);
    checkSize(countRows(metadata, file), elements.length, { file });
    const columns: Column[] = [];
    for (const [index, element] of elements.entries()) {
      const column = new TypedColumn(element.name, file);
      for (const group of metadata.row_groups) {
        task.progress(index, elements.length);
        // A timer's turn comes after the messages that wait, a resolved promise's before them.
        await new Promise((resolve) => setTimeout(resolve, 0));
        const place = { file, name: element.name };
        decoding(place, () => {
          readChunk(bytes, group.columns[index], element, Number(group.num_rows), column, task);
        });
      }
      columns.push(column.finish());
    }
    return plainTable(file, columns, { picture: null, target: null, bytes: bytes.length });
  },
};

/** Does what may find bytes that are no Parquet. @throws {UserError} at the place */
function decoding<T>(place: UserError["place"], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    if (error instanceof UserError) throw error.at(place);
    // Whatever else the decoder throws comes from the bytes it was given.
    const why = error instanceof Error ? error.message.slice(0, 100) : "";
    throw new UserError(`the Parquet data are damaged (${why})`, "write the file again", place);
  }
}

function countRows({ row_groups: groups }: FileMetaData, file: string): number {
  let rows = 0;
  for (const group of groups) {
    const more = Number(group.num_rows);
    if (!(more >= 0)) {
      throw new UserError("a row group has no count of its rows", "write the file again", { file });
    }
    rows += more;
  }
  return rows;
}

/** The columns, in order. @throws {UserError} for columns in columns and for two of one name */
function flatColumns({ schema }: FileMetaData, file: string): SchemaElement[] {
  const elements = schema.slice(1);
  const seen = new Set<string>();
  for (const { name, type, num_children: children, repetition_type: repetition } of elements) {
    // The decoder's type promises a name, the bytes need not have one.
    if (typeof name !== "string") {
      throw new UserError("a column has no name", "write the file again", { file });
    }
    const place = { file, name };
    if (!type || children || repetition === "REPEATED") {
      throw new UserError(`the column “${shown(name)}” is nested`, "write flat columns", place);
    }
    if (seen.has(name)) {
      throw new UserError(`two columns are called “${shown(name)}”`, "rename one of them", place);
    }
    seen.add(name);
  }
  return elements;
}

function shown(name: string): string {
  return name.slice(0, 60);
}

/** Adds one column's values of one row group. @throws whatever hyparquet throws */
function readChunk(
  bytes: Uint8Array<ArrayBuffer>,
  chunk: Chunk | undefined,
  element: SchemaElement,
  rows: number,
  column: TypedColumn,
  task: ReadingTask,
): void {
  const data = chunk?.meta_data;
  if (
    !data ||
    chunk?.file_path ||
    data.type !== element.type ||
    data.path_in_schema.join(".") !== element.name
  ) {
    throw new UserError("a row group lacks the column", "write the file again");
  }
  const { start, end } = chunkRange(data, bytes);
  const root = { children: [], count: 1, element: { name: "root" }, path: [] };
  const decoder = {
    pathInSchema: [element.name],
    type: data.type,
    element,
    schemaPath: [root, { ...root, element, path: [element.name] }],
    codec: "UNCOMPRESSED" as const,
    parsers: DEFAULT_PARSERS,
  };
  const flat = {
    nullable: element.repetition_type !== "REQUIRED",
    boolean: data.type === "BOOLEAN",
  };
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, end), offset: start };
  let dictionary: ReturnType<typeof convert> | undefined;
  let left = rows;
  while (left > 0) {
    if (task.cancelled()) throw new Cancelled();
    const byte = reader.offset;
    if (byte >= end) {
      throw new UserError(`${left} rows are missing`, "write the file again", { byte });
    }
    const packedHeader = parquetHeader(reader);
    const size = packedHeader.compressed_page_size;
    if (!(size >= 0 && reader.offset + size <= end)) {
      throw new UserError("a page goes beyond its column", "write the file again", { byte });
    }
    const packed = bytes.subarray(reader.offset, reader.offset + size);
    reader.offset += size;
    if (packedHeader.type === "INDEX_PAGE") continue;
    const { header, bytes: page } = unpackPage(packedHeader, packed, data.codec, flat);
    const pageReader = { view: new DataView(page.buffer), offset: 0 };
    const { data: values = [] } = readPage(pageReader, header, decoder, dictionary, undefined, 0);
    if (header.type === "DICTIONARY_PAGE") {
      dictionary = convert(values, decoder);
      continue;
    }
    if (values.length > left) {
      throw new UserError("there are more values than rows", "write the file again", { byte });
    }
    left -= values.length;
    column.add(values);
  }
}

/** Where the pages of a column chunk are in the file. */
function chunkRange(data: ColumnMetaData, bytes: Uint8Array): { start: number; end: number } {
  const first = Number(data.data_page_offset);
  const dictionary = Number(data.dictionary_page_offset ?? 0);
  const start = dictionary > 0 && dictionary < first ? dictionary : first;
  const end = start + Number(data.total_compressed_size);
  if (!(start >= 4 && start <= end && end <= bytes.length)) {
    const what = `a column from byte ${start} to ${end} is not within the file`;
    throw new UserError(what, "get the file again");
  }
  return { start, end };
}
