import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeTable } from "../../../src-worker/data/code.ts";
import { decodeTarget } from "../../../src-worker/data/code-target.ts";
import type { DatasetSpec, Part } from "../../../src-worker/data/dataset.ts";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { usualSpec } from "./spec.ts";
import { readText } from "./text-stream.ts";

const parts: readonly Part[] = ["training", "validation", "test"];

function spec(options: Partial<DatasetSpec> & { targets: readonly string[] }) {
  return {
    ...usualSpec,
    ...options,
  } as const;
}

const tableOf = (header: string, rows: readonly string[]) =>
  readText([header, ...rows].join("\n"), { header: true });

/** Rows of a, colour, y: 60 of class "no", 30 of "yes". */
const coloured = () =>
  tableOf(
    "a,colour,y",
    Array.from({ length: 90 }, (_, row) => {
      const colour = ["red", "blue", "green"][row % 3];
      return `${row},${colour},${row % 9 < 3 ? "yes" : "no"}`;
    }),
  );

describe("prepareDataset codes", () => {
  it("numbers by the training part's mean and deviation", async () => {
    const { parts: coded } = prepareDataset(await coloured(), spec({ targets: ["y"], test: 0.2 }));
    const { x, rows } = coded.training;
    const column = Array.from({ length: rows }, (_, row) => x[row * 4] as number);
    const mean = column.reduce((sum, value) => sum + value, 0) / rows;
    const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows;
    expect(mean).toBeCloseTo(0, 6);
    expect(variance).toBeCloseTo(1, 6);
  });

  it("with figures that the held-out rows have no part in", async () => {
    const rows = Array.from({ length: 40 }, (_, row) => `${row},${row % 2}`);
    const table = await tableOf("a,y", rows);
    const wanted = spec({ targets: ["y"], test: 0.2 });
    const before = prepareDataset(table, wanted);
    const held = new Set([...before.parts.validation.source, ...before.parts.test.source]);
    expect(held.size).toBe(16);
    const changed = rows.map((row, index) => (held.has(index) ? `1e6,${index % 2}` : row));
    const after = prepareDataset(await tableOf("a,y", changed), wanted);
    expect(after.preprocessing).toEqual(before.preprocessing);
    expect(after.parts.training).toEqual(before.parts.training);
  });

  it("categories as one input each, and a text target as 0 and 1 by the alphabet", async () => {
    const dataset = prepareDataset(await coloured(), spec({ targets: ["y"], standardize: false }));
    expect(dataset.inputNames).toEqual(["a", "colour = blue", "colour = green", "colour = red"]);
    expect(dataset.preprocessing.target).toMatchObject({ task: "binary", labels: ["no", "yes"] });
    const { x, y, labels, source } = dataset.parts.training;
    source.forEach((row, index) => {
      const colour = [1, 2, 0].indexOf(row % 3);
      expect([...x.subarray(index * 4, index * 4 + 4)]).toEqual([
        row,
        ...[0, 1, 2].map((place) => (place === colour ? 1 : 0)),
      ]);
      expect(labels[index]).toBe(row % 9 < 3 ? 1 : 0);
      expect(y[index]).toBe(labels[index]);
    });
  });

  it("numeric classes in the order of their values", async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row},${[10, 9, -1][row % 3]}`);
    const { preprocessing, notes } = prepareDataset(
      await tableOf("a,y", rows),
      spec({ targets: ["y"] }),
    );
    expect(preprocessing.target).toEqual({
      task: "multiclass",
      column: "y",
      labels: ["-1", "9", "10"],
      numeric: true,
    });
    expect(notes[0]).toContain("regression");
  });

  it("several numeric targets, scaled, and back", async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `${row},${3 * row + 1},${row / 8}`);
    const table = await tableOf("a,b,c", rows);
    const { preprocessing, parts: coded } = prepareDataset(table, spec({ targets: ["b", "c"] }));
    const { y, source } = coded.validation;
    expect(source.length).toBe(6);
    source.forEach((row, index) => {
      const [b, c] = decodeTarget(preprocessing.target, y, index);
      expect(b).toBeCloseTo(3 * row + 1, 4);
      expect(c).toBeCloseTo(row / 8, 4);
    });
  });

  it("a constant column as zeros, and few whole numbers of a regression as amounts", async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `0.1,${row % 3}`);
    const dataset = prepareDataset(
      await tableOf("a,y", rows),
      spec({ targets: ["y"], task: "regression" }),
    );
    expect(dataset.task).toBe("regression");
    expect(dataset.parts.training.x.every((value) => value === 0)).toBe(true);
  });

  it("no rows as validation below 20, a fifth from there on", async () => {
    const counts = await Promise.all(
      [19, 20].map(async (count) => {
        const rows = Array.from({ length: count }, (_, row) => `${row},${row % 2}`);
        return prepareDataset(await tableOf("a,y", rows), spec({ targets: ["y"] })).parts.validation
          .rows;
      }),
    );
    expect(counts).toEqual([0, 4]);
  });
});

describe("prepareDataset splits", () => {
  it("every row into exactly one part, each class in its share", async () => {
    const table = await coloured();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: 45 }),
        fc.integer({ min: 0, max: 45 }),
        (seed, validation, test) => {
          const dataset = prepareDataset(
            table,
            spec({ targets: ["y"], seed, validation: validation / 100, test: test / 100 }),
          );
          const sources = parts.flatMap((part) => [...dataset.parts[part].source]);
          expect(sources.toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: 90 }, (_, i) => i),
          );
          expect(dataset.parts.validation.rows).toBe(Math.round((validation / 100) * 90));
          expect(dataset.parts.test.rows).toBe(Math.round((test / 100) * 90));
          for (const part of parts) {
            const { labels, rows } = dataset.parts[part];
            const yes = labels.filter((label) => label === 1).length;
            expect(Math.abs(yes - rows / 3)).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("the same way for a seed, another way for another", async () => {
    const table = await coloured();
    const held = (seed: number) =>
      prepareDataset(table, spec({ targets: ["y"], seed })).parts.validation.source;
    expect(held(3)).toEqual(held(3));
    expect(held(3)).not.toEqual(held(4));
  });

  it("the only row of a class into the training part", async () => {
    const rows = Array.from({ length: 50 }, (_, row) => `${row},${row === 7 ? "rare" : "usual"}`);
    const table = await tableOf("a,y", rows);
    for (let seed = 0; seed < 20; seed++) {
      const { training } = prepareDataset(
        table,
        spec({ targets: ["y"], seed, validation: 0.4, test: 0.4 }),
      ).parts;
      expect(training.source).toContain(7);
    }
  });
});

describe("prepareDataset and missing values", () => {
  const table = () =>
    tableOf(
      "a,colour,y",
      Array.from({ length: 40 }, (_, row) => {
        const a = row === 0 ? "" : row % 4 === 0 ? 100 : 4;
        return `${a},${row === 1 ? "" : row % 5 ? "red" : "blue"},${row === 2 ? "" : row % 2}`;
      }),
    );

  it("drop: leaves out each row that lacks something", async () => {
    const dataset = prepareDataset(await table(), spec({ targets: ["y"] }));
    expect(dataset.dropped).toBe(3);
    const sources = parts.flatMap((part) => [...dataset.parts[part].source]);
    expect(sources).not.toEqual(expect.arrayContaining([0]));
    expect(Math.min(...sources)).toBe(3);
  });

  it.each(["mean", "mode"] as const)("%s: fills features, never the target", async (missing) => {
    const opened = await table();
    const dataset = prepareDataset(opened, spec({ targets: ["y"], missing, standardize: false }));
    expect(dataset.dropped).toBe(1);
    const [a, colour] = dataset.preprocessing.features;
    expect(colour).toMatchObject({ fill: "red" });
    if (missing === "mode") expect(a).toMatchObject({ fill: 4 });
    else expect((a as { fill: number }).fill).toBeGreaterThan(4);
    const whole = codeTable(opened, dataset.preprocessing, false);
    expect(whole.x[0]).toBe(Math.fround((a as { fill: number }).fill));
    expect([...whole.x.subarray(4, 6)]).toEqual([0, 1]);
  });
});

describe("prepareDataset leaves out", () => {
  it("texts of more than 100 kinds and empty columns, and says so", async () => {
    const rows = Array.from({ length: 120 }, (_, row) => `id${row},,${row},${row % 2}`);
    const dataset = prepareDataset(await tableOf("id,nothing,a,y", rows), spec({ targets: ["y"] }));
    expect(dataset.inputNames).toEqual(["a"]);
    expect(dataset.dropped).toBe(0);
    expect(dataset.ignored).toEqual([
      { column: "id", why: "has 120 different texts, more than 100" },
      { column: "nothing", why: "is empty" },
    ]);
  });
});

describe("prepareDataset refuses in words", () => {
  it.each([
    ["an unknown target", { targets: ["z"] }, "no column “z”"],
    ["an unknown feature", { targets: ["y"], features: ["q"] }, "no column “q”"],
    ["no target", { targets: [] }, "no target"],
    ["no feature", { targets: ["y"], features: [] }, "no feature"],
    ["the target among the features", { targets: ["y"], features: ["a", "y"] }, "both"],
    ["regression on text", { targets: ["colour"], task: "regression" }, "holds text"],
    ["several text targets", { targets: ["colour", "y"] }, "holds text"],
    ["two classes of three", { targets: ["colour"], task: "binary" }, "3 classes"],
    [
      "all rows held out",
      { targets: ["y"], validation: 0.5, test: 0.5 },
      "leave no rows to train on",
    ],
    ["a negative share", { targets: ["y"], test: -0.1 }, "cannot be held out"],
  ] as const)("%s", async (_, options, words) => {
    const table = await coloured();
    expect(() => prepareDataset(table, spec(options))).toThrow(words);
  });

  it("a single class, and no rows left", async () => {
    const single = await tableOf("a,y", ["1,x", "2,x", "3,x"]);
    expect(() => prepareDataset(single, spec({ targets: ["y"] }))).toThrow("single class");
    const holes = await tableOf("a,b,y", ["1,,0", ",2,1", "1,,1"]);
    expect(() => prepareDataset(holes, spec({ targets: ["y"] }))).toThrow("no rows are left");
  });
});

describe("a model's preprocessing on another table", () => {
  const model = async () =>
    prepareDataset(await coloured(), spec({ targets: ["y"], seed: 5 })).preprocessing;

  it("codes the same rows to the same numbers, whatever the columns' order", async () => {
    const original = await coloured();
    const preprocessing = await model();
    const turned = await tableOf(
      "y,other,colour,a",
      Array.from({ length: 90 }, (_, row) => {
        const colour = ["red", "blue", "green"][row % 3];
        return `${row % 9 < 3 ? "yes" : "no"},7,${colour},${row}`;
      }),
    );
    expect(codeTable(turned, preprocessing, true)).toEqual(
      codeTable(original, preprocessing, true),
    );
  });

  it("splits a table for the model as the model's own was split", async () => {
    const table = await coloured();
    const first = prepareDataset(table, spec({ targets: ["y"], seed: 5 }));
    const again = prepareDataset(table, first.preprocessing.spec, first.preprocessing);
    expect(again).toEqual({ ...first, notes: [] });
  });

  it("needs no target to predict, and gives zeros for a colour it never saw", async () => {
    const table = await tableOf("a,colour", ["1,red", "2,pink"]);
    const { rows, x, labels } = codeTable(table, await model(), false);
    expect([rows, labels.length]).toEqual([2, 0]);
    expect([...x.subarray(5, 8)]).toEqual([0, 0, 0]);
  });

  it.each([
    ["an absent column", "a,y", ["1,no", "2,yes"], "no column “colour”"],
    ["text for numbers", "a,colour,y", ["one,red,no", "two,red,yes"], "needs numbers"],
    ["an unknown class", "a,colour,y", ["1,red,no", "2,red,perhaps"], "“perhaps” is none"],
  ])("refuses %s", async (_, header, rows, words) => {
    const table = await tableOf(header, rows);
    const preprocessing = await model();
    expect(() => codeTable(table, preprocessing, true)).toThrow(words);
  });

  it("knows number classes however they are written", async () => {
    const rows = Array.from({ length: 20 }, (_, row) => `${row},${row % 2 ? "0.10" : "0.2"}`);
    const { preprocessing } = prepareDataset(await tableOf("a,y", rows), spec({ targets: ["y"] }));
    const other = await tableOf("a,y", ["1,1e-1", "2,.20"]);
    expect([...codeTable(other, preprocessing, true).labels]).toEqual([0, 1]);
    expect(decodeTarget(preprocessing.target, new Float32Array([0.7]), 0)).toEqual([0.2]);
  });
});
