import { UserError } from "../../errors.ts";

/** Where in the lines of an expression something stands. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 0, in UTF-16 units. */
  readonly offset: number;
}

/** What is wrong with an expression, with its line and column at the end of the sentence. */
export function fault(what: string, { line, offset }: Position, remedy = ""): UserError {
  return new UserError(`${what} (line ${line}, column ${offset + 1})`, remedy, { line });
}
