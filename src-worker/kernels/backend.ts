import type { Arithmetic, Kernel, Memory } from "./memory.ts";
import { Pace } from "./threads/pace.ts";
import { spread } from "./threads/spread.ts";
import { encode } from "./wasm/encoding.ts";
import { type Machine, MOST_WORDS, makeMachine } from "./wasm/machine.ts";

/**
 * What kernels run on: compiled ones where there are, the reference in TypeScript elsewhere. "fast"
 * are compiled ones whose products are rounded once a term where the processor can.
 */
export type BackendName = "wasm" | "fast" | "reference";

/** A kernel with its arguments. */
export interface Invocation {
  readonly kernel: string;
  readonly args: readonly number[];
  readonly run: () => void;
}

/** A memory and the kernels that work on it. All backends but "fast" give the same bits. */
export interface Backend {
  readonly name: BackendName;
  readonly memory: Memory;
  /** The kernel's run with these arguments. */
  bind(kernel: string, args: readonly number[]): () => void;
  /** One run of all invocations in order, in as few crossings into WebAssembly as can be. */
  join(invocations: readonly Invocation[]): () => void;
  /**
   * The same again and again, so many times or until an invocation leaves memory.d[halt] ≠ 0.
   * Of the compiled kernels, those of bursts halt in word 2.
   */
  repeat(invocations: readonly Invocation[], halt: number): (times: number) => void;
}

/** Float64 words for sums: the sum of the losses, and room for callers' own. */
const ACCUMULATORS = 64;

/**
 * @param words size of the arena
 * @param kernels the reference, complete
 * @param wanted what cannot be had is replaced by the next of "fast", "wasm" and "reference"
 * @param work multiply-adds of a whole pass, by which the number of threads is chosen
 */
export function makeBackend(
  arithmetic: Arithmetic,
  words: number,
  kernels: Readonly<Record<string, Kernel>>,
  wanted: BackendName,
  work: number,
): Backend {
  if (wanted !== "reference" && arithmetic.precision === "float32") {
    const fast = wanted === "fast" ? makeMachine(words, work, true) : null;
    if (fast) return compiled("fast", fast, kernels);
    const machine = makeMachine(words, work, false);
    if (machine) return compiled("wasm", machine, kernels);
  }
  const memory = plainMemory(arithmetic, words);
  return {
    name: "reference",
    memory,
    bind: (kernel, args) => bindReference(memory, kernels, kernel, args),
    join: (invocations) => () => {
      for (const { run } of invocations) run();
    },
    repeat: (invocations, halt) => repeatInScript(memory, invocations, halt),
  };
}

function compiled(
  name: BackendName,
  machine: Machine,
  kernels: Readonly<Record<string, Kernel>>,
): Backend {
  const { memory } = machine;
  return {
    name,
    memory,

    bind(kernel, args) {
      const words = encode(kernel, args);
      if (words === null) return bindReference(memory, kernels, kernel, args);
      return runOf(machine, [{ kernel, args }], words);
    },

    join(invocations) {
      const runs: (() => void)[] = [];
      let joined: Invocation[] = [];
      let list: number[] = [];
      const flush = () => {
        if (list.length === 0) return;
        runs.push(runOf(machine, joined, Int32Array.from(list)));
        joined = [];
        list = [];
      };
      for (const invocation of invocations) {
        const words = encode(invocation.kernel, invocation.args);
        if (words === null || list.length + words.length > MOST_WORDS) flush();
        if (words === null) {
          runs.push(invocation.run);
        } else {
          joined.push(invocation);
          list.push(...words);
        }
      }
      flush();
      const [only] = runs;
      if (runs.length === 1 && only) return only;
      return () => {
        for (const run of runs) run();
      };
    },

    repeat(invocations, halt) {
      const words: number[] = [];
      for (const { kernel, args } of invocations) {
        const own = encode(kernel, args);
        if (own === null) return repeatInScript(memory, invocations, halt);
        words.push(...own);
      }
      if (words.length > MOST_WORDS) return repeatInScript(memory, invocations, halt);
      return runOf(machine, invocations, Int32Array.from(words));
    },
  };
}

/** The run of calls, which are these words when one thread runs them all. */
function runOf(
  machine: Machine,
  calls: readonly Pick<Invocation, "kernel" | "args">[],
  words: Int32Array,
): (times?: number) => void {
  const { helpers } = machine;
  const parts = helpers && spread(calls, helpers.threads, helpers.worth);
  if (!parts || parts.length > MOST_WORDS) return (times = 1) => machine.run(words, times);
  const pace = new Pace(helpers.worth.trial);
  return (times = 1) => {
    if (!helpers.areThere()) {
      machine.run(words, times);
      return;
    }
    const start = performance.now();
    machine.run(pace.isTogether ? parts : words, times);
    pace.add(performance.now() - start, times);
  };
}

function repeatInScript(
  { d }: Memory,
  invocations: readonly Invocation[],
  halt: number,
): (times: number) => void {
  return (times) => {
    for (let time = 0; time < times; time++) {
      for (const { run } of invocations) {
        run();
        if (d[halt] !== 0) return;
      }
    }
  };
}

function bindReference(
  memory: Memory,
  kernels: Readonly<Record<string, Kernel>>,
  kernel: string,
  args: readonly number[],
): () => void {
  const routine = kernels[kernel];
  if (routine === undefined) throw new Error(`there is no kernel "${kernel}"`);
  return routine.bind(null, memory, ...args);
}

function plainMemory({ precision }: Arithmetic, size: number): Memory {
  const d = new Float64Array(ACCUMULATORS);
  if (precision === "float64") {
    return { f: new Float64Array(size), i: new Int32Array(size), d };
  }
  const buffer = new ArrayBuffer(size * Float32Array.BYTES_PER_ELEMENT);
  return { f: new Float32Array(buffer), i: new Int32Array(buffer), d };
}
