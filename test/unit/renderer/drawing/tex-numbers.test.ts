import { afterEach, expect, test } from "vitest";
import { numberStyle } from "../../../../src-renderer/drawing/number-style.svelte.ts";
import { withNumbers } from "../../../../src-renderer/drawing/tex-numbers.ts";
import { numberTex } from "../../../../src-worker/inspect/numbers.ts";

afterEach(() => {
  numberStyle.decimals = null;
  numberStyle.notation = "automatic";
});

test("numbers in the engine's formulas follow the wish of their reader", () => {
  const tex = `\\frac{${numberTex(Math.fround(0.1))}}{${numberTex(-1234567.5)}} z_{12}`;
  expect(withNumbers(tex)).toBe("\\frac{0.1}{-1\\,234\\,568} z_{12}");
  numberStyle.decimals = 2;
  expect(withNumbers(tex)).toBe("\\frac{0.10}{-1234567.50} z_{12}");
  numberStyle.notation = "scientific";
  expect(withNumbers(numberTex(1.5e-8))).toBe("1.50 \\cdot 10^{-8}");
});

test("what is no number is said as well", () => {
  expect(withNumbers([Number.NaN, Number.POSITIVE_INFINITY, -0].map(numberTex).join(" "))).toBe(
    "\\mathrm{NaN} \\infty 0",
  );
});
