import { expect, test } from "vitest";
import { normal } from "../../../src-worker/kernels/normal.ts";
import { Random } from "../../../src-worker/kernels/random.ts";

test("normal numbers have mean 0, variance 1 and the normal share within one deviation", () => {
  const random = new Random(7, "test");
  const count = 100_000;
  const drawn = Array.from({ length: count }, () => normal(random));
  const mean = drawn.reduce((sum, x) => sum + x, 0) / count;
  const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
  const within = drawn.filter((x) => Math.abs(x) < 1).length / count;
  // Five standard errors each.
  expect(Math.abs(mean)).toBeLessThan(0.016);
  expect(Math.abs(variance - 1)).toBeLessThan(0.023);
  expect(Math.abs(within - 0.6827)).toBeLessThan(0.0075);
});

test("a restored generator goes on with the same normal numbers", () => {
  const random = new Random(7, "test");
  normal(random);
  const copy = Random.from(random.state);
  expect(normal(copy)).toBe(normal(random));
});
