import { Random } from "../kernels/random.ts";
import type { Part } from "./dataset.ts";

/** With fewer rows none are held out unless asked for: each is needed for training. */
const fewestToHoldOut = 20;
export const defaultValidation = 0.2;

/** The share held out for validation when the user has not chosen one. */
export function validationShare(chosen: number | null, rows: number): number {
  return chosen ?? (rows < fewestToHoldOut ? 0 : defaultValidation);
}

/**
 * Splits rows at random into the three parts, each class in about the same share in each; of every
 * class a row stays in the training part, as long as there are enough training rows.
 *
 * @param rows row numbers of the table, ascending
 * @param classes class of each of `rows`, from 0; null: not by classes
 * @param validation share of the rows, as is `test`; together less than 1
 * @returns row numbers of each part, ascending
 */
export function splitRows(
  rows: Int32Array,
  classes: Int32Array | null,
  validation: number,
  test: number,
  seed: number,
): Record<Part, Int32Array> {
  const random = new Random(seed, "split");
  const groups = classes ? byClass(rows, classes) : [rows.slice()];
  const sizes = groups.map((group) => group.length);
  const held = Math.min(Math.round(validation * rows.length), Math.max(rows.length - 1, 0));
  const tested = Math.min(Math.round(test * rows.length), Math.max(rows.length - 1 - held, 0));
  const validated = apportion(held, sizes, sizes);
  const left = sizes.map((size, group) => size - (validated[group] as number));
  const testing = apportion(tested, sizes, left);
  const parts = {
    validation: new Int32Array(held),
    test: new Int32Array(tested),
    training: new Int32Array(rows.length - held - tested),
  };
  const filled = { validation: 0, test: 0, training: 0 };
  const take = (part: Part, taken: Int32Array) => {
    parts[part].set(taken, filled[part]);
    filled[part] += taken.length;
  };
  groups.forEach((group, index) => {
    random.shuffle(group);
    const first = validated[index] as number;
    const second = first + (testing[index] as number);
    take("validation", group.subarray(0, first));
    take("test", group.subarray(first, second));
    take("training", group.subarray(second));
  });
  for (const part of Object.values(parts)) part.sort();
  return parts;
}

/** Rows by their class, from 0, each in order. */
export function byClass(rows: Int32Array, classes: Int32Array): Int32Array[] {
  const sizes: number[] = [];
  for (const label of classes) sizes[label] = (sizes[label] ?? 0) + 1;
  const groups = Array.from(sizes, (size = 0) => new Int32Array(size));
  const filled = new Int32Array(groups.length);
  classes.forEach((label, index) => {
    const group = groups[label] as Int32Array;
    group[filled[label] as number] = rows[index] as number;
    filled[label] = (filled[label] as number) + 1;
  });
  return groups;
}

/**
 * Shares `total` among groups by their sizes: each gets the whole part of its share, the largest
 * remainders one more, and none its last row left while another has more to give.
 *
 * @param left rows that each group can still give; `total` of them at least
 */
function apportion(total: number, sizes: readonly number[], left: readonly number[]): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const shares = sizes.map((size) => (all === 0 ? 0 : (total * size) / all));
  const given = shares.map((share, group) =>
    Math.max(0, Math.min(Math.floor(share), (left[group] as number) - 1)),
  );
  let missing = total - given.reduce((sum, count) => sum + count, 0);
  const remainder = (group: number) => (shares[group] as number) - (given[group] as number);
  const order = [...sizes.keys()].sort((a, b) => remainder(b) - remainder(a));
  for (const kept of [1, 0]) {
    for (let gave = true; missing > 0 && gave; ) {
      gave = false;
      for (const group of order) {
        if (missing === 0 || (given[group] as number) + kept >= (left[group] as number)) continue;
        given[group] = (given[group] as number) + 1;
        missing--;
        gave = true;
      }
    }
  }
  return given;
}
