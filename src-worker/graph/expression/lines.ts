import { UserError } from "../../errors.ts";
import { quoted } from "../../json.ts";
import { Cursor } from "./cursor.ts";
import { fault } from "./fault.ts";
import { Names, plainName } from "./names.ts";
import { Parser } from "./parser.ts";
import type { Line } from "./syntax.ts";
import { type Token, tokens } from "./tokens.ts";

/** More lines are refused, so that reading takes bounded time. */
const MOST_LINES = 100;

/** A line whose left-hand side is read. */
interface Split {
  readonly number: number;
  readonly text: string;
  readonly name: string | null;
  readonly indices: readonly string[] | null;
  readonly right: readonly Token[];
}

/**
 * Reads lines of formulas, definitions among them, in any order; blank lines are skipped.
 *
 * @param inputs names that are given
 * @throws {UserError} with line and column, and what was expected there
 */
export function readLines(texts: readonly string[], inputs: readonly string[]): readonly Line[] {
  if (texts.length > MOST_LINES) {
    throw new UserError(`there are ${texts.length} lines, at most ${MOST_LINES} are read`);
  }
  const lines = texts.flatMap((text, index) =>
    text.trim() === "" ? [] : [split(text, index + 1)],
  );
  const taken = new Set<string>();
  for (const input of inputs) {
    if (taken.has(plainName(input))) {
      throw new UserError(`the input ${quoted(input)} is there twice`, "choose another name");
    }
    taken.add(plainName(input));
  }
  for (const { name, number } of lines) {
    if (name === null) continue;
    if (taken.has(plainName(name))) {
      const words = `${quoted(name)} is defined, but it is an input or a line before`;
      throw fault(words, { line: number, offset: 0 }, "choose another name");
    }
    taken.add(plainName(name));
  }
  const defined = lines.flatMap(({ name }) => name ?? []);
  const names = new Names([...inputs, ...defined]);
  return lines.map(({ right, ...line }) => {
    const expression = new Parser(new Cursor(right, line.number), names, line.name).parse();
    return { ...line, expression };
  });
}

function split(text: string, number: number): Split {
  const all = tokens(text, number);
  const equals = all.findIndex(({ kind, text }) => kind === "symbol" && text === "=");
  if (equals < 0) return { number, text, name: null, indices: null, right: all };
  return {
    number,
    text,
    ...leftHandSide(all.slice(0, equals), number),
    right: all.slice(equals + 1),
  };
}

/** z, z_i, z_ij^H, f(x) or f_1: the name and the indices. */
function leftHandSide(left: readonly Token[], line: number): Pick<Split, "name" | "indices"> {
  const end: Token = {
    kind: "end",
    text: "",
    from: left.at(-1)?.to ?? 0,
    to: left.at(-1)?.to ?? 0,
  };
  const cursor = new Cursor([...left, end], line);
  const remedy = "write a definition as in z_i = …";
  let name = cursor.here.text;
  let indices: string[] | null = null;
  if (cursor.here.kind !== "word") {
    cursor.fail(`expected a name before "=", found ${cursor.found()}`, remedy);
  }
  cursor.advance();
  if (cursor.here.kind === "subscript") {
    const letters = cursor.here.text.replaceAll(",", "");
    if (/^\p{L}+$/u.test(letters)) indices = Array.from(letters);
    else name += `_${cursor.here.text}`;
    if (indices && new Set(indices).size !== indices.length) {
      cursor.fail('an index stands twice before the "="', remedy);
    }
    cursor.advance();
  }
  if (cursor.take("^")) {
    if (cursor.here.kind !== "word")
      cursor.fail(`expected a layer, found ${cursor.found()}`, remedy);
    name += `^${cursor.here.text}`;
    cursor.advance();
  }
  if (cursor.take("(")) {
    // f(x) = …: the names of the inputs, for the reader.
    do {
      if (cursor.here.kind !== "word")
        cursor.fail(`expected a name, found ${cursor.found()}`, remedy);
      cursor.advance();
    } while (cursor.take(","));
    cursor.expect(")");
  }
  if (cursor.here.kind !== "end") {
    cursor.fail(`expected "=", found ${cursor.found()}`, remedy);
  }
  return { name, indices };
}
