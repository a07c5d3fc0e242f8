import { UserError } from "../errors.ts";
import { mostBytes } from "./limits.ts";
import type { OpenStream } from "./reader.ts";

/** Whether a file is packed by gzip (RFC 1952), by its first bytes. */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/**
 * Opens a file packed by gzip as what is in it. Reading rejects with a UserError when the packed
 * data are damaged, end early, or unpack to more than `mostBytes`.
 */
export function gunzipped(open: OpenStream, file: string): OpenStream {
  return async () => {
    const { stream } = await open();
    const unpacking = new DecompressionStream("gzip") as ReadableWritablePair<
      Uint8Array,
      Uint8Array
    >;
    const reader = stream.pipeThrough(unpacking).getReader();
    let unpacked = 0;
    const unpackedStream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read().catch((cause: unknown) => {
          throw refusal(cause, file, unpacked);
        });
        if (done) {
          controller.close();
          return;
        }
        unpacked += value.length;
        if (unpacked > mostBytes) {
          await reader.cancel();
          throw new UserError(
            `the file unpacks to more than ${mostBytes} bytes`,
            "unpack and split it",
            { file },
          );
        }
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    });
    return { stream: unpackedStream, size: 0 };
  };
}

/** What to tell about a failure: faults of unpacking are the file's, others somebody else's. */
function refusal(cause: unknown, file: string, unpacked: number): unknown {
  const code = String((cause as { code?: unknown } | null)?.code ?? "");
  if (!(cause instanceof TypeError || code.startsWith("Z_"))) return cause;
  return new UserError(
    `the gzip data are damaged, or the file ends too early, after ${unpacked} unpacked bytes`,
    "get the file again",
    { file },
  );
}
