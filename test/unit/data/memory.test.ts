import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { summarize } from "../../../src-worker/data/summary.ts";
import { readText } from "./text-stream.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in use, once what is no longer needed is gone. */
function used(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test("texts that all differ cost little more than their characters", async () => {
  const rows = 200_000;
  const lines = Array.from({ length: rows }, (_, row) => `name ${(row * 7919) % rows},${row % 7}`);
  const bytes = new TextEncoder().encode(`name,y\n${lines.join("\n")}\n`);
  lines.length = 0;
  const before = used();
  const table = await readText(bytes);
  // A text of 11 characters, its place and its row's, and the other column's number.
  expect((used() - before) / rows).toBeLessThan(70);
  expect(table.bytes).toBe(bytes.length);

  // The heap grows with what is needed meanwhile: an object or a map's entry each is too much.
  const heap = getHeapStatistics().total_heap_size;
  const [name] = summarize(table, 1).columns;
  expect((getHeapStatistics().total_heap_size - heap) / rows).toBeLessThan(100);
  expect(name).toMatchObject({ categoryCount: rows, missing: 0 });
  expect(name?.categories).toHaveLength(1000);
  expect(name?.histogram.at(-1)).toMatchObject({ label: "199981 others", count: 199_981 });
});
