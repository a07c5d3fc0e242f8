import { expect, test } from "vitest";
import { position, tickLabel, ticks } from "../../../../src-renderer/drawing/plane-axes.ts";
import { rowsInView } from "../../../../src-renderer/drawing/window-of-rows.ts";

test("ticks are round values within the range", () => {
  expect(ticks([-1.2, 2.3], 4)).toEqual([-1, 0, 1, 2]);
  expect(ticks([0, 0.5], 5)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  expect(ticks([120, 980], 4)).toEqual([500]);
  expect(ticks([3, 3], 4)).toEqual([]);
});

test("a tick's value fits beside the axis", () => {
  expect([0, -1.5, 0.2, 9000].map(tickLabel)).toEqual(["0", "−1.5", "0.2", "9000"]);
  expect([10_000, 250_000, -1_500_000].map(tickLabel)).toEqual(["10k", "250k", "−1.5M"]);
  expect([2e9, -1e-5].map(tickLabel)).toEqual(["2e9", "−1e−5"]);
});

test("a value's place on an axis is linear", () => {
  expect(position(5, [0, 10], 200)).toBe(100);
});

test("only rows in view and a few around them exist", () => {
  expect(rowsInView({ scrolled: 0, height: 100 }, 20, 1000, 2)).toEqual({ start: 0, end: 7 });
  expect(rowsInView({ scrolled: 400, height: 100 }, 20, 1000, 2)).toEqual({ start: 18, end: 27 });
  expect(rowsInView({ scrolled: 9999, height: 100 }, 20, 10, 2)).toEqual({ start: 10, end: 10 });
  expect(rowsInView({ scrolled: 0, height: 0 }, 20, 0)).toEqual({ start: 0, end: 0 });
});
