import { Stalled } from "./stall.ts";

/** A WebAssembly memory that threads share. */
export interface SharedMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

/** How long the first thread waits for its helpers. */
export interface Patience {
  /** Without any part done meanwhile. */
  readonly milliseconds: number;
  /** Gives the helpers up. */
  end(): void;
}

/**
 * Pieces of the patience. A computer that was asleep wakes up with one of them used up at most,
 * and then its helpers go on, too.
 */
const PIECES = 20;

/**
 * What the compiled kernels for a shared memory import; see wasm/threads.as.ts.
 * @param patience of the first thread; helpers have no end of it
 */
export function sharedImports(memory: SharedMemory, patience?: Patience) {
  const words = new Int32Array(memory.buffer);
  const sleep = (address: number, value: number) => {
    if (patience === undefined) {
      Atomics.wait(words, address / 4, value);
      return;
    }
    for (let piece = 0; piece < PIECES; piece++) {
      const limit = patience.milliseconds / PIECES;
      if (Atomics.wait(words, address / 4, value, limit) !== "timed-out") return;
    }
    patience.end();
    throw new Stalled();
  };
  const wake = (address: number) => {
    Atomics.notify(words, address / 4);
  };
  return { env: { memory, sleep, wake } };
}
