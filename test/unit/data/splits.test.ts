import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldDatasets } from "../../../src-worker/data/folds.ts";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { findSplit, type SplitSource, splits } from "../../../src-worker/data/splits.ts";
import type { Table } from "../../../src-worker/data/table.ts";
import { atOnce } from "../../../src-worker/steps.ts";
import { usualSpec } from "./spec.ts";
import { readText } from "./text-stream.ts";

/** Rows to split, with classes and a column of few values. */
const sources: fc.Arbitrary<SplitSource> = fc
  .tuple(
    fc.integer({ min: 8, max: 60 }),
    fc.nat(),
    fc.double({ min: 0, max: 0.4, noNaN: true }),
    fc.double({ min: 0, max: 0.4, noNaN: true }),
    fc.integer({ min: 4, max: 12 }),
  )
  .map(([count, seed, validation, test, groups]) => {
    const rows = Int32Array.from({ length: count }, (_, row) => 2 * row);
    const all = 2 * count;
    const values = Float32Array.from({ length: all }, (_, row) => Math.floor(row / 2) % groups);
    return {
      table: { name: "made", rows: all, lineOf: (row: number) => row } as unknown as Table,
      rows,
      classes: rows.map((row) => (row % 3 === 0 ? 1 : 0)),
      column: { name: "g", type: "number", values, badCells: [], badCellCount: 0 },
      validation,
      test,
      seed,
    };
  });

const ascending = (rows: Int32Array) => rows.slice().sort();
const all = splits.filter(({ name }) => name !== "column");

describe.each(all)("the split $name", ({ name }) => {
  const { split, folds } = findSplit(name);

  it("puts each row into one part, the same for the same seed", () => {
    fc.assert(
      fc.property(sources, (source) => {
        const { training, validation, test } = split(source);
        expect(ascending(Int32Array.of(...training, ...validation, ...test))).toEqual(source.rows);
        expect(training.length).toBeGreaterThan(0);
        expect(split(source)).toEqual({ training, validation, test });
        for (const part of [training, validation, test]) expect(part).toEqual(ascending(part));
      }),
    );
  });

  it("holds rows out in folds, none twice", () => {
    fc.assert(
      fc.property(sources, fc.integer({ min: 2, max: 4 }), (source, count) => {
        const made = folds(source, count);
        expect(made).toHaveLength(count);
        const held = made.flatMap((fold) => [...fold.held]);
        expect(new Set(held).size).toBe(held.length);
        for (const fold of made) {
          expect(fold.held.length).toBeGreaterThan(0);
          expect(fold.training.some((row) => fold.held.includes(row))).toBe(false);
        }
        if (name === "order") return;
        expect(ascending(Int32Array.from(held))).toEqual(source.rows);
        const sizes = made.map((fold) => fold.training.length + fold.held.length);
        expect(new Set(sizes)).toEqual(new Set([source.rows.length]));
      }),
    );
  });
});

it("groups stay together", () => {
  fc.assert(
    fc.property(sources, fc.integer({ min: 2, max: 4 }), (source, count) => {
      const { split, folds } = findSplit("group");
      const groupsOf = (rows: Int32Array) =>
        new Set(Array.from(rows, (row) => (source.column as { values: Float32Array }).values[row]));
      const { training, validation, test } = split(source);
      const apart = [training, validation, test].map(groupsOf);
      const together = new Set(apart.flatMap((groups) => [...groups]));
      expect(apart.reduce((sum, groups) => sum + groups.size, 0)).toBe(together.size);
      for (const fold of folds(source, count)) {
        const held = groupsOf(fold.held);
        expect([...groupsOf(fold.training)].some((group) => held.has(group))).toBe(false);
      }
    }),
  );
});

it("an order in time never trains on what comes later", () => {
  fc.assert(
    fc.property(sources, fc.integer({ min: 2, max: 4 }), (source, count) => {
      const { split, folds } = findSplit("order");
      const values = (source.column as { values: Float32Array }).values;
      const range = (rows: Int32Array) => {
        const own = Array.from(rows, (row) => values[row] as number);
        return { first: Math.min(...own), last: Math.max(...own) };
      };
      const { training, validation, test } = split(source);
      expect(range(training).last).toBeLessThanOrEqual(range(validation).first);
      expect(range(training).last).toBeLessThanOrEqual(range(test).first);
      expect(range(validation).last).toBeLessThanOrEqual(range(test).first);
      for (const fold of folds(source, count)) {
        expect(range(fold.training).last).toBeLessThanOrEqual(range(fold.held).first);
      }
    }),
  );
});

const rowsOfText = (rows: readonly string[]) => readText(["a,part,y", ...rows].join("\n"));

it("a column says where its rows belong, and is no feature", async () => {
  const words = ["train", "validation", "Test", "training", "val"];
  const table = await rowsOfText(words.map((word, row) => `${row},${word},${row * row}`));
  const spec = { ...usualSpec, targets: ["y"], task: "regression", split: "column" } as const;
  const { parts, inputNames } = prepareDataset(table, { ...spec, splitColumn: "part" });
  expect(inputNames).toEqual(["a"]);
  expect([...parts.training.source]).toEqual([0, 3]);
  expect([...parts.validation.source]).toEqual([1, 4]);
  expect([...parts.test.source]).toEqual([2]);
  const wrong = await rowsOfText(["1,train,1", "2,later,2"]);
  expect(() => prepareDataset(wrong, { ...spec, splitColumn: "part" })).toThrow(
    "“later” in the column “part” is no part of the data",
  );
  expect(() => prepareDataset(table, spec)).toThrow("goes by a column");
});

it("a second table is the test part, coded by the first", async () => {
  const table = await rowsOfText(Array.from({ length: 30 }, (_, row) => `${row},x,${row % 2}`));
  const tests = await rowsOfText(["100,x,1", ",x,0", "200,z,0"]);
  const spec = { ...usualSpec, targets: ["y"], test: 0.5, scaling: "minmax" } as const;
  const dataset = prepareDataset(table, spec, undefined, tests);
  expect(dataset.parts.training.rows + dataset.parts.validation.rows).toBe(30);
  expect([...dataset.parts.test.source]).toEqual([0, 2]);
  expect(dataset.parts.test.x[0]).toBeGreaterThan(3);
  expect(dataset.preprocessing.spec.test).toBe(0);
  expect(dataset.notes.join()).toContain("1 rows of table.csv are left out");
});

describe("the folds of a cross-validation", () => {
  const make = () =>
    rowsOfText(Array.from({ length: 40 }, (_, row) => `${row},${row % 4},${row % 2}`));

  it("leave the test part out, and are coded anew", async () => {
    const spec = { ...usualSpec, targets: ["y"], test: 0.2 };
    const table = await make();
    const tests = new Set(prepareDataset(table, spec).parts.test.source);
    const made = [...foldDatasets(table, spec, 4, false)].map(atOnce);
    const held = made.flatMap(({ parts }) => [...parts.test.source]);
    expect(held).toHaveLength(40 - tests.size);
    expect(held.some((row) => tests.has(row))).toBe(false);
    for (const { parts, preprocessing } of made) {
      expect(parts.validation.rows).toBe(0);
      const { source } = parts.training;
      const mean = source.reduce((sum, row) => sum + row, 0) / source.length;
      expect(preprocessing.features[0]).toMatchObject({ mean });
    }
  });

  it("have a validation part of their own where it is watched", async () => {
    const spec = { ...usualSpec, targets: ["y"] };
    for (const making of foldDatasets(await make(), spec, 5, true)) {
      const { parts } = atOnce(making);
      expect([parts.training.rows, parts.validation.rows, parts.test.rows]).toEqual([26, 6, 8]);
    }
  });

  it("are as many as the rows at most", async () => {
    const table = await make();
    const folds = (count: number) => () => [
      ...foldDatasets(table, { ...usualSpec, targets: ["y"] }, count, false),
    ];
    for (const count of [1, 41, 2.5]) expect(folds(count)).toThrow("folds cannot be made");
  });
});
