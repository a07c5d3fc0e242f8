import { quoted } from "../../json.ts";
import type { Cursor } from "./cursor.ts";
import type { SummationIndex } from "./syntax.ts";

/**
 * Moves over the indices of a sum, and over its upper bound: sum_i, sum_ik, sum_{i,k},
 * sum_{i=1}^N. A bound in letters stands for the whole length; one in figures has to be it.
 */
export function readSummation(cursor: Cursor): readonly SummationIndex[] {
  const { text } = cursor.here;
  const remedy = "write sum_i, sum_ik or sum_{i=1}^N";
  const [, bounded, start] = /^(\p{L})=(.*)$/u.exec(text) ?? [];
  const letters = bounded ?? text.replaceAll(",", "");
  if (!/^\p{L}+$/u.test(letters)) {
    cursor.fail(`expected the indices of a sum, found ${quoted(text)}`, remedy);
  }
  if (new Set(letters).size !== Array.from(letters).length) {
    cursor.fail(`the sum names an index twice: ${quoted(text)}`, remedy);
  }
  if (start !== undefined && start !== "1") {
    cursor.fail(`the sum starts at ${quoted(start)}`, "indices start at 1");
  }
  cursor.advance();
  const length = cursor.take("^") ? readBound(cursor) : null;
  return Array.from(letters, (index) => ({ index, length }));
}

function readBound(cursor: Cursor): number | null {
  const braced = cursor.take("{");
  const { kind, text } = cursor.here;
  if (kind !== "word" && kind !== "number") {
    cursor.fail(`expected where the sum ends, found ${cursor.found()}`, "write sum_{i=1}^N");
  }
  cursor.advance();
  // N_i, as the notes write numbers of units.
  if (kind === "word" && cursor.here.kind === "subscript") cursor.advance();
  if (braced) cursor.expect("}");
  return kind === "number" ? Number(text) : null;
}
