import type { Command as Words } from "commander";
import type { Engine } from "../../src-worker/api.ts";

/** The terminal, clock and engine a command works with; a test brings its own. */
export interface Surroundings {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds from any start. */
  now(): number;
  /**
   * Starts an engine, which ends with the command.
   * @param threads that compute, at most (default: as many as there are processors, up to 8)
   */
  openEngine(threads?: number): Engine;
  /** Calls back on the user's interrupt, once; a second one ends the process at once. */
  onInterrupt(callback: () => void): void;
}

/** Where a command prints. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly about: string;
  /** Declares arguments and options; `run` is given their values by the parser. */
  declare(words: Words): void;
  /** @throws UserError for bad input, UsageError for a wrong word, Interrupted after saving */
  run(
    surroundings: Surroundings,
    args: readonly string[],
    options: Readonly<Record<string, unknown>>,
  ): Promise<void>;
}
