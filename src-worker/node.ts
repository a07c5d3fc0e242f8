import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { parentPort } from "node:worker_threads";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { UserError } from "./errors.ts";
import { serve } from "./serve.ts";

if (!parentPort) throw new Error("this file is the engine's worker; start it with worker_threads");

serve(nodeEndpoint(parentPort), {
  async open(path) {
    try {
      const { size } = await stat(path);
      const stream = Readable.toWeb(createReadStream(path, { highWaterMark: 1 << 20 }));
      return { stream: stream as ReadableStream<Uint8Array>, size };
    } catch (cause) {
      const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
      throw new UserError(
        missing ? "there is no such file" : `cannot be read: ${(cause as Error).message}`,
        missing ? "check the path" : "check the file's permissions",
      );
    }
  },
});
