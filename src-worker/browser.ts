import { UserError } from "./errors.ts";
import { Crew, hire } from "./kernels/threads/crew.ts";
import { serve } from "./serve.ts";

/** Most threads that compute: small networks have no work for more. */
const MOST_THREADS = 8;

// Held as long as this worker lives: the page sees by it that the worker has ended.
void navigator.locks.request(self.name, () => new Promise(() => {}));

// Memory can only be shared where the page is isolated from others.
const threads = self.crossOriginIsolated
  ? Math.min(MOST_THREADS, navigator.hardwareConcurrency)
  : 1;
if (threads > 1) {
  hire(
    new Crew(threads, () => {
      const worker = new Worker(new URL("./browser-thread.ts", import.meta.url), {
        type: "module",
        name: "thread",
      });
      // A helper that could not start is never at its place, and then one thread does all.
      worker.onerror = (event) => event.preventDefault();
      return { post: (task) => worker.postMessage(task) };
    }),
  );
}

serve(self, {
  async open(token) {
    const response = await fetch(`/file/${encodeURIComponent(token)}`);
    if (!response.ok || !response.body) {
      throw new UserError("the file can no longer be read", "open it again");
    }
    return { stream: response.body, size: Number(response.headers.get("content-length") ?? 0) };
  },
});
