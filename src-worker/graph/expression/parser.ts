import { quoted } from "../../json.ts";
import type { Cursor } from "./cursor.ts";
import { fault } from "./fault.ts";
import { findFunction, functionNames } from "./functions.ts";
import type { Names } from "./names.ts";
import { readReference } from "./reference.ts";
import { readSummation } from "./summation.ts";
import type { BinaryName, Expression } from "./syntax.ts";

/** Deeper nesting is refused, so that reading takes bounded stack. */
const DEEPEST = 100;

/** How tightly an operator binds; an operand of strength s ends before operators ≤ s. */
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;

interface Infix {
  readonly strength: number;
  readonly operation: BinaryName;
}

const infixes: Readonly<Record<string, Infix>> = {
  "+": { strength: SUM, operation: "add" },
  "-": { strength: SUM, operation: "subtract" },
  "*": { strength: PRODUCT, operation: "multiply" },
  "/": { strength: PRODUCT, operation: "divide" },
  "@": { strength: PRODUCT, operation: "product" },
  "^": { strength: POWER, operation: "power" },
};

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/**
 * Reads an expression in the notation of the notes by operator precedence (Pratt 1973). Written
 * by hand: names side by side as a matrix product, subscripts as indices and Σ without brackets
 * are beyond the grammars of the parsers there are for formulas in programs.
 */
export class Parser {
  private readonly cursor: Cursor;
  private readonly names: Names;
  private readonly defined: string | null;
  private depth = 0;
  /** The bar that would close the innermost |…| or ‖…‖; null outside of bars. */
  private bar: string | null = null;

  /** @param defined what the expression defines; null: nothing */
  constructor(cursor: Cursor, names: Names, defined: string | null) {
    this.cursor = cursor;
    this.names = names;
    this.defined = defined;
  }

  /** The expression up to the end of the line. @throws {UserError} with line and column */
  parse(): Expression {
    const expression = this.operand(0);
    const { cursor } = this;
    if (cursor.here.kind !== "end") {
      cursor.fail(`expected an operator or the end of the line, found ${cursor.found()}`);
    }
    return expression;
  }

  private operand(strength: number): Expression {
    if (++this.depth > DEEPEST) {
      this.cursor.fail(`nested deeper than ${DEEPEST}`, "define parts of it in lines of their own");
    }
    const { cursor } = this;
    let left = this.prefix(strength);
    for (;;) {
      const from = left.from;
      if (cursor.at("^") && this.takeTranspose()) {
        left = { kind: "transpose", of: left, from, to: cursor.end };
        continue;
      }
      const infix = this.infix();
      if (!infix || infix.strength <= strength) break;
      if (!infix.beside) cursor.advance();
      // A power of a power is taken from the right.
      const right = this.operand(infix.strength === POWER ? PRODUCT : infix.strength);
      const { operation } = infix;
      left = { kind: "binary", operation, left, right, from, to: cursor.end };
    }
    this.depth--;
    return left;
  }

  /** The operator here; a factor right here means a product (`beside`). */
  private infix(): (Infix & { readonly beside: boolean }) | undefined {
    const { here } = this.cursor;
    if (here.kind === "symbol" && Object.hasOwn(infixes, here.text)) {
      return { ...(infixes[here.text] as Infix), beside: false };
    }
    const bar = here.text === "|" || here.text === "||";
    const begins =
      here.kind === "word" ||
      (here.kind === "symbol" && (here.text in closing || (bar && this.bar === null)));
    return begins ? { strength: PRODUCT, operation: "product", beside: true } : undefined;
  }

  private takeTranspose(): boolean {
    const { cursor } = this;
    const braced = cursor.ahead(1).text === "{";
    const letter = cursor.ahead(braced ? 2 : 1);
    if (letter.kind !== "word" || letter.text !== "T" || this.names.find("T") === "T") return false;
    if (braced && cursor.ahead(3).text !== "}") return false;
    cursor.advance(braced ? 4 : 2);
    return true;
  }

  private prefix(strength: number): Expression {
    const { cursor } = this;
    const { from } = cursor.here;
    if (cursor.take("-")) {
      // −a b is −(a b), but in a / −b c the sign is of b alone.
      const of = this.operand(Math.max(strength, SUM));
      return { kind: "negate", of, from, to: cursor.end };
    }
    if (cursor.take("+")) return this.operand(Math.max(strength, SUM));
    let primary = this.primary();
    while (cursor.here.kind === "subscript") {
      const indices = cursor.here.text;
      cursor.advance();
      primary = { kind: "subscript", of: primary, indices, from, to: cursor.end };
    }
    return primary;
  }

  private primary(): Expression {
    const { cursor } = this;
    const { kind, text, from, to } = cursor.here;
    if (kind === "number") {
      cursor.advance();
      const value = Number(text);
      if (!Number.isFinite(value)) cursor.fail(`the number ${text} is too large`, "", from);
      return { kind, value, from, to };
    }
    if (kind === "word") return this.word();
    if (kind === "symbol" && text in closing) return this.group();
    if (kind === "symbol" && (text === "|" || text === "||")) return this.bars(text);
    return cursor.fail(`expected a number, a name or "(", found ${cursor.found()}`);
  }

  /** (a), or the vector (a, b, …). */
  private group(): Expression {
    const { from } = this.cursor.here;
    const parts = this.list();
    const [only] = parts;
    if (only && parts.length === 1) return { ...only, from, to: this.cursor.end };
    return { kind: "tuple", parts, from, to: this.cursor.end };
  }

  /** The expressions between brackets, separated by commas; at least one. */
  private list(): Expression[] {
    const { cursor, bar } = this;
    const close = closing[cursor.here.text] as string;
    cursor.advance();
    this.bar = null;
    const parts = [this.operand(0)];
    while (cursor.take(",")) parts.push(this.operand(0));
    this.bar = bar;
    if (!cursor.take(close)) {
      cursor.fail(`expected an operator or ${quoted(close)}, found ${cursor.found()}`);
    }
    return parts;
  }

  private bars(bar: string): Expression {
    const { cursor } = this;
    const { from } = cursor.here;
    cursor.advance();
    const outer = this.bar;
    this.bar = bar;
    const of = this.operand(0);
    this.bar = outer;
    cursor.expect(bar);
    if (bar === "|") return { kind: "call", name: "abs", operands: [of], from, to: cursor.end };
    let order: 1 | 2 = 2;
    if (cursor.here.kind === "subscript") {
      const { text } = cursor.here;
      if (text !== "1" && text !== "2" && text !== "F") {
        cursor.fail(`there is no norm ${quoted(text)}`, "write ||x||, ||x||_2 or ||x||_1");
      }
      if (text === "1") order = 1;
      cursor.advance();
    }
    return { kind: "norm", order, of, from, to: cursor.end };
  }

  /** A name, a constant or a function. */
  private word(): Expression {
    const { cursor, names } = this;
    const { text, from } = cursor.here;
    const reference = readReference(cursor, names);
    if (reference) return reference;
    const called = findFunction(text);
    cursor.advance();
    if (called !== undefined) return this.call(called, from);
    if (Object.hasOwn(constants, text)) {
      if (text !== "e" || !cursor.take("^")) {
        return { kind: "number", value: constants[text] as number, from, to: cursor.end };
      }
      const power = this.operand(PRODUCT);
      return { kind: "call", name: "exp", operands: [power], from, to: cursor.end };
    }
    const known = names.list(this.defined);
    throw fault(
      `there is no input, definition or function ${quoted(text)}`,
      { line: cursor.line, offset: from, name: text },
      known
        ? `the names are ${known}; the functions are ${functionNames.join(", ")}`
        : `there are no names; the functions are ${functionNames.join(", ")}`,
    );
  }

  /** The function's operands: in brackets, or the one factor after it. */
  private call(name: string, from: number): Expression {
    const { cursor } = this;
    if (name === "sum" || name === "mean") return this.reduction(name, from);
    if (cursor.takeWord("over")) return this.over(name, from);
    const bracketed = cursor.here.kind === "symbol" && cursor.here.text in closing;
    const operands = bracketed ? this.list() : [this.operand(PRODUCT)];
    const [only] = operands;
    if (name === "norm" && only && operands.length === 1) {
      return { kind: "norm", order: 2, of: only, from, to: cursor.end };
    }
    const wanted = name === "max" || name === "min" ? 2 : 1;
    if (operands.length !== wanted) {
      const written = wanted === 1 ? `${name}(x)` : `${name}(x, y)`;
      cursor.fail(`${name} has ${operands.length} operands`, `write ${written}`, from);
    }
    return { kind: "call", name, operands, from, to: cursor.end };
  }

  /** "softmax over the rows of Z": each row is mapped by itself. */
  private over(name: string, from: number): Expression {
    const { cursor } = this;
    cursor.takeWord("the");
    const columns = cursor.takeWord("columns");
    const phrase = `${name} over the rows of Z`;
    if (name !== "softmax" || !(columns || cursor.takeWord("rows")) || !cursor.takeWord("of")) {
      const remedy = "there are softmax over the rows of Z, and softmax over the columns of Z";
      cursor.fail(`expected words as in "${phrase}", found ${cursor.found()}`, remedy);
    }
    const operand = this.operand(PRODUCT);
    const place = { from, to: cursor.end };
    const turn = (of: Expression): Expression => ({ kind: "transpose", of, ...place });
    const call = (of: Expression): Expression => {
      return { kind: "call", name, operands: [of], ...place };
    };
    return columns ? turn(call(turn(operand))) : call(operand);
  }

  /** sum_j of the product after it, sum_{i=1}^N, or sum(…) of all elements. */
  private reduction(name: "sum" | "mean", from: number): Expression {
    const { cursor } = this;
    if (cursor.here.kind === "subscript") {
      const indices = readSummation(cursor);
      return { kind: "reduction", name, indices, of: this.operand(SUM), from, to: cursor.end };
    }
    if (!(cursor.here.kind === "symbol" && cursor.here.text in closing)) {
      return { kind: "reduction", name, indices: [], of: this.operand(SUM), from, to: cursor.end };
    }
    const of = this.group();
    if (cursor.at("^")) {
      cursor.fail(
        `"^" after ${name}(…) has two meanings`,
        `write ${name}((…)^2) or (${name}(…))^2, or name the index: ${name}_i (…)^2`,
      );
    }
    return { kind: "reduction", name, indices: [], of, from, to: cursor.end };
  }
}
