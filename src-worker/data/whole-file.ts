import { Cancelled, UserError } from "../errors.ts";
import type { OpenStream } from "./reader.ts";
import type { ReadingTask } from "./reading-task.ts";

/**
 * All bytes of a file, for formats whose reader needs them so.
 * @param most bytes a file may have
 * @throws {UserError} when it is larger
 * @throws {Cancelled} soon after the task is
 */
export async function readWhole(
  { stream, size }: Awaited<ReturnType<OpenStream>>,
  most: number,
  task: ReadingTask,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    let bytes = new Uint8Array(Math.min(Math.max(size, 2 ** 16), most));
    let length = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (task.cancelled()) throw new Cancelled();
      const needed = length + part.value.length;
      if (needed > most) {
        throw new UserError(`the file is larger than ${most} bytes`, "split it, or choose another");
      }
      if (needed > bytes.length) {
        const larger = new Uint8Array(Math.min(Math.max(2 * bytes.length, needed), most));
        larger.set(bytes.subarray(0, length));
        bytes = larger;
      }
      bytes.set(part.value, length);
      length = needed;
      task.progress(length, Math.max(size, length));
    }
    return bytes.subarray(0, length);
  } finally {
    await reader.cancel();
  }
}
