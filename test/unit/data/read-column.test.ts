import { expect, test } from "vitest";
import { placesOf } from "../../../src-worker/data/read-column.ts";
import type { Column } from "../../../src-worker/data/table.ts";

test("an identifier with as many labels as rows is looked up at once", () => {
  const rows = 150_000;
  const labels = Array.from({ length: rows }, (_, row) => `id ${row}`);
  const codes = Int32Array.from(labels, (_, row) => rows - 1 - row);
  const column: Column = { name: "id", type: "category", codes, labels };
  const start = process.cpuUsage();
  const placeOf = placesOf(column, labels, null);
  expect([placeOf(0), placeOf(1), placeOf(rows - 1)]).toEqual([rows - 1, rows - 2, 0]);
  for (let row = 0; row < rows; row++) placeOf(row);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(3);
});
