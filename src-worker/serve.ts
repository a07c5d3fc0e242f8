import { type Endpoint, expose, releaseProxy, transfer } from "comlink";
import { createEngine } from "./engine.ts";
import { registerErrorTransfer } from "./errors-transfer.ts";

/** What an entry lends to the engine: the one thing that differs between window and Node. */
export interface Host {
  /**
   * Opens a file by its token.
   * @throws {UserError} when it cannot be read
   */
  open(token: string): Promise<{ stream: ReadableStream<Uint8Array>; size: number }>;
}

registerErrorTransfer();

/** Serves the engine at an endpoint: a frozen object of the contract's methods, nothing else. */
export function serve(endpoint: Endpoint, host: Host): void {
  const engine = createEngine(host);
  const methods = Object.fromEntries(
    Object.entries(engine).map(([name, method]) => [name, served(method as Method)]),
  );
  expose(Object.freeze(methods), endpoint);
}

type Method = (...args: unknown[]) => Promise<unknown>;

/** Ends the life of callbacks with the call they came with, and moves the result's arrays. */
function served(method: Method): Method {
  return async (...args) => {
    try {
      const result = await method(...args);
      const buffers = buffersIn(result);
      return buffers.length > 0 ? transfer(result, buffers) : result;
    } finally {
      for (const argument of args) {
        if (typeof argument === "function") {
          (argument as unknown as { [releaseProxy](): void })[releaseProxy]();
        }
      }
    }
  };
}

/** The buffers of typed arrays that own their buffer whole, however deep in the result. */
function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    const { buffer } = value;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === value.byteLength) found.add(buffer);
  } else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) {
      if (typeof inner === "object" && inner !== null) buffersIn(inner, found);
    }
  }
  return [...found];
}
