import type { CategoryReader, ColumnReader, NumberReader } from "./column-reader.ts";
import type { Format } from "./guess.ts";
import { NumberScanner } from "./number-scanner.ts";

const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const tab = 0x09;

/** How far lines were read. */
export interface PlainResult {
  /** Place of the first line that was not: it must be read as text. */
  readonly at: number;
  /** Lines before it. */
  readonly lines: number;
}

/**
 * Reads lines from bytes into columns, numbers without a text in between: those in which all
 * characters are ASCII, and quotes enclose whole fields without quotes in them.
 */
export class PlainLines {
  private readonly scanner: NumberScanner;
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly comment: Uint8Array;
  private readonly decoder = new TextDecoder("windows-1252");
  private readonly readers: readonly ColumnReader[];
  /** The same, where they take numbers. */
  private readonly numbers: readonly (NumberReader | null)[];
  /** Numbers of the present line. */
  private readonly values: Float64Array;
  /** Where the texts of the present line begin and end; −1: there is a number. */
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;

  constructor(format: Format, readers: readonly (NumberReader | CategoryReader)[]) {
    this.scanner = new NumberScanner(format.decimal);
    this.delimiter = format.delimiter.charCodeAt(0);
    this.quote = format.quote.charCodeAt(0);
    this.comment = new TextEncoder().encode(format.comment);
    this.readers = readers;
    this.numbers = readers.map((reader) => (reader.type === "number" ? reader : null));
    this.values = new Float64Array(readers.length);
    this.starts = new Int32Array(readers.length);
    this.ends = new Int32Array(readers.length);
  }

  /**
   * @param bytes whole lines, from `from` up to `end`, which is after a line end
   * @param line of the file, that of `from`
   * @param lines takes the line of each row
   */
  read(
    bytes: Uint8Array,
    from: number,
    end: number,
    line: number,
    lines: { add(line: number): void },
  ): PlainResult {
    let text: string | null = null;
    let at = from;
    let own = line;
    while (at < end) {
      const first = this.skipBlanks(bytes, at);
      if (this.isPassedOver(bytes, first)) {
        at = bytes.indexOf(newline, first) + 1;
        own++;
        continue;
      }
      const next = this.cut(bytes, at);
      if (next < 0) break;
      for (let column = 0; column < this.readers.length; column++) {
        const start = this.starts[column] as number;
        if (start < 0) {
          (this.numbers[column] as NumberReader).addNumber(this.values[column] as number);
          continue;
        }
        text ??= this.decoder.decode(bytes.subarray(from, end));
        const cell = text.slice(start - from, (this.ends[column] as number) - from);
        (this.readers[column] as ColumnReader).add(cell, own);
      }
      lines.add(own);
      own++;
      at = next;
    }
    return { at, lines: own - line };
  }

  private skipBlanks(bytes: Uint8Array, from: number): number {
    let at = from;
    for (;;) {
      const byte = bytes[at] as number;
      const isBlank = byte === space || (byte !== newline && byte >= tab && byte <= carriageReturn);
      if (!isBlank || byte === this.delimiter) return at;
      at++;
    }
  }

  /** Whether a line is empty, or a comment that is plain itself. */
  private isPassedOver(bytes: Uint8Array, first: number): boolean {
    if (bytes[first] === newline) return true;
    const { comment } = this;
    if (comment.length === 0) return false;
    if (!comment.every((byte, index) => bytes[first + index] === byte)) return false;
    for (let at = first; ; at++) {
      const byte = bytes[at] as number;
      if (byte === newline) return true;
      if (byte === 0 || byte >= 0x80 || byte === this.quote) return false;
    }
  }

  /** Finds the fields of the line at `from`. @returns where the next begins; −1: it is not plain */
  private cut(bytes: Uint8Array, from: number): number {
    const { delimiter, scanner, numbers, values, starts } = this;
    const last = numbers.length - 1;
    let at = from;
    for (let column = 0; ; column++) {
      let after = -1;
      if (numbers[column] !== null) {
        const value = scanner.scan(bytes, at);
        if (!Number.isNaN(value)) {
          after = scanner.end;
          if (bytes[after] === carriageReturn) after++;
          values[column] = value;
          starts[column] = -1;
          const byte = bytes[after];
          if (byte !== newline && (byte !== delimiter || after !== scanner.end)) after = -1;
        }
      }
      if (after < 0) after = this.cutText(bytes, at, column);
      if (after < 0) return -1;
      const isLast = bytes[after] === newline;
      if (isLast !== (column === last)) return -1;
      at = after + 1;
      if (isLast) return at;
    }
  }

  /** Finds the end of a field that is no number. @returns −1: the line is not plain */
  private cutText(bytes: Uint8Array, from: number, column: number): number {
    const { delimiter, quote } = this;
    const isQuoted = bytes[from] === quote;
    const start = isQuoted ? from + 1 : from;
    let at = start;
    for (;;) {
      const byte = bytes[at] as number;
      if (byte === newline || (isQuoted ? byte === quote : byte === delimiter)) break;
      if (byte === 0 || byte >= 0x80) return -1;
      at++;
    }
    this.starts[column] = start;
    this.ends[column] = at;
    if (!isQuoted) return at;
    // A line end in quotes; or perhaps an empty line, which has no row.
    if (bytes[at] === newline || this.readers.length === 1) return -1;
    at++;
    if (bytes[at] === carriageReturn && bytes[at + 1] === newline) at++;
    return bytes[at] === delimiter || bytes[at] === newline ? at : -1;
  }
}
