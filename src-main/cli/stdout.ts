import type { Output } from "./command.ts";
import { printable } from "./table.ts";

/** What is used of a stream to print on. */
export interface Stream extends Output {
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** An output that never throws: what cannot be printed does not end the work, nor its saving. */
export interface GuardedOutput {
  readonly output: Output;
  /** Whether something could not be printed, other than because the reader had seen enough. */
  failed(): boolean;
}

/**
 * Guards standard output. A reader that has seen enough (`| head`) is no failure: nothing more is
 * printed. Any other error is told once.
 */
export function guardOutput(stream: Stream, tell: (line: string) => void): GuardedOutput {
  let silent = false;
  let failed = false;
  const fail = (error: NodeJS.ErrnoException) => {
    if (silent) return;
    silent = true;
    if (error.code === "EPIPE") return;
    failed = true;
    tell(`chainrule: standard output cannot be written: ${printable(error.message)}\n`);
  };
  stream.on("error", fail);
  return {
    output: {
      write(text) {
        if (silent) return;
        try {
          stream.write(text);
        } catch (cause) {
          // A file is written at once, and then fails at once.
          fail(cause as NodeJS.ErrnoException);
        }
      },
      get isTTY() {
        return stream.isTTY;
      },
      get columns() {
        return stream.columns;
      },
    },
    failed: () => failed,
  };
}
