import { expect, test } from "vitest";
import { csvLine } from "../../../src-main/cli/csv.ts";
import { float32Text } from "../../../src-main/cli/float.ts";
import { duration } from "../../../src-main/cli/live.ts";
import { alignTable, percent, shortNumber } from "../../../src-main/cli/table.ts";

test("columns of numbers are right-aligned, wide characters counted as two", () => {
  const rows = [
    ["name", "n"],
    ["日本", "1"],
    ["a\u001b[31m", "20"],
  ];
  expect(alignTable(rows)).toBe("name     n\n日本     1\na\ufffd[31m  20\n");
});

test("numbers for people", () => {
  expect(
    [0.123456, 12345.678, 5, -0.00001234, 1e30, Number.NaN].map((value) => shortNumber(value)),
  ).toEqual(["0.1235", "12350", "5", "-1.23e-5", "1e+30", "–"]);
  expect(percent(0.9567)).toBe("95.7 %");
  expect([4.44, 44.4, 65, 7300].map(duration)).toEqual(["4.4 s", "44 s", "1 min 5 s", "2 h 1 min"]);
});

test("CSV cells are quoted where they must be", () => {
  expect(csvLine(["a", "b,c", 'say "x"', " d", "e\nf", ""])).toBe(
    'a,"b,c","say ""x"""," d","e\nf",\n',
  );
});

test("float32 text is short and reads back the same", () => {
  expect([0.1, 1 / 3, 16777216, 1e-20].map((value) => float32Text(Math.fround(value)))).toEqual([
    "0.1",
    "0.33333334",
    "16777216",
    "1e-20",
  ]);
  for (let bits = 1; bits < 0x7f800000; bits += 98_765_431) {
    const value = new Float32Array(new Uint32Array([bits]).buffer)[0] ?? 0;
    expect(Math.fround(Number(float32Text(value)))).toBe(value);
  }
});
