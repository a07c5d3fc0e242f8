import type { ReadingTask } from "./reading-task.ts";
import type { ReadingOptions, Table } from "./table.ts";

/** Opens a file anew, from its start. `size`: bytes, as far as known. */
export type OpenStream = () => Promise<{ stream: ReadableStream<Uint8Array>; size: number }>;

/** One format that tables are read from. */
export interface Reader {
  /** What people call the format. */
  readonly name: string;
  /** How names of such files end, in small letters, without ".gz". */
  readonly extensions: readonly string[];
  /** Whether it is text, for which delimiter, decimal sign, encoding and header can be chosen. */
  readonly text: boolean;
  /** Whether a file is of this format for certain, by its first bytes. */
  recognizes(start: Uint8Array): boolean;
  /**
   * Reads the whole file.
   * @param name the file's, for messages
   * @throws {UserError} with the place, for whatever is no table of this format
   * @throws {Cancelled} soon after the task is
   */
  read(open: OpenStream, name: string, reading: ReadingOptions, task: ReadingTask): Promise<Table>;
}
