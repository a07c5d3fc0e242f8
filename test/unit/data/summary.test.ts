import { describe, expect, it } from "vitest";
import { samples } from "../../../src-worker/data/samples/index.ts";
import { pageRows, summarize } from "../../../src-worker/data/summary.ts";
import { readText } from "./text-stream.ts";

describe("summarize", () => {
  it("counts, measures and remarks", async () => {
    const rows = ["1,0.1,red,", "2,0.1,blue,", "4,0.1,red,", ",0.1,,"].join("\n");
    const summary = summarize(await readText(`a,same,colour,none\n${rows}\n`), 7);
    expect(summary).toMatchObject({ id: 7, name: "table.csv", rows: 4 });
    const [a, same, colour] = summary.columns;
    expect(a).toMatchObject({ missing: 1, minimum: 1, maximum: 4, whole: true });
    expect(a?.mean).toBeCloseTo(7 / 3, 12);
    expect(a?.standardDeviation).toBeCloseTo(Math.sqrt(14 / 9), 12);
    expect(same).toMatchObject({ mean: Math.fround(0.1), standardDeviation: 0, whole: false });
    expect(colour).toMatchObject({
      type: "category",
      missing: 1,
      categoryCount: 2,
      categories: [
        { label: "blue", count: 1 },
        { label: "red", count: 2 },
      ],
    });
    expect(summary.notes).toEqual([
      "no value at all in “none”",
      "one and the same value throughout “same”",
    ]);
  });

  it.each([
    ["a,Label,b\n1,x,2\n2,y,3\n", { target: "Label", task: "binary" }],
    ["y,target,b\n1,5,2\n2,6,3\n1,7,3\n", { target: "target", task: "regression" }],
    ["a,b,kind\n1,2,x\n2,3,y\n2,3,z\n", { target: "kind", task: "multiclass" }],
    ["a,b\n1,2.5\n2,3.5\n2,4.25\n", { target: "b", task: "regression" }],
  ])("proposes what to predict: %j", async (text, proposal) => {
    expect(summarize(await readText(text), 1).proposal).toEqual(proposal);
  });

  it("tells of cells that are no numbers", async () => {
    const cells = Array.from({ length: 30 }, (_, row) => `${row === 4 ? "four" : row},1`);
    const { notes, columns } = summarize(await readText(`a,b\n${cells.join("\n")}`), 1);
    expect(notes).toContain("“a”: 1 cell is no number and counts as missing");
    expect(columns[0]).toMatchObject({ missing: 1, badCells: [{ line: 6, text: "four" }] });
  });
});

describe("pageRows", () => {
  it("gives cells as they were written, and no more rows than there are", async () => {
    const table = await readText("a,colour\n0.1,red\n,blue\n1e-7,\n");
    expect(pageRows(table, 0, 2)).toEqual({
      start: 0,
      rows: [
        [0.1, "red"],
        [null, "blue"],
      ],
    });
    expect(pageRows(table, 2, 10).rows).toEqual([[1e-7, null]]);
    expect(pageRows(table, 99, 10).rows).toEqual([]);
  });
});

it("a summary has no array of the table, which would be moved away with it", () => {
  const arrays = (value: unknown): unknown[] => {
    if (ArrayBuffer.isView(value)) return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(arrays) : [];
  };
  for (const sample of samples) expect(arrays(summarize(sample.make(0), 1))).toEqual([]);
});
