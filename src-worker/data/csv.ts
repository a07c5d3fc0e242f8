import { UserError } from "../errors.ts";
import { CategoryReader, NumberReader } from "./csv/column-reader.ts";
import { GrowingArray } from "./csv/growing-array.ts";
import { columnNames, type Format, guessFormat, guessTypes } from "./csv/guess.ts";
import { LineFeed } from "./csv/line-feed.ts";
import { PlainLines, type PlainResult } from "./csv/plain-lines.ts";
import { RecordParser, type Records } from "./csv/records.ts";
import { type Encoding, NotThisEncoding, TextSource } from "./csv/text-source.ts";
import { extensions } from "./extensions.ts";
import { checkSize, mostCells } from "./limits.ts";
import type { OpenStream, Reader } from "./reader.ts";
import type { ReadingTask } from "./reading-task.ts";
import type { Column, ColumnType, ReadingOptions, Table } from "./table.ts";

/** Rows may be shorter later on than at the start. */
const roomForMore = 1.05;

/** Characters from which format and types are guessed. */
const startLength = 2 ** 16;

/** Text tables; whatever is no other format is taken for one. */
export const csv: Reader = {
  name: "CSV",
  extensions: extensions.csv,
  text: true,
  recognizes: () => false,
  read: readCsv,
};

/** What an earlier reading of the same file has found out. */
interface Findings {
  readonly encoding: Encoding | null;
  readonly types: Readonly<Record<string, ColumnType>>;
}

/**
 * Reads a text table (CSV, TSV and the like) from a stream into typed columns, piece by piece: the
 * text is never held as a whole. The file is opened once more when a column turns out to hold
 * text, or the text to be no UTF-8, only later on.
 *
 * @throws {UserError} with the line, when the text is no table; with `reading.strict` also for the
 *   first cell that is no finite float32 in a numeric column
 * @throws {Cancelled} soon after the task is
 */
export async function readCsv(
  open: OpenStream,
  name: string,
  reading: ReadingOptions,
  task: ReadingTask,
): Promise<Table> {
  let findings: Findings = { encoding: reading.encoding ?? null, types: reading.types ?? {} };
  for (;;) {
    const result = await readThrough(await open(), name, reading, findings, task);
    if ("table" in result) {
      if (reading.strict) refuseBadCells(result.table);
      return result.table;
    }
    findings = result.findings;
  }
}

type Result = { readonly table: Table } | { readonly findings: Findings };

async function readThrough(
  opened: Awaited<ReturnType<OpenStream>>,
  name: string,
  reading: ReadingOptions,
  findings: Findings,
  task: ReadingTask,
): Promise<Result> {
  const source = await TextSource.open(opened, findings.encoding, task);
  try {
    return await readTable(source, name, reading, findings);
  } catch (error) {
    if (!(error instanceof NotThisEncoding)) throw error;
    if (findings.encoding) throw error.at({ file: name });
    return { findings: { ...findings, encoding: "windows-1252" } };
  } finally {
    await source.close();
  }
}

async function readTable(
  source: TextSource,
  name: string,
  reading: ReadingOptions,
  findings: Findings,
): Promise<Result> {
  const { start, ended } = await readStart(source);
  if (start.trim() === "") throw new UserError("the file is empty", "", { file: name });
  const format = guessFormat(start, ended, reading);
  const parser = new RecordParser(format, format.newline, name);
  const lines = start.split(format.newline).length;
  const expected = ended ? 0 : Math.ceil((roomForMore * source.size * lines) / start.length);
  const columns = new Columns(name, format, findings.types, expected);
  columns.add(parser.push(start, ended));
  if (!ended) {
    const take = takerOf(source, format, parser, columns);
    for (let piece = await source.nextBytes(); piece; piece = await source.nextBytes()) {
      take.push(piece);
      const texts = columns.textsIn((reader) => reader.clearlyText);
      if (texts) return { findings: { ...findings, types: { ...findings.types, ...texts } } };
    }
    take.finish();
    columns.add(parser.push(source.flush(), true));
  }
  const texts = columns.textsIn((reader) => reader.mostlyText);
  if (texts) return { findings: { ...findings, types: { ...findings.types, ...texts } } };
  return { table: columns.finish(source) };
}

/** Takes bytes: lines without becoming text, where a line end is a byte and cannot be mistaken. */
function takerOf(source: TextSource, format: Format, parser: RecordParser, columns: Columns) {
  const takeText = (bytes: Uint8Array) => columns.add(parser.push(source.decode(bytes), false));
  const isPlain = ["utf-8", "windows-1252"].includes(source.encoding) && format.newline === "\n";
  if (!isPlain) return { push: takeText, finish: () => undefined };
  return new LineFeed({
    takeText,
    isWithinRecord: () => parser.isWithinRecord,
    takeLines(bytes, from, end) {
      const { at, lines } = columns.addLines(bytes, from, end, parser.nextLine);
      parser.skip(lines);
      return at;
    },
  });
}

/** The first part of the text: enough to guess from, with two lines at least if there are. */
async function readStart(source: TextSource): Promise<{ start: string; ended: boolean }> {
  let start = "";
  for (;;) {
    const piece = await source.next();
    if (piece === null) return { start, ended: true };
    start += piece;
    if (start.length >= startLength && (/[\n\r].*[\n\r]/s.test(start) || start.length > 2 ** 24)) {
      return { start, ended: false };
    }
  }
}

/** The columns of a table under way. */
class Columns {
  private readonly file: string;
  private readonly format: Format;
  private readonly types: Readonly<Record<string, ColumnType>>;
  /** About how many rows there will be. */
  private readonly expected: number;
  private readonly lines: GrowingArray<Int32Array>;
  private names: string[] | null = null;
  private readers: (NumberReader | CategoryReader)[] = [];
  private plain: PlainLines | null = null;

  constructor(
    file: string,
    format: Format,
    types: Readonly<Record<string, ColumnType>>,
    expected: number,
  ) {
    this.file = file;
    this.format = format;
    this.types = types;
    this.expected = Math.min(expected, mostCells);
    this.lines = new GrowingArray(Int32Array, this.expected);
  }

  /** @throws {UserError} for a record with more or fewer fields than the first */
  add({ rows, lines }: Records): void {
    let from = 0;
    const [first] = rows;
    if (!this.names && first) {
      this.names = this.namesFrom(first, lines[0] ?? 1);
      if (this.format.header) from = 1;
    }
    if (!this.names || rows.length <= from) return;
    if (this.readers.length === 0) this.readers = this.readersFor(this.names, rows.slice(from));
    checkSize(this.lines.length + rows.length - from, this.readers.length, {
      file: this.file,
      line: lines.at(-1) ?? 1,
    });
    for (let index = from; index < rows.length; index++) {
      this.addRow(rows[index] as readonly string[], lines[index] as number);
    }
  }

  /**
   * Adds rows from bytes, as far as they need not become text.
   * @param bytes whole lines from `from` up to `end`
   * @param line of the file, that of `from`
   */
  addLines(bytes: Uint8Array, from: number, end: number, line: number): PlainResult {
    // The first row decides the types.
    if (this.readers.length === 0) return { at: from, lines: 0 };
    this.plain ??= new PlainLines(this.format, this.readers);
    const result = this.plain.read(bytes, from, end, line, this.lines);
    checkSize(Math.max(1, this.lines.length), this.readers.length, {
      file: this.file,
      line: line + result.lines,
    });
    return result;
  }

  private addRow(row: readonly string[], line: number): void {
    if (row.length !== this.readers.length) {
      const fields = row.length === 1 ? "1 field" : `${row.length} fields`;
      throw new UserError(
        `this record has ${fields}, ${this.readers.length} expected`,
        "correct the line, or choose another delimiter",
        { file: this.file, line },
      );
    }
    this.readers.forEach((reader, column) => {
      reader.add(row[column] as string, line);
    });
    this.lines.add(line);
  }

  private namesFrom(first: readonly string[], line: number): string[] {
    const place = { file: this.file, line };
    checkSize(1, first.length, place);
    const names = columnNames(first, this.format.header, place);
    for (const name of Object.keys(this.types)) {
      if (!names.includes(name)) {
        throw new UserError(`there is no column “${name}” to set the type of`, "", place);
      }
    }
    return names;
  }

  private readersFor(names: readonly string[], rows: readonly (readonly string[])[]) {
    const guessed = guessTypes(rows, names.length, this.format.decimal);
    const expected = Math.min(this.expected, Math.floor(mostCells / names.length));
    return names.map((name, column) => {
      const type = Object.hasOwn(this.types, name) ? this.types[name] : guessed[column];
      return type === "number"
        ? new NumberReader(name, this.format.decimal, expected)
        : new CategoryReader(name, expected);
    });
  }

  /** Columns that were guessed to be numbers and are texts, by a criterion; null: none. */
  textsIn(isText: (reader: NumberReader) => boolean): Record<string, ColumnType> | null {
    const texts = this.readers.filter(
      (reader) =>
        reader.type === "number" && !Object.hasOwn(this.types, reader.name) && isText(reader),
    );
    if (texts.length === 0) return null;
    return Object.fromEntries(texts.map(({ name }) => [name, "category"]));
  }

  finish(source: TextSource): Table {
    const rows = this.lines.length;
    if (rows === 0) {
      throw new UserError("the table has a header but no rows", "add rows below the header", {
        file: this.file,
      });
    }
    const lines = this.lines.finish();
    const { delimiter, quote, comment, decimal, header } = this.format;
    return {
      name: this.file,
      rows,
      columns: this.readers.map((reader) => reader.finish()),
      lineOf: (row) => lines[row] ?? 0,
      reading: { delimiter, quote, comment, decimal, header, encoding: source.encoding },
      picture: null,
      target: null,
      bytes: source.bytes,
    };
  }
}

/** The command line has nobody to ask what a text among numbers means. */
function refuseBadCells({ name: file, columns }: Table): void {
  let first: { line: number; text: string; column: Column } | null = null;
  for (const column of columns) {
    const cell = column.type === "number" ? column.badCells[0] : undefined;
    if (cell && (!first || cell.line < first.line)) first = { ...cell, column };
  }
  if (!first) return;
  throw new UserError(
    `“${first.text}” in the column “${first.column.name.slice(0, 60)}” is no finite number`,
    "correct the cell, or empty it if the value is missing",
    { file, line: first.line, name: first.column.name },
  );
}
