import { type Endpoint, proxy, releaseProxy, wrap } from "comlink";
import type { Engine } from "./api.ts";
import { registerErrorTransfer } from "./errors-transfer.ts";

/** The caller's side of the contract. */
export interface Connection {
  readonly engine: Engine;
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
  let fail: (cause: Error) => void = () => {};
  const death = new Promise<never>((_, reject) => {
    fail = reject;
  });
  death.catch(() => {});
  const call = (method: string, args: unknown[]) =>
    Promise.race([
      (remote[method] as (...args: unknown[]) => Promise<unknown>)(
        ...args.map((argument) =>
          typeof argument === "function" ? proxy(argument as () => void) : argument,
        ),
      ),
      death,
    ]);
  const engine = new Proxy({} as Engine, {
    // Not a thenable: an engine may be the result of an async function.
    get: (_, method) =>
      typeof method === "string" && method !== "then"
        ? (...args: unknown[]) => call(method, args)
        : undefined,
  });
  return { engine, fail, close: () => remote[releaseProxy]() };
}
