import fc from "fast-check";
import { expect, it } from "vitest";
import { parseNumber } from "../../../../src-worker/data/csv/cells.ts";
import { NumberScanner } from "../../../../src-worker/data/csv/number-scanner.ts";

const scanner = new NumberScanner(".");

/** What the scanner makes of a text; null: it leaves it, or a part of it, to others. */
function scan(text: string): number | null {
  const value = scanner.scan(new TextEncoder().encode(`${text},7`), 0);
  return Number.isNaN(value) || scanner.end !== text.length ? null : value;
}

/** The number as a column keeps it: whole numbers in float64, all others in float32. */
const kept = (value: number) => (Number.isInteger(value) ? value : Math.fround(value));

function expectSame(text: string): void {
  const value = scan(text);
  if (value === null) return;
  expect(kept(value), text).toBe(kept(parseNumber(text, ".")));
}

it.each([
  ["0", 0],
  ["-0", -0],
  ["+5", 5],
  ["5.", 5],
  [".5", 0.5],
  ["-12.25e2", -1225],
  ["1E+3", 1000],
  ["007", 7],
  ["123456789012345", 123456789012345],
  ["-999999999999999", -999999999999999],
  ["0.1", 0.1],
  ["1e22", 1e22],
])("reads %s exactly", (text, value) => {
  expect(scan(text)).toBe(value);
});

it.each(["", "-", ".", "e5", "1e", "1e+", "--1", "NaN", "inf", "x", "1x", "1.2.3", "0x10", "1 "])(
  "leaves %j alone",
  (text) => {
    expect(scan(text)).toBeNull();
  },
);

it.each(["9007199254740993", "1e39", "1e-45", "1e400", "12345678901234567890.5"])(
  "leaves %s to the reading of text: it might not be exact",
  (text) => {
    expect(scan(text)).toBeNull();
  },
);

it("reads the comma of decimals", () => {
  const value = new NumberScanner(",").scan(new TextEncoder().encode("3,75;1"), 0);
  expect(value).toBe(3.75);
});

it("takes numbers of many digits, as other programs write float64", () => {
  let taken = 0;
  for (let n = 1; n <= 1000; n++) if (scan(String(Math.sqrt(n) / 1000)) !== null) taken++;
  expect(taken).toBeGreaterThan(990);
});

it("comes to the float32, or the whole number, that Number does", () => {
  const digits = (most: number) =>
    fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: most });
  const text = fc
    .tuple(
      fc.constantFrom("", "-", "+"),
      digits(20),
      fc.option(digits(25), { nil: null }),
      fc.option(fc.integer({ min: -50, max: 50 }), { nil: null }),
    )
    .map(([sign, whole, fraction, exponent]) => {
      const point = fraction === null ? "" : `.${fraction}`;
      return `${sign}${whole}${point}${exponent === null ? "" : `e${exponent}`}`;
    });
  fc.assert(fc.property(text, expectSame), { numRuns: 20_000 });
});

it("is right beside the middle between two float32", () => {
  const bits = new Int32Array(1);
  const single = new Float32Array(bits.buffer);
  const places = fc.integer({ min: 0x33000000, max: 0x4c000000 });
  fc.assert(
    fc.property(
      places,
      fc.integer({ min: -3, max: 3 }),
      fc.integer({ min: 0, max: 20 }),
      (place, ulps, more) => {
        bits[0] = place;
        const low = single[0] as number;
        bits[0] = place + 1;
        const middle = (low + (single[0] as number)) / 2;
        const step = 2 ** (Math.floor(Math.log2(middle)) - 52);
        expectSame((middle + ulps * step).toFixed(Math.min(100, 20 + more)));
        expectSame(String(middle + ulps * step));
      },
    ),
    { numRuns: 20_000 },
  );
});
