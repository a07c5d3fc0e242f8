import { quoted } from "../../json.ts";
import { fault } from "./fault.ts";
import type { Token } from "./tokens.ts";

/** A place in the tokens of a line, which moves forward as they are read. */
export class Cursor {
  readonly line: number;
  private readonly tokens: readonly Token[];
  private position = 0;

  /** @param tokens as `tokens` returns them: the last is of kind "end" */
  constructor(tokens: readonly Token[], line: number) {
    this.tokens = tokens;
    this.line = line;
  }

  get here(): Token {
    return this.ahead(0);
  }

  /** Where the token before this one ends. */
  get end(): number {
    return this.tokens[this.position - 1]?.to ?? 0;
  }

  ahead(count: number): Token {
    return this.tokens[Math.min(this.position + count, this.tokens.length - 1)] as Token;
  }

  advance(count = 1): void {
    this.position = Math.min(this.position + count, this.tokens.length - 1);
  }

  /** Whether the token is one of these signs. */
  at(...signs: readonly string[]): boolean {
    return this.here.kind === "symbol" && signs.includes(this.here.text);
  }

  /** Moves over the sign if it is there. */
  take(sign: string): boolean {
    if (!this.at(sign)) return false;
    this.advance();
    return true;
  }

  /** Moves over the word if it is there. */
  takeWord(word: string): boolean {
    if (this.here.kind !== "word" || this.here.text !== word) return false;
    this.advance();
    return true;
  }

  expect(sign: string): void {
    if (!this.take(sign)) this.fail(`expected ${quoted(sign)}, found ${this.found()}`);
  }

  /** The token in words, for messages. */
  found(): string {
    return this.here.kind === "end" ? "the end of the line" : quoted(this.here.text);
  }

  /** @param offset where it is wrong; at this token unless told otherwise */
  fail(what: string, remedy = "", offset = this.here.from): never {
    throw fault(what, { line: this.line, offset }, remedy);
  }
}
