import Papa from "papaparse";
import { UserError } from "../../errors.ts";

/** A record longer than this, in characters, is a quote left open or no table at all. */
const longestRecord = 2 ** 24;

/** Records of a piece of text, and the line of the file on which each starts. */
export interface Records {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/** What cuts a text into fields, but for its line ends. */
export interface Marks {
  readonly delimiter: string;
  readonly quote: string;
  /** Records that begin so are passed over; "": none. */
  readonly comment: string;
}

/** Whether a record is a comment. */
export function isComment(record: readonly string[], comment: string): boolean {
  return comment !== "" && (record[0] ?? "").trimStart().startsWith(comment);
}

/** Cuts text, handed over in pieces, into records of fields (RFC 4180). Empty lines are skipped. */
export class RecordParser {
  private readonly parser: Papa.Parser;
  private readonly newline: "\n" | "\r";
  private readonly marks: Marks;
  private readonly file: string;
  /** Text after the last complete record, and the line on which it starts. */
  private rest = "";
  private line = 1;

  /** @param newline "\n" serves for "\r\n" too: the cells' ends are trimmed later */
  constructor(marks: Marks, newline: "\n" | "\r", file: string) {
    const { delimiter, quote } = marks;
    this.parser = new Papa.Parser({ delimiter, newline, quoteChar: quote });
    this.marks = marks;
    this.newline = newline;
    this.file = file;
  }

  /** Whether the text so far ends within a record. */
  get isWithinRecord(): boolean {
    return this.rest !== "";
  }

  /** Line on which the next record starts. */
  get nextLine(): number {
    return this.line;
  }

  /** Passes over lines that were read without becoming text. */
  skip(lines: number): void {
    this.line += lines;
  }

  /**
   * @param last whether no text follows
   * @throws {UserError} with the line, for a quote that is not closed or closed within a field,
   *   and for zero characters, which text does not have
   */
  push(piece: string, last: boolean): Records {
    const text = this.rest + piece;
    const zero = text.indexOf("\0");
    if (zero >= 0) throw this.refusal("a zero byte: this is no text file", "", text, zero);
    const { data, errors, meta } = this.parser.parse(text, 0, !last) as Papa.ParseResult<string[]>;
    // Of an unfinished record nothing can be said yet.
    const error = errors.find(({ row = 0 }) => last || row < data.length);
    if (error) throw this.quoteRefusal(error, text);
    this.rest = last ? "" : text.slice(meta.cursor);
    const records = this.numbered(data, text.includes(this.marks.quote));
    if (this.rest.length > longestRecord) throw this.tooLong();
    return records;
  }

  private numbered(data: readonly string[][], quoted: boolean): Records {
    const rows: string[][] = [];
    const lines: number[] = [];
    for (const row of data) {
      const start = this.line++;
      if (row.length === 1 && row[0]?.trim() === "") continue;
      // Only a quoted field can hold a line end.
      if (quoted) for (const field of row) this.line += occurrences(field, this.newline);
      if (isComment(row, this.marks.comment)) continue;
      rows.push(row);
      lines.push(start);
    }
    return { rows, lines };
  }

  private quoteRefusal({ code, index = 0 }: Papa.ParseError, text: string): UserError {
    return code === "MissingQuotes"
      ? this.refusal("the quote opened here is never closed", "close it", text, index)
      : this.refusal(
          "text follows a closing quote in the field opened here",
          `write a quote within a quoted field twice, as ${this.marks.quote.repeat(2)}`,
          text,
          index,
        );
  }

  private tooLong(): UserError {
    const open = this.rest.includes(this.marks.quote) ? "; is a quote left open?" : "";
    return new UserError(
      `a record of more than ${longestRecord} characters starts here${open}`,
      "a table has a record a line",
      { file: this.file, line: this.line },
    );
  }

  private refusal(what: string, remedy: string, text: string, index: number): UserError {
    const line = this.line + occurrences(text.slice(0, index), this.newline);
    return new UserError(what, remedy, { file: this.file, line });
  }
}

function occurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
