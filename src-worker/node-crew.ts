import { Worker } from "node:worker_threads";
import { Crew, type Task, type Worth } from "./kernels/threads/crew.ts";

/**
 * Threads of Node.
 * @param options thread: node-thread.ts as it was built, by default thread.js beside the bundle
 */
export function nodeCrew(
  threads: number,
  { thread = new URL("./thread.js", import.meta.url), worth }: { thread?: URL; worth?: Worth } = {},
): Crew {
  const start = (gone: () => void) => {
    const worker = new Worker(thread);
    // A helper that could not start is never at its place, and then one thread does all.
    worker.on("error", () => {});
    worker.on("exit", gone);
    worker.unref();
    return {
      post: (task: Task) => worker.postMessage(task),
      end: () => void worker.terminate(),
    };
  };
  return new Crew(threads, start, worth);
}
