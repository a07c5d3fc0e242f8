import { MOST_PARTS } from "../wasm/places.ts";

/** A call as several, which write parts of its outputs apart from one another. */
export interface Divided {
  /** Arguments of each. */
  readonly parts: readonly (readonly number[])[];
  /** Of the whole call, in multiply-adds. */
  readonly cost: number;
}

/** How a kernel's outputs are divided; no sum ever is, so that bits do not depend on threads. */
interface Division {
  /** Which argument counts what is divided: elements or rows. */
  readonly count: number;
  /** Which argument is the number of elements of a row; absent: elements are divided. */
  readonly columns?: number;
  /** Addresses that move by an element for each of what is divided. */
  readonly words?: readonly number[];
  /** Addresses that move by a row. */
  readonly rows?: readonly number[];
  /** Cost of an element, in multiply-adds. */
  readonly cost: number;
}

/** Of moving an element, of a simple function of it, of an elementary function. */
const [MOVE, SIMPLE, ELEMENTARY] = [4, 6, 40];

const elements = (count: number, words: readonly number[], cost: number): Division => ({
  count,
  words,
  cost,
});

const activation = (name: string, forward: number, backward: number): [string, Division][] => [
  [name, elements(2, [0, 1], forward)],
  [`${name}.gradient`, elements(4, [0, 1, 2, 3], backward)],
];

const divisions: ReadonlyMap<string, Division> = new Map<string, Division>([
  ["fill", elements(2, [0], MOVE)],
  ["copy", elements(2, [0, 1], MOVE)],
  ["gatherRows", { count: 3, columns: 4, words: [1], rows: [2], cost: MOVE }],
  ["repeatRow", { count: 2, columns: 3, rows: [1], cost: MOVE }],
  ["softmax", { count: 2, columns: 3, rows: [0, 1], cost: ELEMENTARY }],
  ["softmax.gradient", { count: 3, columns: 4, rows: [0, 1, 2], cost: SIMPLE }],
  ["cce", { count: 4, columns: 5, words: [1, 2], rows: [0, 3], cost: ELEMENTARY }],
  ["cce.gradient", { count: 4, columns: 5, words: [1, 2], rows: [0, 3], cost: SIMPLE }],
  ["bce", { count: 4, columns: 5, words: [2], rows: [0, 1, 3], cost: ELEMENTARY }],
  ["bce.gradient", { count: 4, columns: 5, words: [2], rows: [0, 1, 3], cost: SIMPLE }],
  ["squared", { count: 3, columns: 4, words: [2], rows: [0, 1], cost: SIMPLE }],
  ["squared.gradient", { count: 4, columns: 5, words: [2], rows: [0, 1, 3], cost: SIMPLE }],
  ["dropout", elements(6, [0, 1, 2], SIMPLE)],
  ["dropout.gradient", elements(6, [0, 1, 2], SIMPLE)],
  ["allFinite", elements(1, [0], MOVE)],
  ["update.sgd", elements(3, [0, 1], SIMPLE)],
  ["update.momentum", elements(4, [0, 1, 3], SIMPLE)],
  ["update.nesterov", elements(4, [0, 1, 3], SIMPLE)],
  ["update.rmsprop", elements(4, [0, 1, 3], ELEMENTARY)],
  ["update.adam", elements(5, [0, 1, 3, 4], ELEMENTARY)],
  ["update.adamw", elements(5, [0, 1, 3, 4], ELEMENTARY)],
  ...["threshold", "relu", "leakyRelu", "identity"].flatMap((name) =>
    activation(name, SIMPLE, SIMPLE),
  ),
  ...["sigmoid", "tanh", "exp"].flatMap((name) => activation(name, ELEMENTARY, SIMPLE)),
  ...["gelu", "softplus"].flatMap((name) => activation(name, ELEMENTARY, ELEMENTARY)),
]);

/** Rows or columns of a product from which on a part packs the other operand for little. */
const PRODUCT_PART = 256;
/** Most parts for each thread: more even out how fast threads are. */
const PARTS_PER_THREAD = 4;

/**
 * @param least cost of a call from which on it is worth to be divided
 * @returns null when it is not, or cannot be
 */
export function divide(
  kernel: string,
  args: readonly number[],
  threads: number,
  least: number,
): Divided | null {
  if (kernel === "product") return divideProduct(args, threads, least);
  const division = divisions.get(kernel);
  return division === undefined ? null : divideByTable(division, args, threads, least);
}

function divideByTable(
  division: Division,
  args: readonly number[],
  threads: number,
  least: number,
): Divided | null {
  const count = args[division.count] as number;
  const row = division.columns === undefined ? 1 : (args[division.columns] as number);
  const cost = count * row * division.cost;
  if (cost < least) return null;
  const wanted = Math.min(threads * PARTS_PER_THREAD, Math.ceil((2 * cost) / least));
  // Whole cache lines of elements, whole vectors of rows.
  const parts = ranges(count, wanted, row === 1 ? 16 : 4).map(({ from, length }) => {
    const own = [...args];
    own[division.count] = length;
    for (const word of division.words ?? []) own[word] = (args[word] as number) + from;
    for (const rows of division.rows ?? []) own[rows] = (args[rows] as number) + from * row;
    return own;
  });
  return { parts, cost };
}

/**
 * By rows or columns of C, whichever are more: each part packs all of the operand that belongs to
 * the other. Tiles of four rows and eight columns stay whole.
 */
function divideProduct(args: readonly number[], threads: number, least: number): Divided | null {
  const [a = 0, aRow = 0, aStep = 0, b = 0, bRow = 0, bStep = 0, c = 0, cRow = 0] = args;
  const [rows = 0, columns = 0, depth = 0] = args.slice(8);
  const cost = rows * columns * depth;
  if (cost < least) return null;
  const count = Math.max(rows, columns);
  // As many for one thread as for another.
  const each = Math.floor(count / PRODUCT_PART / threads);
  const even = threads * Math.max(1, Math.min(PARTS_PER_THREAD, each));
  const wanted = Math.min(even, Math.ceil((2 * cost) / least));
  if (columns > rows) {
    const parts = ranges(columns, wanted, 8).map(({ from, length }) => [
      ...[a, aRow, aStep, b + from * bRow, bRow, bStep, c + from, cRow],
      ...[rows, length, depth],
    ]);
    return { parts, cost };
  }
  // A lone column is a row to its kernel.
  const parts = ranges(rows, wanted, columns === 1 ? 8 : 4).map(({ from, length }) => [
    ...[a + from * aRow, aRow, aStep, b, bRow, bStep, c + from * cRow, cRow],
    ...[length, columns, depth],
  ]);
  return { parts, cost };
}

/** `count` things in about `wanted` parts of whole groups, as far as they go. */
function ranges(
  count: number,
  wanted: number,
  group: number,
): { readonly from: number; readonly length: number }[] {
  const groups = Math.ceil(count / group);
  const parts = Math.min(wanted, groups, MOST_PARTS);
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((groups * part) / parts) * group;
    const to = Math.min(count, Math.floor((groups * (part + 1)) / parts) * group);
    return { from, length: to - from };
  });
}
