import { afterEach, describe, expect, test } from "vitest";
import { numberStyle } from "../../../../src-renderer/drawing/number-style.svelte.ts";
import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatShare,
  formatSteady,
  rangeInWords,
} from "../../../../src-renderer/drawing/numbers.ts";

test.each([
  [1, 4096, "1 to 4096"],
  [0, 2 ** 32 - 1, "0 to 4\u202f294\u202f967\u202f295"],
  [1e-9, 0.9, "1e−9 to 0.9"],
])("the range from %s to %s", (minimum, maximum, words) => {
  expect(rangeInWords(minimum, maximum)).toBe(words);
});

describe("numbers for people", () => {
  test.each([
    [0, "0"],
    [1, "1"],
    [0.1 + 0.2, "0.3"],
    [-1.21194, "−1.212"],
    [100, "100"],
    [9999.6, "10\u202f000"],
    [12345.6, "12\u202f346"],
    [-123456, "−123\u202f456"],
    [0.00012346, "0.0001235"],
    [0.0000123, "1.23e−5"],
    [1.5e9, "1.5e9"],
    [Number.NaN, "–"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is written %s", (value, words) => {
    expect(formatNumber(value)).toBe(words);
  });

  test("what changes all the time keeps its number of digits", () => {
    expect(formatSteady(0.5)).toBe("0.5000");
    expect(formatSteady(0.12344)).toBe("0.1234");
    expect(formatSteady(-2)).toBe("−2.0000");
    expect(formatSteady(0.00005)).toBe("5e−5");
    expect(formatSteady(null)).toBe("–");
  });

  test("shares, times, bytes and counts", () => {
    expect(formatShare(0.98734)).toBe("98.7 %");
    expect(formatShare(null)).toBe("–");
    expect(formatDuration(3.24)).toBe("3.2 s");
    expect(formatDuration(59.97)).toBe("60.0 s");
    expect(formatDuration(65)).toBe("1 min 05 s");
    expect(formatDuration(3725)).toBe("1 h 02 min");
    expect(formatBytes(999)).toBe("999 B");
    expect(formatBytes(1234)).toBe("1.2 kB");
    expect(formatBytes(200_000_000)).toBe("200 MB");
  });
});

describe("numbers as their user wishes them", () => {
  afterEach(() => {
    numberStyle.decimals = null;
    numberStyle.notation = "automatic";
  });

  test.each([
    [
      2,
      "automatic",
      [0.5, 123.456, 3, 0.001, 4.5e8, 2.5e7 + 0.5],
      "0.50 123.46 3 1.00e−3 4.5e8 2.50e7",
    ],
    [3, "plain", [-0.5, 0.0001, 12345678.25], "−0.500 0.000 12345678.250"],
    [4, "scientific", [123.456, 7], "1.2346e2 7"],
    [null, "plain", [1.5e9, 0.0000375, 0.5], "1\u202f500\u202f000\u202f000 0.0000375 0.5"],
    [null, "scientific", [123.456, 0.5, 2.5e9], "1.235e2 5e−1 2.5e9"],
  ] as const)("%s decimals, %s notation", (decimals, notation, values, words) => {
    numberStyle.decimals = decimals;
    numberStyle.notation = notation;
    expect(values.map((value) => formatNumber(value)).join(" ")).toBe(words);
  });

  test("figures that change all the time follow; narrow places keep their digits", () => {
    numberStyle.decimals = 6;
    expect(formatSteady(0.12344)).toBe("0.123440");
    expect(formatSteady(0)).toBe("0.000000");
    expect(formatNumber(0.12344, 3)).toBe("0.123");
  });

  test("shares with few digits keep one width under a wish", () => {
    numberStyle.decimals = 2;
    expect([1, 0.9, 0.947, 0].map((share) => formatSteady(share, 3))).toEqual([
      "1.00",
      "0.90",
      "0.95",
      "0.00",
    ]);
    numberStyle.decimals = null;
    numberStyle.notation = "plain";
    expect([1, 0.9].map((share) => formatSteady(share, 3))).toEqual(["1.000", "0.900"]);
    numberStyle.notation = "scientific";
    expect([1, 0.9].map((share) => formatSteady(share, 3))).toEqual(["1.000", "9e−1"]);
  });
});
