import Papa from "papaparse";
import { UserError } from "../../errors.ts";
import type { ColumnType, ReadingOptions } from "../table.ts";
import { type Decimal, isMissingWord, parseNumber } from "./cells.ts";
import { mostBadShare } from "./column-reader.ts";
import { isComment, type Marks } from "./records.ts";

type Comment = NonNullable<ReadingOptions["comment"]>;
type Quote = NonNullable<ReadingOptions["quote"]>;
export type Delimiter = NonNullable<ReadingOptions["delimiter"]>;

const delimiters: readonly Delimiter[] = [",", ";", "\t", "|"];
/** What lines of remarks begin with, in what other programs write. */
const commentMarks: readonly Comment[] = ["#", "%", "//"];
const rowsLookedAt = 1000;

/** How a text table is written. */
export interface Format extends Marks {
  readonly delimiter: Delimiter;
  readonly quote: Quote;
  readonly comment: Comment;
  readonly newline: "\n" | "\r";
  readonly decimal: Decimal;
  readonly header: boolean;
}

/**
 * How a table is written, from its first part; what the user has said is not guessed.
 * @param complete whether `start` is the whole text
 */
export function guessFormat(start: string, complete: boolean, reading: ReadingOptions): Format {
  const newline = start.includes("\n") || !start.includes("\r") ? "\n" : "\r";
  const quote = reading.quote ?? guessQuote(start);
  const all = (delimiter: Delimiter) => firstRows(start, complete, { delimiter, quote, newline });
  const comment = reading.comment ?? guessComment(start, reading.delimiter, all);
  const rowsWith = (delimiter: Delimiter) =>
    all(delimiter).filter((row) => !isComment(row, comment));
  const delimiter = reading.delimiter ?? guessDelimiter(rowsWith);
  const rows = rowsWith(delimiter);
  const decimal = reading.decimal ?? guessDecimal(rows);
  const header = reading.header ?? guessHeader(rows[0] ?? [], decimal);
  return { delimiter, quote, comment, newline, decimal, header };
}

function firstRows(
  text: string,
  complete: boolean,
  { delimiter, quote, newline }: { delimiter: string; quote: string; newline: "\n" | "\r" },
) {
  const parser = new Papa.Parser({ delimiter, quoteChar: quote, newline, preview: rowsLookedAt });
  const { data } = parser.parse(text, 0, !complete) as Papa.ParseResult<string[]>;
  return data
    .map((row) => row.map((cell) => cell.trim()))
    .filter((row) => row.length > 1 || row[0] !== "");
}

/** The delimiter that gives most rows as many fields as the first, several; the comma if none. */
function guessDelimiter(rowsWith: (delimiter: Delimiter) => string[][]): Delimiter {
  let best: { delimiter: Delimiter; share: number; fields: number } = {
    delimiter: ",",
    share: 0,
    fields: 1,
  };
  for (const delimiter of delimiters) {
    const rows = rowsWith(delimiter);
    const fields = rows[0]?.length ?? 0;
    if (fields < 2) continue;
    const share = rows.filter((row) => row.length === fields).length / rows.length;
    if (share > best.share || (share === best.share && fields > best.fields)) {
      best = { delimiter, share, fields };
    }
  }
  return best.delimiter;
}

/** The apostrophe when it encloses fields, and the usual quote occurs nowhere. */
function guessQuote(text: string): Quote {
  if (text.includes('"')) return '"';
  const enclosed = text.match(/(?:^|[,;\t|])'[^'\r\n]*'(?=[,;\t|\r\n]|$)/gm) ?? [];
  return enclosed.length > 1 ? "'" : '"';
}

/**
 * The mark that the first line begins with, if others do not. A line of as many fields as the
 * others have is no remark but the header.
 */
function guessComment(
  text: string,
  chosen: Delimiter | undefined,
  rowsWith: (delimiter: Delimiter) => string[][],
): Comment {
  const mark = commentMarks.find((one) => text.trimStart().startsWith(one));
  if (!mark) return "";
  const others = (delimiter: Delimiter) =>
    rowsWith(delimiter).filter((row) => !isComment(row, mark));
  const delimiter = chosen ?? guessDelimiter(others);
  const [first] = rowsWith(delimiter);
  const [other] = others(delimiter);
  if (!other) return "";
  return other.length > 1 && first?.length === other.length ? "" : mark;
}

function guessDecimal(rows: readonly string[][]): Decimal {
  let commas = 0;
  let points = 0;
  for (const row of rows) {
    for (const cell of row) {
      if (/^[+-]?\d*,\d+$/.test(cell)) commas++;
      else if (/^[+-]?\d*\.\d+$/.test(cell)) points++;
    }
  }
  return commas > points ? "," : ".";
}

/**
 * A first row is data when more than half of its cells are numbers, as in a table of measurements
 * with the class at the end. Different whole numbers beside a name are names, as years are.
 */
function guessHeader(first: readonly string[], decimal: Decimal): boolean {
  const numbers = first.filter((cell) => !Number.isNaN(parseNumber(cell, decimal)));
  if (numbers.length <= first.length / 2) return true;
  const named = numbers.length < first.length;
  const whole = numbers.every((cell) => /^\d+$/.test(cell));
  return named && whole && new Set(numbers).size === numbers.length && numbers.length > 1;
}

/**
 * Names of the columns: the header's, or x1, x2, …
 * @throws {UserError} for two of one name
 */
export function columnNames(
  first: readonly string[],
  header: boolean,
  place: { file: string; line: number },
): string[] {
  const names = first.map((cell, index) => (header && cell.trim()) || `x${index + 1}`);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new UserError(`two columns are called “${name.slice(0, 60)}”`, "rename one of them", {
        ...place,
        name: name.slice(0, 60),
      });
    }
    seen.add(name);
  }
  return names;
}

/** The type of each column in the first rows: numbers, but for a few cells, or categories. */
export function guessTypes(
  rows: readonly (readonly string[])[],
  columns: number,
  decimal: Decimal,
): ColumnType[] {
  return Array.from({ length: columns }, (_, column) => {
    const cells = rows
      .slice(0, rowsLookedAt)
      .map((row) => (row[column] ?? "").trim())
      .filter((cell) => !isMissingWord(cell));
    const bad = cells.filter((cell) => Number.isNaN(parseNumber(cell, decimal))).length;
    return bad > mostBadShare * cells.length ? "category" : "number";
  });
}
