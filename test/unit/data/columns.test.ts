import fc from "fast-check";
import { expect, it } from "vitest";
import { float32Text, sortedLabels } from "../../../src-worker/data/columns.ts";

it("writes a float32 as short as reads back the same", () => {
  const values = [0.1, -2.5, 1e30, 16_777_216, 1 / 3].map(Math.fround);
  expect(values.map(float32Text)).toEqual(["0.1", "-2.5", "1e+30", "16777216", "0.33333334"]);
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Math.fround(Number(float32Text(value)))).toBe(value + 0);
    }),
  );
});

it("orders labels by value when all are numbers, else by their characters", () => {
  expect(sortedLabels(["10", "9", "-1"])).toEqual(["-1", "9", "10"]);
  expect(sortedLabels(["b10", "b9", "B"])).toEqual(["B", "b10", "b9"]);
  expect(sortedLabels(["10", "9", "x"])).toEqual(["10", "9", "x"]);
});
