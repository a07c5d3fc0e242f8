import { Random } from "../kernels/random.ts";
import type { Part } from "./dataset.ts";

/** With fewer rows none are held out unless asked for: each is needed for training. */
const fewestToHoldOut = 20;
const defaultValidation = 0.2;

/** The share held out for validation when the user has not chosen one. */
export function validationShare(chosen: number | null, rows: number): number {
  return chosen ?? (rows < fewestToHoldOut ? 0 : defaultValidation);
}

/**
 * Splits rows at random into the three parts, each class in about the same share in each.
 *
 * Every class is shuffled on its own, and its k-th row of n stands at k/n of a common line; the
 * parts are stretches of that line. So the parts have exactly the sizes asked for, and the last
 * row of every class, and therefore the only row of a rare one, is a training row.
 *
 * @param rows row numbers of the table, ascending
 * @param classes class of each of `rows`, from 0; null: not by classes
 * @param validation, test shares; together less than 1
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
  const groups = new Map<number, number[]>();
  rows.forEach((row, index) => {
    const key = classes ? (classes[index] as number) : 0;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  });
  const line: { row: number; position: number }[] = [];
  for (const key of [...groups.keys()].sort((a, b) => a - b)) {
    const group = Int32Array.from(groups.get(key) as number[]);
    random.shuffle(group);
    group.forEach((row, index) => {
      line.push({ row, position: (index + 1) / group.length });
    });
  }
  // The sort is stable: equal positions stay in the order of their classes.
  line.sort((a, b) => a.position - b.position);
  const ordered = Int32Array.from(line, ({ row }) => row);
  const held = Math.min(Math.round(validation * rows.length), Math.max(rows.length - 1, 0));
  const tested = Math.min(Math.round(test * rows.length), Math.max(rows.length - 1 - held, 0));
  return {
    validation: ordered.slice(0, held).sort(),
    test: ordered.slice(held, held + tested).sort(),
    training: ordered.slice(held + tested).sort(),
  };
}
