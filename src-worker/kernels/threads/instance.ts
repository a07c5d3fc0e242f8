/** A WebAssembly memory that threads share. */
export interface SharedMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

/** What the compiled kernels for a shared memory import; see wasm/threads.as.ts. */
export function sharedImports(memory: SharedMemory) {
  const words = new Int32Array(memory.buffer);
  return {
    env: {
      memory,
      sleep: (address: number, value: number) => {
        Atomics.wait(words, address / 4, value);
      },
      wake: (address: number) => {
        Atomics.notify(words, address / 4);
      },
    },
  };
}
