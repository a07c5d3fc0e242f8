import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rowsOf } from "../text-stream.ts";
import { readBytes } from "./read.ts";

const folder = new URL("../../../fixtures/parquet/", import.meta.url);
/** 200 rows written by DuckDB 1.x, in each compression and in pages of both versions. */
const files = readdirSync(folder);

test.each(files)("%s by DuckDB comes back", async (file) => {
  const table = await readBytes(readFileSync(new URL(file, folder)), file);
  expect(table.columns.map(({ name, type }) => [name, type])).toEqual([
    ["id", "number"],
    ["half", "number"],
    ["maybe", "number"],
    ["kind", "category"],
    ["even", "category"],
    ["day", "date"],
    ["big", "number"],
    ["dec", "number"],
  ]);
  expect(rowsOf(table)).toEqual(
    Array.from({ length: 200 }, (_, i) => [
      i,
      i / 2,
      i % 7 === 0 ? null : i,
      `label ${i % 3}`,
      String(i % 2 === 0),
      new Date(Date.UTC(2024, 0, 1 + (i % 40))).toISOString().slice(0, 10),
      3 * i,
      Math.fround(i / 8),
    ]),
  );
});

const plain = new Uint8Array(readFileSync(new URL("uncompressed-v1.parquet", folder)));

test.each([
  ["a file of another kind", Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)],
  ["four bytes", plain.slice(0, 4)],
  ["a file without its end", plain.slice(0, -1)],
  ["a file without its beginning", plain.slice(500)],
  ["a file with its middle cut out", new Uint8Array([...plain.slice(0, 100), ...plain.slice(900)])],
])("refuses %s", async (_, bytes) => {
  await expect(readBytes(bytes, "x.parquet")).rejects.toMatchObject({
    name: "UserError",
    place: { file: "x.parquet" },
  });
});

test("types may be set", async () => {
  const reading = { types: { id: "category" } } as const;
  const table = await readBytes(plain, "x.parquet", { reading });
  expect(table.columns[0]?.type).toBe("category");
  await expect(
    readBytes(plain, "x.parquet", { reading: { types: { none: "category" } } }),
  ).rejects.toThrow("no column “none”");
});
