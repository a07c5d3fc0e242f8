import { UserError } from "../errors.ts";
import { guessFormat } from "./csv/guess.ts";
import { RecordParser } from "./csv/records.ts";
import { NotThisEncoding, TextSource } from "./csv/text-source.ts";
import { type OpenFile, readerOf, streamOf } from "./readers.ts";
import type { ReadableSource, ReadingOptions, TextPreview } from "./table.ts";

/** Characters from which rows are shown, fewer than formats are guessed from. */
const startLength = 2 ** 16;
const mostRows = 30;
const mostColumns = 60;
const mostCell = 80;

/**
 * The first rows of a text table as they would be read, each cell as it is written.
 * @returns null when the file is no text
 * @throws {UserError} when the file cannot be opened, or is no text in the encoding asked for
 */
export async function previewText(
  source: ReadableSource,
  open: OpenFile,
): Promise<TextPreview | null> {
  const { name } = source;
  const { reader, open: unpacked } = await readerOf(streamOf(source, open), name);
  if (!reader.text) return null;
  const reading = source.reading ?? {};
  const { start, ended, encoding } = await startOf(unpacked, reading.encoding ?? null);
  const { delimiter, quote, comment, decimal, header, newline } = guessFormat(
    start,
    ended,
    reading,
  );
  const told = { delimiter, quote, comment, decimal, header, encoding };
  const nothing = { reading: told, names: null, rows: [] };
  try {
    const parser = new RecordParser({ delimiter, quote, comment }, newline, name);
    const { rows, lines } = parser.push(start, ended);
    const cells = rows
      .slice(0, mostRows)
      .map((row) => row.slice(0, mostColumns).map((cell) => cell.trim().slice(0, mostCell)));
    const uneven = rows.findIndex((row) => row.length !== rows[0]?.length);
    return {
      reading: told,
      names: header ? (cells[0] ?? []) : null,
      rows: header ? cells.slice(1) : cells,
      columns: rows[0]?.length ?? 0,
      problem:
        uneven < 0
          ? null
          : `line ${lines[uneven]} has ${fields(rows[uneven]?.length)}, the first ${rows[0]?.length}`,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { line } = error.place;
    const where = line === undefined ? "" : `line ${line}: `;
    return { ...nothing, columns: 0, problem: `${where}${error.message}` };
  }
}

const fields = (count = 0) => (count === 1 ? "1 field" : `${count} fields`);

/** The first part of the text, in the encoding that the file has as far as that shows. */
async function startOf(
  open: Awaited<ReturnType<typeof readerOf>>["open"],
  encoding: ReadingOptions["encoding"] | null,
): Promise<{
  start: string;
  ended: boolean;
  encoding: NonNullable<ReadingOptions["encoding"]>;
}> {
  const source = await TextSource.open(await open(), encoding ?? null, {
    progress: () => {},
    cancelled: () => false,
  });
  try {
    let start = "";
    while (start.length < startLength) {
      const piece = await source.next();
      if (piece === null) return { start, ended: true, encoding: source.encoding };
      start += piece;
    }
    return { start, ended: false, encoding: source.encoding };
  } catch (error) {
    if (encoding || !(error instanceof NotThisEncoding)) throw error;
    return startOf(open, "windows-1252");
  } finally {
    await source.close();
  }
}
