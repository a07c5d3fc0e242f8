/** A call as one for each thread, which write parts of its outputs apart from one another. */
export interface Divided {
  /** Arguments for each thread, the first thread's first; null: it has nothing to do. */
  readonly parts: readonly (readonly number[] | null)[];
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

/** @returns null when the call cannot be divided */
export function divide(kernel: string, args: readonly number[], threads: number): Divided | null {
  if (kernel === "product") return divideProduct(args, threads);
  const division = divisions.get(kernel);
  return division === undefined ? null : divideByTable(division, args, threads);
}

function divideByTable(division: Division, args: readonly number[], threads: number): Divided {
  const count = args[division.count] as number;
  const row = division.columns === undefined ? 1 : (args[division.columns] as number);
  // Whole cache lines of elements, whole vectors of rows.
  const parts = ranges(count, threads, row === 1 ? 16 : 4).map((range) => {
    if (range === null) return null;
    const own = [...args];
    own[division.count] = range.length;
    for (const word of division.words ?? []) own[word] = (args[word] as number) + range.from;
    for (const rows of division.rows ?? []) own[rows] = (args[rows] as number) + range.from * row;
    return own;
  });
  return { parts, cost: count * row * division.cost };
}

/**
 * By rows or columns of C, whichever are more: each thread packs all of the operand that belongs
 * to the other. Tiles of four rows and eight columns stay whole.
 */
function divideProduct(args: readonly number[], threads: number): Divided {
  const [a = 0, aRow = 0, aStep = 0, b = 0, bRow = 0, bStep = 0, c = 0, cRow = 0] = args;
  const [rows = 0, columns = 0, depth = 0] = args.slice(8);
  const byColumns = (from: number, length: number) => [
    ...[a, aRow, aStep, b + from * bRow, bRow, bStep, c + from, cRow],
    ...[rows, length, depth],
  ];
  const byRows = (from: number, length: number) => [
    ...[a + from * aRow, aRow, aStep, b, bRow, bStep, c + from * cRow, cRow],
    ...[length, columns, depth],
  ];
  // A lone column is a row to its kernel.
  const [count, group] = columns > rows ? [columns, 8] : [rows, columns === 1 ? 8 : 4];
  const part = columns > rows ? byColumns : byRows;
  const parts = ranges(count, threads, group).map(
    (range) => range && part(range.from, range.length),
  );
  return { parts, cost: rows * columns * depth };
}

/**
 * `count` things for each thread, in whole groups as far as they go. Where groups do not go even,
 * the first thread, which has all that is not divided to do, gets the fewest.
 */
function ranges(
  count: number,
  threads: number,
  group: number,
): ({ readonly from: number; readonly length: number } | null)[] {
  const groups = Math.ceil(count / group);
  return Array.from({ length: threads }, (_, thread) => {
    const from = Math.floor((groups * thread) / threads) * group;
    const to = Math.min(count, Math.floor((groups * (thread + 1)) / threads) * group);
    return to > from ? { from, length: to - from } : null;
  });
}
