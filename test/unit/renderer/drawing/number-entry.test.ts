import { expect, test } from "vitest";
import {
  hasDecimalComma,
  readNumber,
  stepped,
  withPoint,
} from "../../../../src-renderer/drawing/number-entry.ts";

test.each([
  ["0.5", 0.5],
  [" 1e-3 ", 0.001],
  ["−2", -2],
  ["+.25", 0.25],
  ["4 294 967 295", 4_294_967_295],
  ["10\u202f000", 10_000],
  ["", null],
  ["  ", null],
  ["1 2", Number.NaN],
  ["1,2,3", Number.NaN],
  ["1.000,5", Number.NaN],
  ["0x10", Number.NaN],
  ["Infinity", Number.NaN],
  ["five", Number.NaN],
] as const)("%j is read as %s, whether commas are decimal signs or not", (text, value) => {
  expect(readNumber(text, false)).toBe(value);
  expect(readNumber(text, true)).toBe(value);
});

test("a comma is a decimal sign where the language has it so, and else it is refused", () => {
  expect(readNumber("0,5", true)).toBe(0.5);
  expect(readNumber("1,5e-3", true)).toBe(0.0015);
  expect(readNumber("0,5", false)).toBeNaN();
});

test("a decimal comma in a list is seen, commas that separate are not taken for one", () => {
  expect(hasDecimalComma("0,5")).toBe(true);
  expect(hasDecimalComma("0,001, 0,01")).toBe(true);
  expect(hasDecimalComma("0.1,0.01")).toBe(false);
  expect(hasDecimalComma("1, 2")).toBe(false);
});

test("the comma of one number becomes a point, that of a list or a formula stays", () => {
  expect(["0,5", "-1,25e3", "0.5", "[0,5]", "1, 2", "1/2", "f(0,5)"].map(withPoint)).toEqual([
    "0.5",
    "-1.25e3",
    "0.5",
    "[0,5]",
    "1, 2",
    "1/2",
    "f(0,5)",
  ]);
});

test("arrows go from step to step, and stop at the ends", () => {
  const whole = { minimum: 1, maximum: 4, step: 1 };
  expect([stepped(1, 1, whole), stepped(4, 1, whole), stepped(1, -1, whole)]).toEqual([2, 4, 1]);
  const tenths = { minimum: 0, maximum: 1, step: 0.1 };
  expect([stepped(0.2, 1, tenths), stepped(0.25, 1, tenths), stepped(0.25, -1, tenths)]).toEqual([
    0.3, 0.3, 0.2,
  ]);
  const free = { minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY, step: 1 };
  expect([stepped(-0.5, -1, free), stepped(2, 1, free)]).toEqual([-1, 3]);
});
