import { UserError } from "../../errors.ts";

/** Where in the lines of an expression something stands. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 0, in UTF-16 units. */
  readonly offset: number;
  /** A name that is written there and stands for nothing. */
  readonly name?: string;
}

/** What is wrong with an expression, with its line and column at the end of the sentence. */
export function fault(what: string, { line, offset, name }: Position, remedy = ""): UserError {
  const column = offset + 1;
  const place = { line, column, ...(name !== undefined && { name }) };
  return new UserError(`${what} (line ${line}, column ${column})`, remedy, place);
}
