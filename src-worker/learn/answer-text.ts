import { UserError } from "../errors.ts";

/** What a student typed: one formula, or a list of such. */
export type Typed = string | readonly Typed[];

/** Longer answers are refused, so that reading takes bounded time. */
const LONGEST = 20_000;
const MOST_ENTRIES = 4096;
/** Deeper nesting is refused, so that reading takes bounded stack. */
const DEEPEST = 50;

/**
 * Takes a typed answer apart: `[[1, 2], [3, 4]]`, rows of a spreadsheet (tabs and line ends),
 * `1 2; 3 4`, `1, 2, 3`, or one formula.
 *
 * @param numeric whether spaces between numbers separate them
 * @throws {UserError} for unequal brackets or too much text
 */
export function readTyped(text: string, numeric: boolean): Typed {
  if (text.length > LONGEST) throw new UserError("the answer is too long", "shorten it");
  checkDepth(text);
  const trimmed = text
    .trim()
    .replace(/^(?:np\.)?array\((.*)\)$/s, "$1")
    .trim();
  if (trimmed === "") throw new UserError("there is no answer yet", "type one");
  const typed = read(trimmed, numeric);
  if (countOf(typed) > MOST_ENTRIES) throw new UserError("the answer has too many entries");
  return typed;
}

function checkDepth(text: string): void {
  let depth = 0;
  for (const letter of text) {
    if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter)) depth--;
    if (depth > DEEPEST) throw new UserError(`the answer is nested deeper than ${DEEPEST}`);
  }
}

function read(text: string, numeric: boolean): Typed {
  const inner = bracketed(text);
  if (inner !== null) {
    const rows = apart(inner, /[;\n]/);
    if (rows.length > 1 && !rows.some((row) => bracketed(row) !== null)) {
      return rows.map((row) => list(row, numeric));
    }
    return apart(inner, /[,\n]/).length > 1 || !numeric
      ? apart(inner, /[,\n]/).map((part) => read(part, numeric))
      : list(inner, numeric);
  }
  const rows = apart(text, /[;\n]/);
  if (rows.length > 1) {
    const cells = rows.map((row) => list(row, numeric));
    // One number a line is a vector.
    return cells.every((row) => row.length === 1) ? cells.flat() : cells;
  }
  const cells = list(text, numeric);
  return cells.length === 1 ? (cells[0] ?? "") : cells;
}

/** One row: cells between tabs or commas or, of numbers, between spaces. */
function list(row: string, numeric: boolean): readonly Typed[] {
  const inner = bracketed(row);
  if (inner !== null) return [read(row, numeric)];
  let cells = apart(row, /\t/);
  if (cells.length === 1) cells = apart(row, /,/);
  const spaced = /^[-+−]?[\d.][\d.eE/+−-]*(?:\s+[-+−]?[\d.][\d.eE/+−-]*)+$/;
  if (cells.length === 1 && numeric && spaced.test(row.trim())) cells = row.trim().split(/\s+/);
  return cells.map((cell) => (bracketed(cell) === null ? cell : read(cell, numeric)));
}

/** What is between the brackets when one pair of [ ] holds the whole text. */
function bracketed(text: string): string | null {
  if (!text.startsWith("[") || !text.endsWith("]")) return null;
  let depth = 0;
  for (const [index, letter] of [...text].entries()) {
    if (letter === "[") depth++;
    if (letter === "]" && --depth === 0)
      return index === [...text].length - 1 ? text.slice(1, -1) : null;
  }
  return null;
}

/** The parts between separators that stand in no brackets; empty ones are left out. */
function apart(text: string, separator: RegExp): string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of text) {
    if ("([{".includes(letter)) depth++;
    if (")]}".includes(letter)) depth--;
    if (depth < 0) throw new UserError(`there is a "${letter}" without its partner`, "remove it");
    if (depth === 0 && separator.test(letter)) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  if (depth > 0) throw new UserError("a bracket is not closed", "close it");
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function countOf(typed: Typed): number {
  return typeof typed === "string" ? 1 : typed.reduce((sum, part) => sum + countOf(part), 0);
}

/**
 * Entries in a row-major list with their shape.
 * @throws {UserError} when the lists are not of one length
 */
export function flattened(typed: Typed): { shape: readonly number[]; entries: readonly string[] } {
  if (typeof typed === "string") return { shape: [], entries: [typed] };
  const parts = typed.map(flattened);
  const [first] = parts;
  const words = (shape: readonly number[]) => (shape.length === 0 ? "one" : shape.join(" × "));
  const other = parts.findIndex(({ shape }) => shape.join() !== first?.shape.join());
  if (other > 0) {
    throw new UserError(
      `row 1 has ${words(first?.shape ?? [])} entries, row ${other + 1} has ${words(parts[other]?.shape ?? [])}`,
      "give all rows one length",
    );
  }
  return {
    shape: [typed.length, ...(first?.shape ?? [])],
    entries: parts.flatMap(({ entries }) => entries),
  };
}
