/// <reference path="./compiled.d.ts" />
import type { Memory } from "../memory.ts";
import { type Crew, hiredCrew, type Worth } from "../threads/crew.ts";
import { sharedImports } from "../threads/instance.ts";
import bytes from "./main.as.ts?compiled";
import fastBytes from "./main.as.ts?compiled-fast";
import { ACCUMULATOR_BYTES, ARENA_AT, CODE_AT, CODE_BYTES } from "./places.ts";
import sharedBytes from "./shared.as.ts?compiled-shared";
import sharedFastBytes from "./shared.as.ts?compiled-shared-fast";

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
  readonly Memory: new (size: MemorySize) => WebAssemblyMemory;
  readonly Instance: new (
    module: object,
    imports: { env: { memory: object } },
  ) => { readonly exports: { run(start: number, end: number, times: number): void } };
}

interface MemorySize {
  readonly initial: number;
  readonly maximum: number;
  readonly shared: boolean;
}

interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

const api = (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;

/** The compiled kernels over one memory. */
export interface Machine {
  readonly memory: Memory;
  /** Runs encoded calls one after another, all of them `times` times or until one halts. */
  run(words: Int32Array, times: number): void;
  /** The other threads that may take parts of calls; null: none. */
  readonly helpers: Helpers | null;
}

/** Threads that work on a memory beside this one. */
interface Helpers {
  /** How many threads there are, this one among them. */
  readonly threads: number;
  readonly worth: Worth;
  /** Whether any is at its place; calls them when they are elsewhere. */
  areThere(): boolean;
}

/** Most words of a list. */
export const MOST_WORDS = CODE_BYTES / Int32Array.BYTES_PER_ELEMENT;

const modules = new Map<Uint8Array, object | null>();

/** @returns null where WebAssembly lacks what the module needs; compiled once */
function moduleOf({ validate, Module }: WebAssemblyApi, code: Uint8Array): object | null {
  const known = modules.get(code);
  if (known !== undefined) return known;
  const made = validate(code) ? new Module(code) : null;
  modules.set(code, made);
  return made;
}

/** Whether there are fused multiplications and additions here (relaxed SIMD). */
export function canBeFast(): boolean {
  return api !== undefined && moduleOf(api, fastBytes) !== null;
}

/**
 * @param work multiply-adds of a whole pass, by which the number of threads is chosen
 * @param isFast whether multiplications and additions may be fused
 * @returns null where WebAssembly has no such vectors, or not as much memory
 */
export function makeMachine(words: number, work: number, isFast: boolean): Machine | null {
  if (api === undefined) return null;
  const end = ARENA_AT + words * Float32Array.BYTES_PER_ELEMENT + SLACK;
  const crew = hiredCrew();
  const threads =
    crew === null ? 1 : Math.min(crew.threads, 1 + Math.floor(work / crew.worth.thread));
  const shared = crew && threads > 1 ? makeShared(api, words, end, isFast, crew, threads) : null;
  return shared ?? makeOwn(api, words, end, isFast);
}

function makeOwn(api: WebAssemblyApi, words: number, end: number, isFast: boolean): Machine | null {
  const module = moduleOf(api, isFast ? fastBytes : bytes);
  const memory = module && allocate(api, end, false);
  if (!module || !memory) return null;
  const { run } = new api.Instance(module, { env: { memory } }).exports;
  return { ...machineOf(memory, words, run), helpers: null };
}

function makeShared(
  api: WebAssemblyApi,
  words: number,
  end: number,
  isFast: boolean,
  crew: Crew,
  threads: number,
): Machine | null {
  const module = moduleOf(api, isFast ? sharedFastBytes : sharedBytes);
  const first = Math.ceil(end / PAGE) * PAGE;
  const ownPlaces = (helper: number) => first + (helper - 1) * ARENA_AT;
  const memory = module && allocate(api, ownPlaces(threads), true);
  if (!module || !memory) return null;
  const { run } = new api.Instance(
    module,
    sharedImports(memory, { milliseconds: crew.worth.stall, end: () => crew.lose() }),
  ).exports;
  const site = { module, memory, threads, ownPlaces };
  return {
    ...machineOf(memory, words, run),
    helpers: { threads, worth: crew.worth, areThere: () => crew.isAt(site) },
  };
}

function machineOf(
  memory: WebAssemblyMemory,
  words: number,
  run: (start: number, end: number, times: number) => void,
): Omit<Machine, "helpers"> {
  const { buffer } = memory;
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
function allocate({ Memory }: WebAssemblyApi, bytes: number, shared: boolean) {
  const pages = Math.ceil(bytes / PAGE);
  if (pages > MOST_PAGES) return null;
  try {
    return new Memory({ initial: pages, maximum: pages, shared });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
