import type { Result } from "../inspect/solve.ts";
import type { Verdict } from "./contract.ts";

export const RIGHT: Verdict = { right: true, words: "" };
export const wrong = (words: string): Verdict => ({ right: false, words });

/** Numbers by value: |given − expected| ≤ tolerance · max(1, largest |expected|). */
export function compareNumbers(given: Result, expected: Result, tolerance: number): Verdict {
  const mismatch = shapeMismatch(given, expected);
  if (mismatch) return mismatch;
  const limit = tolerance * scaleOf(expected.data);
  const off = expected.data.filter(
    (value, at) => !(Math.abs((given.data[at] ?? 0) - value) <= limit),
  );
  if (off.length === 0) return RIGHT;
  const all = expected.data.length;
  if (all === 1) return wrong("This is not the value.");
  return wrong(
    off.length === all
      ? "None of the numbers is right yet."
      : `${all - off.length} of ${all} numbers are right.`,
  );
}

/** Formulas by their values at the same points; where both are no finite numbers is left out. */
export function compareFormulas(
  given: readonly Result[],
  expected: readonly Result[],
  tolerance: number,
): Verdict {
  const [first] = expected;
  const [typed] = given;
  if (!first || !typed) return wrong("There is nothing to compare.");
  const mismatch = shapeMismatch(typed, first);
  if (mismatch) return mismatch;
  const entries = first.data.length;
  const agree = Array.from({ length: entries }, (_, entry) => agrees(entry));
  const right = agree.filter(Boolean).length;
  if (right === entries) return RIGHT;
  if (entries === 1) return wrong("This is another function: its values differ.");
  return wrong(
    right === 0
      ? "None of the entries is the right function yet."
      : `${right} of ${entries} entries are the right function.`,
  );

  function agrees(entry: number): boolean {
    let compared = 0;
    for (const [at, { data }] of expected.entries()) {
      const value = data[entry] ?? 0;
      const other = given[at]?.data[entry] ?? Number.NaN;
      if (!Number.isFinite(value) && !Number.isFinite(other)) continue;
      if (!(Math.abs(other - value) <= tolerance * Math.max(1, Math.abs(value)))) return false;
      compared++;
    }
    return compared > 0;
  }
}

const scaleOf = (data: readonly number[]) =>
  data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);

/** Axes of length 1 do not count: [[1], [2]] is as good a column as [1, 2]. */
function shapeMismatch(given: Result, expected: Result): Verdict | null {
  const long = ({ shape }: Result) => shape.filter((length) => length !== 1);
  if (long(given).join() === long(expected).join()) return null;
  const words = ({ shape }: Result) => {
    if (shape.length === 0) return "one number";
    return shape.length === 1 ? `a list of ${shape[0]}` : `of the shape ${shape.join(" × ")}`;
  };
  return wrong(`Your answer is ${words(given)}; the right one is ${words(expected)}.`);
}
