import { type Endpoint, proxy, releaseProxy, wrap } from "comlink";
import type { Engine } from "./api.ts";
import { registerErrorTransfer } from "./errors-transfer.ts";

/** The caller's side of the contract. */
export interface Connection {
  readonly engine: Engine;
  /** Names of the methods whose calls are under way. */
  underWay(): readonly string[];
  /** Rejects every call under way and every later one: the worker has died. */
  fail(cause: Error): void;
  /** Ends the connection; the worker itself is the caller's to end. */
  close(): void;
}

registerErrorTransfer();

/**
 * Wraps a worker's end of the line as the engine it runs. Callbacks among the arguments are
 * passed as proxies, and calls reject when `fail` is told that the worker died, which comlink by
 * itself would leave open for ever.
 */
export function connect(endpoint: Endpoint): Connection {
  const remote = wrap<Record<string, (...args: unknown[]) => Promise<unknown>>>(endpoint);
  let died: Error | null = null;
  // Not a race against one promise of its death: every call would stay in that one's memory.
  const waiting = new Map<(cause: Error) => void, string>();
  const fail = (cause: Error) => {
    died ??= cause;
    for (const reject of waiting.keys()) reject(died);
    waiting.clear();
  };
  const call = (method: string, args: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (died) {
        reject(died);
        return;
      }
      waiting.set(reject, method);
      const plain = args.map((argument) =>
        typeof argument === "function" ? proxy(argument as () => void) : argument,
      );
      (remote[method] as (...args: unknown[]) => Promise<unknown>)(...plain)
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  const engine = new Proxy({} as Engine, {
    // Not a thenable: an engine may be the result of an async function.
    get: (_, method) =>
      typeof method === "string" && method !== "then"
        ? (...args: unknown[]) => call(method, args)
        : undefined,
  });
  const underWay = () => [...waiting.values()];
  return { engine, underWay, fail, close: () => remote[releaseProxy]() };
}
