import { expect, test } from "vitest";
import { compareCells, runColour } from "../../../../src-renderer/drawing/run-words.ts";

test("runs are sorted by size, with what is missing or diverged at the end", () => {
  const cells = [Number.NaN, 2, null, 10, 1];
  expect([...cells].sort(compareCells)).toEqual([1, 2, 10, Number.NaN, null]);
  expect(["b", "a"].sort(compareCells)).toEqual(["a", "b"]);
});

test("neighbouring runs have different colours", () => {
  for (let number = 1; number < 20; number++)
    expect(runColour(number)).not.toBe(runColour(number + 1));
});
