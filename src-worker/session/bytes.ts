import type { OpenStream } from "../data/reader.ts";
import type { ReadingTask } from "../data/reading-task.ts";
import { readWhole as readWholeUpTo } from "../data/whole-file.ts";

/** More than any network that one computer trains; a guard against the wrong file. */
const mostBytes = 2 ** 31 - 1;

/**
 * The whole of a file, for formats whose reader needs it so.
 * @throws {UserError} when it is too large
 */
export function readWhole(
  opened: Awaited<ReturnType<OpenStream>>,
  task: ReadingTask,
): Promise<Uint8Array<ArrayBuffer>> {
  return readWholeUpTo(opened, mostBytes, task);
}
