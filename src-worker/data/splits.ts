import { UserError } from "../errors.ts";
import { Random } from "../kernels/random.ts";
import { cellLabel, cellsOf } from "./columns.ts";
import type { Part, PreprocessingEntry, SplitName } from "./dataset.ts";
import { byClass, splitRows } from "./split.ts";
import type { Column, Table } from "./table.ts";

/** What rows are held out from, and how many. */
export interface SplitSource {
  readonly table: Table;
  /** Row numbers of the table, ascending; none lacks a value in `column`. */
  readonly rows: Int32Array;
  /** Class of each of `rows`, from 0; null: there are no classes. */
  readonly classes: Int32Array | null;
  /** The column that the split goes by, where it goes by one. */
  readonly column: Column | null;
  /** Shares of the rows, together less than 1. */
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
}

/** One fold of a cross-validation. Row numbers of the table, ascending. */
export interface Fold {
  readonly training: Int32Array;
  readonly held: Int32Array;
}

/** A way to hold rows out. */
export interface Split extends PreprocessingEntry<SplitName> {
  /** Whether it goes by a column. */
  readonly column: "none" | "needed" | "optional";
  /** Whether that column says where a row belongs and is therefore no feature. */
  readonly takesColumn: boolean;
  /** Row numbers of each part, ascending. @throws {UserError} when the column does not fit */
  split(source: SplitSource): Record<Part, Int32Array>;
  /** The same rows as so many folds; shares do not matter. */
  folds(source: SplitSource, count: number): Fold[];
}

export const splits: readonly Split[] = [
  {
    name: "stratified",
    label: "Random, classes alike",
    about: "Rows drawn by the seed, each class with the same share in every part.",
    column: "none",
    takesColumn: false,
    split: ({ rows, classes, validation, test, seed }) =>
      splitRows(rows, classes, validation, test, seed),
    folds: (source, count) => dealt(source, source.classes, count),
  },
  {
    name: "random",
    label: "Random",
    about: "Rows drawn by the seed, whatever their class.",
    column: "none",
    takesColumn: false,
    split: ({ rows, validation, test, seed }) => splitRows(rows, null, validation, test, seed),
    folds: (source, count) => dealt(source, null, count),
  },
  {
    name: "column",
    label: "By a column",
    about: "A column says training, validation or test for each row.",
    column: "needed",
    takesColumn: true,
    split: (source) => byWord(source),
    // The column knows of no folds; its rows for training and validation make some.
    folds: (source, count) => dealt(source, source.classes, count),
  },
  {
    name: "group",
    label: "Groups together",
    about: "Rows with one value of a column (a person, a place) stay in one part.",
    column: "needed",
    takesColumn: true,
    split: splitGroups,
    folds: foldGroups,
  },
  {
    name: "order",
    label: "By order in time",
    about:
      "The first rows train, the next validate, the last test; ordered by a column, or as they are.",
    column: "optional",
    takesColumn: false,
    split(source) {
      const { rows, validation, test } = source;
      const ordered = inOrder(source);
      const held = Math.min(Math.round(validation * rows.length), Math.max(rows.length - 1, 0));
      const tested = Math.min(Math.round(test * rows.length), Math.max(rows.length - 1 - held, 0));
      const first = rows.length - held - tested;
      return {
        training: ordered.slice(0, first).sort(),
        validation: ordered.slice(first, first + held).sort(),
        test: ordered.slice(first + held).sort(),
      };
    },
    // Each fold is held out from training on all that was before it.
    folds(source, count) {
      const ordered = inOrder(source);
      const bound = (fold: number) => Math.round((fold * ordered.length) / (count + 1));
      return Array.from({ length: count }, (_, fold) => ({
        training: ordered.slice(0, bound(fold + 1)).sort(),
        held: ordered.slice(bound(fold + 1), bound(fold + 2)).sort(),
      }));
    },
  },
];

/** @throws {RangeError} for a name that no registry has */
export function findSplit(name: SplitName): Split {
  const found = splits.find((split) => split.name === name);
  if (found) return found;
  throw new RangeError(`there is no split called ${name}`);
}

/** Rows drawn by the seed and dealt out in turn, each class by itself. */
function dealt({ rows, seed }: SplitSource, classes: Int32Array | null, count: number): Fold[] {
  const random = new Random(seed, "folds");
  const hands = Array.from({ length: count }, (): number[] => []);
  let turn = 0;
  for (const group of classes ? byClass(rows, classes) : [rows.slice()]) {
    random.shuffle(group);
    for (const row of group) hands[turn++ % count]?.push(row);
  }
  return withRest(rows, hands);
}

/** Folds of the rows in each hand, which are trained on all the others. */
function withRest(rows: Int32Array, hands: readonly (readonly number[])[]): Fold[] {
  return hands.map((hand) => {
    const held = Int32Array.from(hand).sort();
    const isHeld = new Set(hand);
    return { training: rows.filter((row) => !isHeld.has(row)), held };
  });
}

const words: Readonly<Record<string, Part>> = {
  training: "training",
  train: "training",
  validation: "validation",
  valid: "validation",
  val: "validation",
  dev: "validation",
  test: "test",
  testing: "test",
};

function byWord({ table, rows, column }: SplitSource): Record<Part, Int32Array> {
  const own = needed(column);
  const parts: Record<Part, number[]> = { training: [], validation: [], test: [] };
  for (const row of rows) {
    const label = cellLabel(own, row) ?? "";
    const word = label.trim().toLowerCase();
    const part = Object.hasOwn(words, word) ? words[word] : undefined;
    if (part === undefined) {
      throw new UserError(
        `“${label.slice(0, 60)}” in the column “${own.name}” is no part of the data`,
        "write training, validation or test, or choose another split",
        { file: table.name, line: table.lineOf(row), name: own.name },
      );
    }
    parts[part].push(row);
  }
  return {
    training: Int32Array.from(parts.training),
    validation: Int32Array.from(parts.validation),
    test: Int32Array.from(parts.test),
  };
}

/** Groups of rows with one value, drawn by the seed. */
function drawnGroups({ rows, column, seed }: SplitSource): Int32Array[] {
  const cells = cellsOf(needed(column));
  const places = new Map<number, number>();
  const group = rows.map((row) => {
    const cell = cells[row] as number;
    const place = places.get(cell) ?? places.size;
    places.set(cell, place);
    return place;
  });
  const groups = byClass(rows, group);
  const order = Int32Array.from(groups.keys());
  new Random(seed, "groups").shuffle(order);
  return Array.from(order, (place) => groups[place] as Int32Array);
}

/** Parts take groups as long as that brings them nearer to their share; the rest is trained on. */
function splitGroups(source: SplitSource): Record<Part, Int32Array> {
  const { rows, validation, test } = source;
  let left = drawnGroups(source);
  const take = (wanted: number): Int32Array => {
    const taken: Int32Array[] = [];
    const others: Int32Array[] = [];
    let count = 0;
    left.forEach((group, place) => {
      const isLast = others.length === 0 && place === left.length - 1;
      const isNearer = count + group.length / 2 <= wanted;
      if (isLast || !isNearer) {
        others.push(group);
        return;
      }
      taken.push(group);
      count += group.length;
    });
    left = others;
    return joined(taken);
  };
  const held = take(validation * rows.length);
  const tested = take(test * rows.length);
  return { validation: held, test: tested, training: joined(left) };
}

/** All rows of some groups, ascending. */
function joined(groups: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(groups.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const group of groups) {
    all.set(group, filled);
    filled += group.length;
  }
  return all.sort();
}

/** The largest groups first, each into the fold with the fewest rows. */
function foldGroups(source: SplitSource, count: number): Fold[] {
  const groups = drawnGroups(source);
  if (groups.length < count) {
    throw new UserError(
      `the column “${source.column?.name}” makes ${groups.length} groups, too few for ${count} folds`,
      "choose fewer folds",
    );
  }
  const hands = Array.from({ length: count }, (): number[] => []);
  for (const group of groups.sort((a, b) => b.length - a.length)) {
    const smallest = hands.reduce((least, hand) => (hand.length < least.length ? hand : least));
    for (const row of group) smallest.push(row);
  }
  return withRest(source.rows, hands);
}

/** Rows by the values of the column, equal ones as they stand in the table. */
function inOrder({ rows, column, table }: SplitSource): Int32Array {
  if (!column) return rows.slice();
  if (column.type === "category") {
    throw new UserError(
      `the column “${column.name}” holds text, which has no order in time`,
      "choose a column of numbers or dates",
      { file: table.name, name: column.name },
    );
  }
  const { values } = column;
  const key = (row: number) => values[row] as number;
  return rows.slice().sort((a, b) => key(a) - key(b) || a - b);
}

function needed(column: Column | null): Column {
  if (column) return column;
  throw new UserError("no column is chosen to split by", "choose one");
}
