import { availableParallelism } from "node:os";
import { MessageChannel, Worker } from "node:worker_threads";
import type { Endpoint } from "comlink";
import type { Engine } from "../../src-worker/api.ts";
import { connect } from "../../src-worker/connect.ts";

/** An engine in a thread of its own. */
export interface RunningEngine {
  readonly engine: Engine;
  /** Ends the thread. */
  end(): Promise<void>;
}

/** Most threads that compute unless more are asked for: small networks have no work for more. */
const USUAL_THREADS = 8;

/**
 * Starts the engine in a thread. Calls reject when the thread dies.
 * @param threads how many compute at most, where the work is worth it; results do not depend on it
 */
export function startEngine(
  threads = Math.min(USUAL_THREADS, availableParallelism()),
): RunningEngine {
  const { port1, port2 } = new MessageChannel();
  // Beside this bundle: worker.js is built from src-worker/node.ts.
  const worker = new Worker(new URL("./worker.js", import.meta.url), {
    workerData: { port: port1, threads },
    transferList: [port1],
  });
  const connection = connect(port2 as unknown as Endpoint);
  worker.on("error", (cause) => connection.fail(cause));
  worker.on("exit", (code) => connection.fail(new Error(`the engine ended with status ${code}`)));
  return {
    engine: connection.engine,
    async end() {
      await worker.terminate();
      port2.close();
    },
  };
}
