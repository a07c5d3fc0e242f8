import { Cancelled, UserError } from "../../src-worker/errors.ts";
import { printable } from "./table.ts";

/** How the command ended. */
export const EXIT = { done: 0, badInput: 1, usage: 2, interrupted: 130 } as const;

/** The command line itself is wrong: names the offending word, and says what is valid. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The user interrupted, and whatever could be saved has been. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** A failure for programs that read what `--json` prints. */
export interface ToldError {
  readonly what: string;
  /** What to do about it; empty when there is nothing. */
  readonly remedy: string;
  readonly file?: string;
  readonly line?: number;
  readonly byte?: number;
  /** Column, tensor or field. */
  readonly name?: string;
}

/** What to print for a failure, and the exit status that goes with it. */
export function explain(failure: unknown): {
  readonly words: string;
  readonly status: number;
  readonly error: ToldError;
} {
  const { words, status } = inWords(failure);
  if (!(failure instanceof UserError)) return { words, status, error: { what: words, remedy: "" } };
  const { message, remedy, place } = failure;
  return { words, status, error: { what: message, remedy, ...place } };
}

function inWords(failure: unknown): { readonly words: string; readonly status: number } {
  if (failure instanceof UserError) {
    return { words: oneLine(describePlace(failure)), status: EXIT.badInput };
  }
  if (failure instanceof UsageError) return { words: oneLine(failure.message), status: EXIT.usage };
  if (failure instanceof Interrupted || failure instanceof Cancelled) {
    const what = failure instanceof Interrupted ? failure.message : "interrupted";
    return { words: oneLine(what), status: EXIT.interrupted };
  }
  // A defect of the program: its stack is what a report of it needs.
  const words = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  const lines = words.split("\n").map(printable).join("\n");
  return { words: `this is a defect of chainrule: ${lines}`, status: EXIT.badInput };
}

/** `FILE:LINE: what is wrong; what to do`, with the parts that are known. */
function describePlace({ message, remedy, place }: UserError): string {
  const parts: string[] = [];
  if (place.file !== undefined) {
    parts.push(place.line === undefined ? place.file : `${place.file}:${place.line}`);
  } else if (place.line !== undefined) {
    parts.push(`line ${place.line}`);
  }
  if (place.byte !== undefined && place.line === undefined) parts.push(`byte ${place.byte}`);
  if (place.name !== undefined && !message.includes(place.name)) parts.push(place.name);
  return [...parts, remedy === "" ? message : `${message}; ${remedy}`].join(": ");
}

/** A line for the terminal, which names from files must not steer. */
function oneLine(words: string): string {
  return printable(words.replace(/\s*[\r\n]+\s*/g, " ").trim());
}

/** Rejects with what is known about the file when a UserError does not say it itself. */
export async function concerning<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw cause instanceof UserError ? cause.at({ file }) : cause;
  }
}
