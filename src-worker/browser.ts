import { UserError } from "./errors.ts";
import { lendThreads } from "./kernels/compute.ts";
import { Crew } from "./kernels/threads/crew.ts";
import { MOST_THREADS } from "./kernels/wasm/places.ts";
import { serve } from "./serve.ts";

/** Most threads that compute unless more are asked for: small networks have no work for more. */
const USUAL_THREADS = 8;

// Held as long as this worker lives: the page sees by it that the worker has ended.
void navigator.locks.request(self.name, () => new Promise(() => {}));

// Memory can only be shared where the page is isolated from others.
const processors = self.crossOriginIsolated ? navigator.hardwareConcurrency : 1;
lendThreads({
  most: Math.min(processors, MOST_THREADS),
  automatic: Math.min(processors, USUAL_THREADS),
  crew: (threads) =>
    new Crew(threads, (gone) => {
      const worker = new Worker(new URL("./browser-thread.ts", import.meta.url), {
        type: "module",
        name: "thread",
      });
      // A helper that could not start is never at its place, and then one thread does all.
      worker.onerror = (event) => {
        event.preventDefault();
        gone();
      };
      return { post: (task) => worker.postMessage(task), end: () => worker.terminate() };
    }),
});

serve(self, {
  async open(token) {
    const response = await fetch(`/file/${encodeURIComponent(token)}`);
    if (!response.ok || !response.body) {
      throw new UserError("the file can no longer be read", "open it again");
    }
    return { stream: response.body, size: Number(response.headers.get("content-length") ?? 0) };
  },
});
