import { describe, expect, it } from "vitest";
import { findSample, samples } from "../../../../src-worker/data/samples/index.ts";
import { summarize } from "../../../../src-worker/data/summary.ts";
import type { Column, Table } from "../../../../src-worker/data/table.ts";
import { rowsOf } from "../text-stream.ts";

/** FNV-1a over the bits of all cells: a different bit anywhere gives another number. */
function fingerprint(table: Table): number {
  let hash = 0x811c9dc5;
  for (const column of table.columns) {
    const cells = column.type === "category" ? column.codes : column.values;
    for (const byte of new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength)) {
      hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    }
  }
  return hash;
}

const made = new Map<string, Table>();

/** A sample of seed 0, made once for all tests. */
function sample(name: string): Table {
  const table = made.get(name) ?? findSample(name).make(0);
  made.set(name, table);
  return table;
}

describe.each(samples)("sample $name", ({ name, make, rows, columns, task }) => {
  it("is what its entry says", () => {
    const table = sample(name);
    const summary = summarize(table, 1);
    expect([summary.rows, summary.columns.length]).toEqual([rows, columns]);
    expect(summary.proposal).toEqual({ target: table.target, task });
    expect(summary.notes).toEqual([]);
    expect(summary.columns.every(({ missing }) => missing === 0)).toBe(true);
  });

  it("is the same for a seed, another for another", () => {
    expect(fingerprint(make(0))).toBe(fingerprint(sample(name)));
    if (name !== "four-points") expect(fingerprint(make(1))).not.toBe(fingerprint(sample(name)));
  });
});

it("samples have the same bits on every computer", () => {
  const found = samples.map(({ name }) => [name, fingerprint(sample(name))]);
  expect(Object.fromEntries(found)).toEqual({
    "four-points": 1915799765,
    letters: 3588174407,
    moons: 1085024314,
    speech: 3525686953,
    spiral: 1370596316,
    stock: 229349235,
    triangle: 3531576255,
    xor: 2026184330,
  });
});

it("four-points is Table 1 of the notes", () => {
  expect(rowsOf(sample("four-points"))).toEqual([
    [0, 0],
    [1, 0],
    [3, 1],
    [5, 0],
  ]);
});

it("triangle follows eq. (12) of the notes, both classes alike", () => {
  const rows = rowsOf(findSample("triangle").make(3)) as number[][];
  for (const [x1 = 0, x2 = 0, y] of rows) {
    expect(y).toBe(x1 >= 0 && x2 >= 0 && x1 + x2 < 1 ? 1 : 0);
  }
  expect(rows.filter(([, , y]) => y === 1)).toHaveLength(rows.length / 2);
});

it("letters are grey pictures of 20 × 20 with ink on paper", () => {
  const table = sample("letters");
  expect(table.picture).toEqual({ width: 20, height: 20 });
  const pixels = table.columns.slice(0, -1) as (Column & { type: "number" })[];
  for (let row = 0; row < 26; row++) {
    const image = pixels.map(({ values }) => values[row] as number);
    expect(image.every((value) => value >= 0 && value <= 1)).toBe(true);
    const ink = image.filter((value) => value > 0.5).length;
    expect(ink).toBeGreaterThan(10);
    expect(ink).toBeLessThan(160);
  }
});

it("letters of one kind are alike, of two kinds are not", () => {
  const table = sample("letters");
  const pixels = table.columns.slice(0, -1) as (Column & { type: "number" })[];
  const { codes } = table.columns.at(-1) as Column & { type: "category" };
  const averages = Array.from({ length: 26 }, (_, letter) =>
    pixels.map(({ values }) => {
      const own = [...values].filter((_value, row) => codes[row] === letter);
      return own.reduce((sum, value) => sum + value, 0) / own.length;
    }),
  );
  const apart = averages.flatMap((first, letter) =>
    averages
      .slice(letter + 1)
      .map((second) =>
        Math.hypot(...first.map((value, pixel) => value - (second[pixel] as number))),
      ),
  );
  expect(Math.min(...apart)).toBeGreaterThan(1);
});

it("stock's columns are one walk, a day apart", () => {
  const columns = sample("stock").columns as (Column & { type: "number" })[];
  columns.slice(1).forEach(({ values }, day) => {
    expect(values.subarray(0, -1)).toEqual(columns[day]?.values.subarray(1));
  });
  expect(columns.every(({ values }) => values.every((price) => price > 0))).toBe(true);
});

it("an unknown sample is refused with the names there are", () => {
  expect(() => findSample("iris")).toThrow("no sample “iris”");
});
