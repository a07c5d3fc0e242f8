import { describe, expect, it } from "vitest";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { samples } from "../../../src-worker/data/samples/index.ts";
import { summarize } from "../../../src-worker/data/summary.ts";
import { usualSpec } from "./spec.ts";
import { readText } from "./text-stream.ts";

const read = (lines: readonly string[]) => readText(lines.join("\n"), { header: true });
const many = (count: number, row: (row: number) => string) =>
  Array.from({ length: count }, (_, index) => row(index));

describe("a column's histogram", () => {
  it("counts each value once, in equal intervals", async () => {
    const table = await read([
      "a,b,c",
      ...many(1000, (row) => `${row / 8},${row % 3},x${row % 30}`),
    ]);
    const [a, b, c] = summarize(table, 1).columns;
    expect(a?.histogram).toHaveLength(20);
    for (const { histogram } of [a, b, c].map((one) => one ?? { histogram: [] })) {
      expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    }
    expect(a?.histogram[0]).toEqual({ label: "", from: 0, to: 999 / 160, count: 50 });
    expect(a?.histogram.at(-1)?.to).toBe(999 / 8);
    expect(a?.median).toBe(999 / 16);
    expect(b?.histogram.map(({ from, to, count }) => [from, to, count])).toEqual([
      [-0.5, 0.5, 334],
      [0.5, 1.5, 333],
      [1.5, 2.5, 333],
    ]);
    expect(c?.histogram).toHaveLength(20);
    expect(c?.histogram.at(-1)?.label).toBe("11 others");
  });
});

describe("a column of texts", () => {
  it("shows the most frequent, equals in order, and the others together", async () => {
    const of = async (kinds: number) => {
      // The text k occurs once, and every seventh three times more.
      const texts = many(kinds, (k) => `t${100 + k}`).flatMap((text, k) =>
        k % 7 === 0 ? [text, text, text, text] : [text],
      );
      const table = await read(["a,y", ...texts.map((text, row) => `${text},${row % 2}`)]);
      const [column] = summarize(table, 1).columns;
      return column?.histogram.map(({ label, count }) => [label, count]);
    };
    const frequent = ["t100", "t107", "t114"].map((label) => [label, 4]);
    const once = many(20, (k) => `t${100 + k}`).flatMap((label, k) =>
      k % 7 === 0 ? [] : [[label, 1]],
    );
    expect(await of(20)).toEqual([...frequent, ...once]);
    expect(await of(21)).toEqual([...frequent, ...once.slice(0, 16), ["2 others", 2]]);
  });
});

describe("hints", () => {
  it("name empty, constant and duplicate columns, each once", async () => {
    const lines = many(
      5,
      (row) => `${row},${row},5,,${row % 2 ? "a" : "b"},${row % 2 ? "a" : "b"}`,
    );
    const { hints, notes } = summarize(await read(["a,b,c,d,e,f", ...lines]), 1);
    expect(hints.map(({ column, kind }) => [column, kind])).toEqual([
      ["b", "duplicate"],
      ["c", "constant"],
      ["d", "empty"],
      ["f", "duplicate"],
    ]);
    expect(notes).toContain("“b” equals “a” in every row");
  });

  it("name row numbers, which the window then ignores, where something else is there", async () => {
    const lines = many(12, (row) => `${row + 1001},${(row * 7) % 12},${row % 5},${row * 2}`);
    const { hints, notes } = summarize(await read(["id,a,b,y", ...lines]), 1);
    expect(hints.map(({ column, kind }) => [column, kind])).toEqual([["id", "numbering"]]);
    expect(notes[0]).toContain("“id” counts up by 1 from row to row");
  });

  it("take no column for row numbers that is not whole, complete, in order and long", async () => {
    const kinds = async (count: number, cell: (row: number) => string) => {
      const lines = many(count, (row) => `${cell(row)},${(row * 7) % 12},${row % 5}`);
      const { hints } = summarize(await read(["id,a,y", ...lines]), 1);
      return hints.map(({ kind }) => kind);
    };
    expect(await kinds(12, (row) => String(row))).toEqual(["numbering"]);
    expect(await kinds(9, (row) => String(row))).toEqual([]);
    expect(await kinds(12, (row) => String(row + 0.5))).toEqual([]);
    expect(await kinds(12, (row) => String(2 * row))).toEqual([]);
    expect(await kinds(12, (row) => String(12 - row))).toEqual([]);
    expect(await kinds(12, (row) => (row === 5 ? "" : String(row)))).toEqual([]);
    expect(await kinds(12, (row) => String(row === 5 ? 4 : row))).toEqual([]);
  });

  it("leave row numbers be when they are the target, or all there is to predict from", async () => {
    const kinds = async (header: string, row: (row: number) => string) =>
      summarize(await read([header, ...many(120, row)]), 1).hints.map(({ kind }) => kind);
    expect(await kinds("x,y", (row) => `${row + 1},${row % 7}`)).toEqual([]);
    expect(await kinds("a,n", (row) => `${row % 7},${row}`)).toEqual([]);
    // Neither a constant, nor more texts than can be inputs, nor nothing is a feature.
    const others = await kinds("x,c,name,e,y", (row) => `${row},3,name${row},,${row % 7}`);
    expect(others).toEqual(["constant", "empty"]);
  });

  it("do not take samples' columns for row numbers", () => {
    for (const { make } of samples) {
      const { hints } = summarize(make(0), 1);
      expect(hints.filter(({ kind }) => kind === "numbering")).toEqual([]);
    }
  });

  it("warn of a feature that says the target", async () => {
    const table = await read([
      "a,copy,code,y",
      ...many(30, (row) => `${row % 7},${row % 2},${row % 2 ? "odd" : "even"},${row % 2}`),
    ]);
    const { hints, notes } = prepareDataset(table, { ...usualSpec, targets: ["y"] });
    expect(hints.map(({ column, kind }) => [column, kind])).toEqual([
      ["copy", "leak"],
      ["code", "leak"],
    ]);
    expect(notes[0]).toBe("“copy” equals the target “y”; is it known beforehand?");
    expect(notes[1]).toContain("tells every class of the target");
  });

  it("warn of the target in other units", async () => {
    const table = await read([
      "a,fahrenheit,y",
      ...many(30, (row) => `${(row * row) % 7},${1.8 * row + 32},${row}`),
    ]);
    const { hints } = prepareDataset(table, { ...usualSpec, targets: ["y"], task: "regression" });
    expect(hints.map(({ column }) => column)).toEqual(["fahrenheit"]);
  });

  it("are silent about features that merely help", async () => {
    const table = await read(["a,y", ...many(30, (row) => `${row},${row % 2}`)]);
    expect(prepareDataset(table, { ...usualSpec, targets: ["y"] }).hints).toEqual([]);
  });
});
