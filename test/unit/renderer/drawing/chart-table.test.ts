import { expect, test } from "vitest";
import { numbersOf } from "../../../../src-renderer/drawing/chart-table.ts";

test("a chart's numbers as a matrix: columns of words are left out, what is missing is NaN", () => {
  const table = {
    columns: ["class", "share", "rows"],
    rows: [
      ["cat", 0.25, 4],
      ["dog", null, 12],
    ],
  };
  expect(numbersOf(table)).toEqual({
    shape: [2, 2],
    values: Float64Array.from([0.25, 4, Number.NaN, 12]),
  });
  expect(numbersOf({ columns: ["a"], rows: [["x"]] }).shape).toEqual([1, 0]);
});
