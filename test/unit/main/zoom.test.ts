import { expect, test } from "vitest";
import { LARGEST_ZOOM, SMALLEST_ZOOM, zoomed } from "../../../src-main/zoom.ts";

test("zoom goes step by step, there and back, and ends", () => {
  expect(zoomed(1, "in")).toBe(1.1);
  expect(zoomed(1.1000000238418579, "in")).toBe(1.25);
  expect(zoomed(1.25, "out")).toBe(1.1);
  expect(zoomed(2.5, "reset")).toBe(1);
  expect(zoomed(LARGEST_ZOOM, "in")).toBe(LARGEST_ZOOM);
  expect(zoomed(SMALLEST_ZOOM, "out")).toBe(SMALLEST_ZOOM);
});
