import { expect, test } from "vitest";
import { histogramPath } from "../../../../src-renderer/drawing/histogram.ts";

const bar = (count: number, label = "") => ({ label, from: 0, to: 1, count });

test("intervals touch, the highest bar is as high as the picture", () => {
  expect(histogramPath([bar(1), bar(4), bar(2)], 30, 20)).toBe(
    "M0 20v-5h10v5zM10 20v-20h10v20zM20 20v-10h10v10z",
  );
});

test("categories stand apart; an empty bar is none, a small one is seen", () => {
  expect(histogramPath([bar(1000, "a"), bar(0, "b"), bar(1, "c")], 30, 20)).toBe(
    "M1 20v-20h8v20zM21 20v-1h8v1z",
  );
});

test("without values there is nothing", () => {
  expect(histogramPath([], 30, 20)).toBe("");
  expect(histogramPath([bar(0)], 30, 20)).toBe("");
});
