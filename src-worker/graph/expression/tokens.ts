import { quoted } from "../../json.ts";
import { fault } from "./fault.ts";
import {
  fromSubscript,
  fromSuperscript,
  spelled,
  subscriptRun,
  superscriptRun,
} from "./letters.ts";

/** The smallest parts of an expression. A subscript's text is what stands after _ or within _{}. */
export interface Token {
  readonly kind: "number" | "word" | "subscript" | "symbol" | "end";
  /** Spelled in plain letters and signs. */
  readonly text: string;
  /** From here, from 0, to before there, in UTF-16 units of the line. */
  readonly from: number;
  readonly to: number;
}

/** Longer lines are refused, so that reading takes bounded time and stack. */
const LONGEST_LINE = 4000;

type Piece = Pick<Token, "kind" | "text">;

/** Signs with more than one way to write them. */
const spelling: Readonly<Record<string, string>> = {
  "−": "-",
  "×": "*",
  "⊙": "*",
  "∘": "*",
  ".*": "*",
  "·": "@",
  "⋅": "@",
  "**": "^",
  "‖": "||",
};

/** What may stand somewhere, and the tokens that it is; the first that fits counts. */
const readers: readonly (readonly [RegExp, (...match: string[]) => readonly Piece[]])[] = [
  [/\s+/y, () => []],
  [/[Σ∑]/y, () => [{ kind: "word", text: "sum" }]],
  // A Greek letter is a name of its own, so that αx is α times x.
  [
    /[\u0370-\u03ff\u00b5]\p{M}*\d*|[\p{Lu}\p{Ll}][\p{Lu}\p{Ll}\p{M}\d]*/uy,
    (text) => [{ kind: "word", text: spelled(text) }],
  ],
  [/(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y, (text) => [{ kind: "number", text }]],
  [
    /_(?:\{([^{}]*)\}|([\p{Lu}\p{Ll}\d]+))/uy,
    (_, braced, plain) => {
      return [{ kind: "subscript", text: spelled((braced ?? plain ?? "").replace(/\s/g, "")) }];
    },
  ],
  [subscriptRun, (run) => [{ kind: "subscript", text: fromSubscript(run) }]],
  [superscriptRun, (run) => exponent(fromSuperscript(run))],
  [/√/y, () => [{ kind: "word", text: "sqrt" }]],
  [
    /\*\*|\.\*|\|\||[-+−*×·⋅@/^()[\]{},=|‖⊙∘]/y,
    (sign) => [{ kind: "symbol", text: spelling[sign] ?? sign }],
  ],
];

function exponent(text: string): readonly Piece[] {
  const power: Piece = { kind: "symbol", text: "^" };
  if (text === "T") return [power, { kind: "word", text }];
  const digits: Piece = { kind: "number", text: text.replace("-", "") };
  return text === digits.text ? [power, digits] : [power, { kind: "symbol", text: "-" }, digits];
}

/**
 * The tokens of one line, ending with one of kind "end".
 *
 * @param line its number, from 1, for messages
 * @throws {UserError} at a sign that no expression has
 */
export function tokens(text: string, line: number): readonly Token[] {
  if (text.length > LONGEST_LINE) {
    throw fault(
      `the line has ${text.length} characters, at most ${LONGEST_LINE} are read`,
      { line, offset: LONGEST_LINE },
      "define parts of it in lines of their own",
    );
  }
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const { pieces, to } = readAt(text, at, line);
    for (const piece of pieces) found.push({ ...piece, from: at, to });
    at = to;
  }
  found.push({ kind: "end", text: "", from: at, to: at });
  return found;
}

function readAt(text: string, at: number, line: number) {
  for (const [pattern, read] of readers) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { pieces: read(...match), to: pattern.lastIndex };
  }
  const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw fault(
    `unexpected ${quoted(sign)}`,
    { line, offset: at },
    sign === "_" ? "write an index after it, as in z_i or z_{i,1}" : "",
  );
}
