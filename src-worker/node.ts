import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { type MessagePort, workerData } from "node:worker_threads";
import type { Endpoint } from "comlink";
import { UserError } from "./errors.ts";
import { lendThreads } from "./kernels/compute.ts";
import { MOST_THREADS } from "./kernels/wasm/places.ts";
import { nodeCrew } from "./node-crew.ts";
import { listFolder, streamFolder } from "./node-folder.ts";
import { enableRelaxedSimd } from "./node-relaxed.ts";
import { serve } from "./serve.ts";

// A port of a channel is an event target, as comlink wants it; `parentPort` of old Nodes is not.
const { port, threads } = workerData as { port: MessagePort; threads: number };

enableRelaxedSimd();
lendThreads({ most: MOST_THREADS, automatic: threads, crew: nodeCrew });

serve(port as unknown as Endpoint, {
  async open(path) {
    try {
      const facts = await stat(path);
      if (facts.isDirectory()) {
        const folder = await listFolder(path);
        return { stream: streamFolder(folder), size: folder.size };
      }
      const { size } = facts;
      const stream = Readable.toWeb(createReadStream(path, { highWaterMark: 1 << 20 }));
      return { stream: stream as ReadableStream<Uint8Array>, size };
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
      const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
      throw new UserError(
        missing ? "there is no such file" : `cannot be read: ${(cause as Error).message}`,
        missing ? "check the path" : "check the file's permissions",
      );
    }
  },
});
