import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeBackend } from "../../../src-worker/kernels/backend.ts";
import { float32 } from "../../../src-worker/kernels/elementary.ts";
import type { Kernel } from "../../../src-worker/kernels/memory.ts";
import { Random } from "../../../src-worker/kernels/random.ts";
import { kernelTable } from "../../../src-worker/kernels/table.ts";
import { compiledNames } from "../../../src-worker/kernels/wasm/encoding.ts";
import { burstKernels } from "../../../src-worker/train/burst.ts";
import { countKernels } from "../../../src-worker/train/count.ts";
import { guardKernels } from "../../../src-worker/train/guard.ts";
import { optimizers } from "../../../src-worker/train/optimizers/index.ts";

const kernels: Record<string, Kernel> = {
  ...kernelTable(float32),
  ...guardKernels,
  ...burstKernels,
  ...countKernels,
  ...Object.fromEntries(
    optimizers.map((optimizer) => [`update.${optimizer.name}`, optimizer.kernel(float32)]),
  ),
};

/** Numbers of every size, with zeros of both signs, and now and then infinities and NaN. */
function number(random: Random, wild: boolean): number {
  const x = (random.uniform() * 2 - 1) * 4;
  switch (random.below(wild ? 12 : 6)) {
    case 0:
      return 0;
    case 1:
      return -0;
    case 2:
      return x * 1e-3;
    case 6:
      return x * 1e-38;
    case 7:
      return x * 30;
    case 8:
      return x * 1e37;
    case 9:
      return Number.POSITIVE_INFINITY;
    case 10:
      return Number.NEGATIVE_INFINITY;
    case 11:
      return Number.NaN;
    default:
      return x;
  }
}

/** A word of which every NaN is the same: which one it is, is the processor's choice. */
const plain = (word: number) => ((word & 0x7fffffff) > 0x7f800000 ? 0x7fc00000 : word);

const WORDS = 260_000;
const compiled = makeBackend(float32, WORDS, kernels, "wasm", 0);
const reference = makeBackend(float32, WORDS, kernels, "reference", 0);

/** Runs a kernel on the same memory in both backends and compares all words and sums after it. */
function both(
  kernel: string,
  args: readonly number[],
  seed: number,
  wild: boolean,
  prepare: (words: Int32Array) => void = () => undefined,
) {
  const { f, i, d } = reference.memory;
  const random = new Random(seed);
  // A pattern that repeats is as good as none, and sooner there.
  for (let word = 0; word < 4099; word++) f[word] = number(random, wild);
  for (let word = 4099; word < WORDS; word += 4099) f.copyWithin(word, 0, 4099);
  // Sums and flags, now and then not finite or not zero.
  for (let word = 0; word < 4; word++) {
    d[word] = random.below(3) === 0 ? number(random, wild) : 0;
  }
  prepare(i);
  compiled.memory.i.set(i);
  compiled.memory.d.set(d);
  reference.bind(kernel, args)();
  compiled.bind(kernel, args)();
  const found = compiled.memory.i;
  let wrong = -1;
  for (let word = 0; word < WORDS && wrong < 0; word++) {
    if (i[word] !== found[word] && plain(i[word] as number) !== plain(found[word] as number)) {
      wrong = word;
    }
  }
  const difference = wrong < 0 ? "" : `word ${wrong}: ${compiled.memory.f[wrong]}, not ${f[wrong]}`;
  expect(difference, `${kernel}(${args.join(", ")}), seed ${seed}`).toBe("");
  expect(Array.from(compiled.memory.d)).toEqual(Array.from(d));
}

const size = fc.oneof(fc.integer({ min: 1, max: 17 }), fc.integer({ min: 18, max: 70 }));
const seeds = fc.integer({ min: 0, max: 1e6 });

/** The kinds of arguments of the kernels, and memory that suits them. */
const cases: Record<
  string,
  (rows: number, columns: number) => { args: number[]; labels?: [number, number, number] }
> = {};
const region = 6000;
const at = (index: number) => index * region + 4;
const elementwise = ["threshold", "sigmoid", "relu", "tanh", "leakyRelu"].concat([
  "identity",
  "gelu",
  "softplus",
  "exp",
]);
for (const name of elementwise) {
  cases[name] = (rows, columns) => ({ args: [at(0), at(1), rows * columns] });
  cases[`${name}.gradient`] = (rows, columns) => ({
    args: [at(0), at(1), at(2), at(3), rows * columns],
  });
}
const rowsOf =
  (addresses: number) =>
  (rows: number, columns: number): { args: number[] } => ({
    args: [...Array.from({ length: addresses }, (_, index) => at(index)), rows, columns],
  });
const sized =
  (addresses: number) =>
  (rows: number, columns: number): { args: number[] } => ({
    args: [...Array.from({ length: addresses }, (_, index) => at(index)), rows * columns],
  });
Object.assign(cases, {
  softmax: rowsOf(2),
  "softmax.gradient": rowsOf(3),
  bce: rowsOf(4),
  "bce.gradient": rowsOf(4),
  squared: rowsOf(3),
  "squared.gradient": rowsOf(4),
  repeatRow: rowsOf(2),
  addRows: rowsOf(2),
  copy: sized(2),
  allFinite: sized(1),
  clipNorm: sized(2),
  fill: (rows: number, columns: number) => ({ args: [at(0), 0.1, rows * columns] }),
  "update.sgd": sized(3),
  "update.momentum": sized(4),
  "update.nesterov": sized(4),
  "update.rmsprop": sized(4),
  "update.adam": sized(5),
  "update.adamw": sized(5),
  reduceLosses: (rows: number) => ({ args: [at(0), at(1), 7, rows] }),
  "reduceLosses.gradient": (rows: number) => ({ args: [at(0), at(1), 7, rows] }),
  cce: (rows: number, columns: number) => ({
    args: [at(0), at(1), at(2), at(3), rows, columns],
    labels: [at(1), rows, columns],
  }),
  "cce.gradient": (rows: number, columns: number) => ({
    args: [at(0), at(1), at(2), at(3), rows, columns],
    labels: [at(1), rows, columns],
  }),
  gatherRows: (rows: number, columns: number) => ({
    args: [at(0), at(1), at(2), rows, columns],
    labels: [at(1), rows, 9],
  }),
  beginStep: (rows: number, columns: number) => ({
    args: [at(0), at(1), at(5), rows, at(2), at(3), columns],
    labels: [at(0), 1, 40],
  }),
  // Numbers that are classes too: small enough to be right now and then.
  countRight: (rows: number, columns: number) => ({
    args: [at(0), at(1), at(1), at(3), rows, columns],
    labels: [at(1), rows + 9, 9],
  }),
  checkPass: () => ({ args: [] }),
  endStep: () => ({ args: [at(0)], labels: [at(0), 1, 40] }),
  gatherLabels: (rows: number) => ({ args: [at(0), at(1), at(2), rows], labels: [at(1), rows, 9] }),
  dropout: (rows: number, columns: number) => ({
    args: [at(0), at(1), at(2), at(3), 5_000_000, Math.fround(1.3), rows * columns],
    labels: [at(3), 1, 2],
  }),
  "dropout.gradient": (rows: number, columns: number) => ({
    args: [at(0), at(1), at(2), at(3), 5_000_000, Math.fround(1.3), rows * columns],
    labels: [at(3), 1, 2],
  }),
});

it("takes the compiled kernels where vectors are known", () => {
  expect(compiled.name).toBe("wasm");
  expect(reference.name).toBe("reference");
});

describe("compiled kernels give the bits of the reference", () => {
  it.each(compiledNames.filter((name) => name !== "product"))("%s", (name) => {
    const make = cases[name];
    if (!make) throw new Error(`no test for ${name}`);
    fc.assert(
      fc.property(size, size, seeds, fc.boolean(), (rows, columns, seed, wild) => {
        const { args, labels } = make(rows, columns);
        both(name, args, seed, wild, (i) => {
          if (!labels) return;
          const random = new Random(seed, "labels");
          const [from, count, bound] = labels;
          for (let word = 0; word < count; word++) i[from + word] = random.below(bound);
        });
      }),
      { numRuns: 40 },
    );
  });

  const patterns = {
    X·Wᵀ: (n: number, m: number, k: number) => [k, 1, k, 1, n, m, k],
    dZᵀ·X: (n: number, m: number, k: number) => [1, n, 1, m, n, m, k],
    dZ·W: (n: number, m: number, k: number) => [k, 1, 1, m, n, m, k],
    "any strides": (n: number, m: number, k: number) => [k * 3 + 1, 3, k * 2 + 5, 2, n, m, k],
  };

  it.each(Object.entries(patterns))("product %s", (_, strides) => {
    const side = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 17 }) },
      fc.integer({ min: 18, max: 140 }),
    );
    const depth = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 17 }) },
      fc.integer({ min: 18, max: 300 }),
    );
    fc.assert(
      fc.property(side, side, depth, seeds, fc.boolean(), (rows, columns, k, seed, wild) => {
        const [aRow = 0, aStep = 0, bRow = 0, bStep = 0] = strides(rows, columns, k);
        const [a, b, c] = [3, 130_003, 230_003];
        const out = columns + 2;
        both(
          "product",
          [a, aRow, aStep, b, bRow, bStep, c, out, rows, columns, k],
          seed,
          wild && rows < 18,
        );
      }),
      { numRuns: 40 },
    );
  });

  it("product of more columns than a block", () => {
    both("product", [0, 300, 1, 3000, 300, 1, 200_000, 600, 5, 600, 300], 1, false);
  });
});
