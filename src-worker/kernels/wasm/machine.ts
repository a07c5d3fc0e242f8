/// <reference path="./compiled.d.ts" />
import type { Memory } from "../memory.ts";
import bytes from "./main.as.ts?compiled";
import { ACCUMULATOR_BYTES, ARENA_AT, CODE_AT, CODE_BYTES } from "./places.ts";

const PAGE = 65_536;
/** Bytes behind the arena: two vectors may be read that begin at its last number. */
const SLACK = 32;
/** WebAssembly addresses four gigabytes. */
const MOST_PAGES = 65_536;

/**
 * The part of WebAssembly used here, in words of its own: the engine is also type-checked where
 * neither the window's nor a worker's library of types is known.
 */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (pages: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  readonly Instance: new (
    module: object,
    imports: { env: { memory: object } },
  ) => { readonly exports: { run(start: number, end: number, times: number): void } };
}

const api = (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;

/** The compiled kernels over one memory. */
export interface Machine {
  readonly memory: Memory;
  /** Runs encoded calls one after another, all of them `times` times or until one halts. */
  run(words: Int32Array, times: number): void;
}

/** Most words `Machine.run` takes. */
export const MOST_WORDS = CODE_BYTES / Int32Array.BYTES_PER_ELEMENT;

let compiled: object | null | undefined;

/** @returns null where WebAssembly has no vectors, or not as much memory */
export function makeMachine(words: number): Machine | null {
  if (api === undefined) return null;
  if (compiled === undefined) compiled = api.validate(bytes) ? new api.Module(bytes) : null;
  const pages = Math.ceil((ARENA_AT + words * Float32Array.BYTES_PER_ELEMENT + SLACK) / PAGE);
  if (compiled === null || pages > MOST_PAGES) return null;
  const memory = allocate(api, pages);
  if (memory === null) return null;
  const { buffer } = memory;
  const { run } = new api.Instance(compiled, { env: { memory } }).exports;
  const code = new Int32Array(buffer, CODE_AT, MOST_WORDS);
  return {
    memory: {
      f: new Float32Array(buffer, ARENA_AT, words),
      i: new Int32Array(buffer, ARENA_AT, words),
      d: new Float64Array(buffer, 0, ACCUMULATOR_BYTES / Float64Array.BYTES_PER_ELEMENT),
    },
    run: (list, times) => {
      code.set(list);
      run(CODE_AT, CODE_AT + list.byteLength, times);
    },
  };
}

/** Memories take large ranges of addresses, of which there may be no more: null then. */
function allocate({ Memory }: WebAssemblyApi, pages: number): { buffer: ArrayBuffer } | null {
  try {
    return new Memory({ initial: pages, maximum: pages });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
