import { UserError } from "../errors.ts";
import type { Task } from "./tasks.ts";

/** More than any network that one computer trains; a guard against the wrong file. */
const MAX_BYTES = 2 ** 31 - 1;

/**
 * The whole of a file, for formats whose reader needs it so.
 * @throws {UserError} when it is too large
 */
export async function readWhole(
  { stream, size }: { stream: ReadableStream<Uint8Array>; size: number },
  task: Task,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value);
      length += part.value.length;
      if (length > MAX_BYTES) {
        throw new UserError("the file is larger than 2 GiB", "choose a model file");
      }
      task.progress(length, size);
      if (task.cancelled()) break;
    }
  } finally {
    await reader.cancel();
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
