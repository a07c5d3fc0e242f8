import { UserError } from "../errors.ts";
import { projectReader } from "../formats/project-reader.ts";
import { refuseBadDates } from "./bad-cells.ts";
import { csv } from "./csv.ts";
import { gunzipped, isGzip } from "./gzip.ts";
import { idx } from "./idx.ts";
import { images } from "./images.ts";
import { npy } from "./npy.ts";
import { npz } from "./npz.ts";
import { withLabels } from "./pair.ts";
import { parquet } from "./parquet.ts";
import type { OpenStream, Reader } from "./reader.ts";
import type { ReadingTask } from "./reading-task.ts";
import { retype, withDates } from "./retype.ts";
import type { ColumnType, ReadableSource, ReadingOptions, Table } from "./table.ts";

/** The formats tables are read from. The last takes what no other recognises. */
export const readers: readonly Reader[] = [images, parquet, npy, npz, projectReader, idx, csv];

/** Bytes a format is recognised by. */
const startBytes = 16;

/** Opens a file by its token. */
export type OpenFile = (token: string) => ReturnType<OpenStream>;

/**
 * Reads a file as a table, and its labels from a second file when there is one.
 * @param open opens a file by its token
 * @throws {UserError} naming the file and the place, when it cannot be read
 * @throws {Cancelled} soon after the task is
 */
export async function readTable(
  source: ReadableSource,
  open: OpenFile,
  task: ReadingTask,
): Promise<Table> {
  if (source.kind === "text") {
    const { name, reading } = source;
    // It came as characters: whatever encoding a file has, these bytes are UTF-8.
    return readFile(streamOf(source, open), name, { ...reading, encoding: "utf-8" }, task);
  }
  const { token, name, labels, reading = {} } = source;
  if (!labels) return readFile(() => open(token), name, reading, task);
  const { label, ...types } = reading.types ?? {};
  const table = await readFile(() => open(token), name, { ...reading, types }, task);
  const second = await readFile(() => open(labels.token), labels.name, {}, task);
  const whole = withLabels(table, second);
  return label === undefined ? whole : retype(whole, { label });
}

async function readFile(
  open: OpenStream,
  file: string,
  reading: ReadingOptions,
  task: ReadingTask,
): Promise<Table> {
  try {
    const { reader, open: unpacked } = await readerOf(open, file);
    const { types = {} } = reading;
    if (!reader.text) refuseTextOptions(reader, reading);
    const table = await reader.read(unpacked, file, reading, task);
    // A reader of text has heeded the types, but for dates, which it keeps as they are written.
    const typed = retype(table, reader.text ? datesOf(types) : types);
    // In a project the types are known already.
    const dated = reader === projectReader ? typed : withDates(typed, types);
    if (reading.strict) refuseBadDates(dated);
    return dated;
  } catch (error) {
    throw error instanceof UserError ? error.at({ file }) : error;
  }
}

function datesOf(types: Readonly<Record<string, ColumnType>>): Record<string, ColumnType> {
  return Object.fromEntries(Object.entries(types).filter(([, type]) => type === "date"));
}

/** The bytes of a source, from their start each time. */
export function streamOf(source: ReadableSource, open: OpenFile): OpenStream {
  if (source.kind === "file") return () => open(source.token);
  const blob = new Blob([source.text]);
  return async () => ({ stream: blob.stream(), size: blob.size });
}

/** The reader of a file, and its bytes as that reader takes them: unpacked. */
export async function readerOf(
  open: OpenStream,
  file: string,
): Promise<{ reader: Reader; open: OpenStream }> {
  const first = await startOf(open);
  const packed = isGzip(first);
  const unpacked = packed ? gunzipped(open, file) : open;
  const start = packed ? await startOf(unpacked) : first;
  return { reader: chooseReader(start, file), open: unpacked };
}

/** The reader of a file: by its content, else by its name, else the last. */
function chooseReader(start: Uint8Array, file: string): Reader {
  const name = file.toLowerCase().replace(/\.gz$/, "");
  const named = (reader: Reader) =>
    reader.extensions.some((end) => name.endsWith(`.${end}`) || name.endsWith(`-${end}`));
  const recognizing = readers.filter((reader) => reader.recognizes(start));
  return (
    // Of two kinds of one container, the name decides.
    recognizing.find(named) ?? recognizing[0] ?? readers.find(named) ?? (readers.at(-1) as Reader)
  );
}

/** The first bytes of a file; fewer only when it has no more. */
async function startOf(open: OpenStream): Promise<Uint8Array> {
  const { stream } = await open();
  const reader = stream.getReader();
  const start = new Uint8Array(startBytes);
  let length = 0;
  try {
    while (length < startBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, startBytes - length);
      start.set(part, length);
      length += part.length;
    }
  } finally {
    await reader.cancel();
  }
  return start.subarray(0, length);
}

const textOptions = ["delimiter", "decimal", "encoding", "header", "quote", "comment"] as const;

function refuseTextOptions(reader: Reader, reading: ReadingOptions): void {
  const given = textOptions.filter((option) => reading[option] !== undefined);
  if (reading.pictures && reader !== images) {
    throw new UserError("a size of pictures can be chosen for a folder of pictures only");
  }
  if (given.length === 0) return;
  throw new UserError(
    `this is an ${reader.name} file, and ${given.join(", ")} can be chosen for text only`,
    "leave that out",
  );
}
