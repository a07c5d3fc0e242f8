/** What JSON can say. Objects have no prototype, so that a key such as `__proto__` is only a key. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A text that is not the JSON we read; the message ends with the line and column. */
export class JsonError extends Error {
  override readonly name = "JsonError";
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;

  constructor(what: string, text: string, offset: number) {
    let line = 1;
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
      line++;
      start = end + 1;
    }
    const column = offset - start + 1;
    super(`${what} (line ${line}, column ${column})`);
    this.line = line;
    this.column = column;
  }
}

/** A name from a file as it may stand in a one-line message: quoted, escaped, of bounded length. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
}

/** Far more than any of our formats nests, far less than would exhaust the stack. */
const deepest = 64;

const spaces = /[\t\n\r ]*/y;
const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const words = { true: true, false: false, null: null } as const;

/**
 * Reads RFC 8259 JSON as `JSON.parse` does, but refuses what that lets pass or dies of: a key
 * that appears twice in an object, a number beyond float64, and nesting beyond 64.
 *
 * @throws {JsonError}
 */
export function parseJson(text: string): Json {
  return new Parser(text).parse();
}

class Parser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  parse(): Json {
    this.skipSpaces();
    const value = this.value(0);
    if (this.at < this.text.length)
      this.fail(`unexpected ${this.here()} after the end of the JSON`);
    return value;
  }

  /** A value and the white space after it. */
  private value(depth: number): Json {
    const first = this.text[this.at];
    let value: Json;
    if (first === "{" || first === "[") {
      if (depth === deepest) this.fail(`JSON nested deeper than ${deepest}`);
      value = first === "{" ? this.object(depth + 1) : this.array(depth + 1);
    } else if (first === '"') value = this.string();
    else if (first !== undefined && (first === "-" || (first >= "0" && first <= "9"))) {
      value = this.number();
    } else value = this.word();
    this.skipSpaces();
    return value;
  }

  private object(depth: number): JsonObject {
    const object: Record<string, Json> = Object.create(null);
    this.at++;
    this.skipSpaces();
    if (this.take("}")) return object;
    for (;;) {
      const start = this.at;
      if (this.text[start] !== '"') this.fail(`expected a key in quotes, found ${this.here()}`);
      const key = this.string();
      if (key in object) this.fail(`the key ${quoted(key)} appears twice`, start);
      this.skipSpaces();
      if (!this.take(":")) this.fail(`expected ":", found ${this.here()}`);
      this.skipSpaces();
      object[key] = this.value(depth);
      if (this.take("}")) return object;
      if (!this.take(",")) this.fail(`expected "," or "}", found ${this.here()}`);
      this.skipSpaces();
    }
  }

  private array(depth: number): Json[] {
    const array: Json[] = [];
    this.at++;
    this.skipSpaces();
    if (this.take("]")) return array;
    for (;;) {
      array.push(this.value(depth));
      if (this.take("]")) return array;
      if (!this.take(",")) this.fail(`expected "," or "]", found ${this.here()}`);
      this.skipSpaces();
    }
  }

  private string(): string {
    const start = this.at;
    let plain = true;
    for (let end = start + 1; end < this.text.length; end++) {
      const code = this.text.charCodeAt(end);
      if (code === 0x22) {
        this.at = end + 1;
        if (plain) return this.text.slice(start + 1, end);
        try {
          return JSON.parse(this.text.slice(start, end + 1)) as string;
        } catch {
          this.fail("an unknown escape in a string", start);
        }
      }
      if (code < 0x20) this.fail("a control character in a string", end);
      if (code === 0x5c) {
        plain = false;
        end++;
      }
    }
    return this.fail("a string without its closing quote", start);
  }

  private number(): number {
    numeral.lastIndex = this.at;
    const match = numeral.exec(this.text);
    if (!match) return this.fail(`expected a number, found ${this.here()}`);
    const value = Number(match[0]);
    if (!Number.isFinite(value)) this.fail(`the number ${match[0].slice(0, 40)} is too large`);
    this.at = numeral.lastIndex;
    return value;
  }

  private word(): boolean | null {
    for (const [word, value] of Object.entries(words)) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.fail(`expected a value, found ${this.here()}`);
  }

  private take(letter: string): boolean {
    if (this.text[this.at] !== letter) return false;
    this.at++;
    return true;
  }

  private skipSpaces(): void {
    spaces.lastIndex = this.at;
    spaces.exec(this.text);
    this.at = spaces.lastIndex;
  }

  private here(): string {
    const point = this.text.codePointAt(this.at);
    return point === undefined ? "the end of the text" : quoted(String.fromCodePoint(point));
  }

  private fail(what: string, offset = this.at): never {
    throw new JsonError(what, this.text, offset);
  }
}
