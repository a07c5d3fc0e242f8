import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeTable, unseenNotes } from "../../../src-worker/data/code.ts";
import type { DatasetSpec, FeatureCoding } from "../../../src-worker/data/dataset.ts";
import { dateParts } from "../../../src-worker/data/date-parts.ts";
import { preprocessingCatalogue } from "../../../src-worker/data/defaults.ts";
import { unscaled } from "../../../src-worker/data/number-scale.ts";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import type { Column, Table } from "../../../src-worker/data/table.ts";
import { usualSpec } from "./spec.ts";

const { scalers, encoders, fillers } = preprocessingCatalogue;
const namesOf = <Name extends string>(entries: readonly { readonly name: Name }[]) =>
  entries.map(({ name }) => name);
const noBadCells = { badCells: [], badCellCount: 0 } as const;

function tableOf(columns: readonly Column[], rows: number): Table {
  return {
    name: "made",
    rows,
    columns,
    lineOf: (row) => row + 2,
    reading: null,
    picture: null,
    target: null,
    bytes: 0,
  };
}

/** A number, a category and a date with missing cells, and a numeric target. */
const tables: fc.Arbitrary<Table> = fc.integer({ min: 20, max: 40 }).chain((rows) => {
  const cells = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: rows, maxLength: rows });
  const value = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -1000, max: 1000 }) },
    fc.constant(Number.NaN),
  );
  const day = value.map((days) => days * 86_400_000);
  return fc
    .tuple(cells(value), cells(fc.integer({ min: -1, max: 2 })), cells(day), cells(fc.integer()))
    .map(([numbers, codes, days, targets]) =>
      tableOf(
        [
          { name: "n", type: "number", values: Float32Array.from(numbers), ...noBadCells },
          { name: "c", type: "category", codes: Int32Array.from(codes), labels: ["a", "b", "d"] },
          {
            name: "t",
            type: "date",
            values: Float64Array.from(days),
            order: "plain",
            ...noBadCells,
          },
          { name: "y", type: "number", values: Float32Array.from(targets), ...noBadCells },
        ],
        rows,
      ),
    );
});

type Choices = Omit<DatasetSpec, "table">;

const specs: fc.Arbitrary<Choices> = fc
  .record({
    scaling: fc.constantFrom(...namesOf(scalers)),
    encoding: fc.constantFrom(...namesOf(encoders)),
    missing: fc.constantFrom(...namesOf(fillers)),
    split: fc.constantFrom("stratified", "random", "order"),
    seed: fc.nat(),
  })
  .map((choices) => ({
    ...usualSpec,
    ...choices,
    targets: ["y"],
    task: "regression" as const,
    test: 0.2,
    columns: { n: { value: 7 }, c: { value: "d" }, t: { value: "2001-02-03" } },
  }));

/** Prepares where that is possible: rows may all have missing cells, or the training part none. */
function prepared(table: Table, spec: Choices) {
  try {
    return prepareDataset(table, spec);
  } catch (error) {
    fc.pre(!(error instanceof Error && error.name === "UserError"));
    throw error;
  }
}

describe("fitting", () => {
  it("sees the training part alone, whatever is chosen", () => {
    fc.assert(
      fc.property(tables, specs, fc.integer({ min: 1e6, max: 2e6 }), (table, spec, other) => {
        const before = prepared(table, spec);
        const { validation, test } = before.parts;
        const held = new Set([...validation.source, ...test.source]);
        const columns = table.columns.map((column): Column => {
          if (column.name === "y") return column;
          if (column.type === "category") {
            const codes = column.codes.map((code, row) => (held.has(row) ? 3 : code));
            return { ...column, codes, labels: [...column.labels, "only held out"] };
          }
          const change = (value: number, row: number) =>
            held.has(row) && !Number.isNaN(value) ? other : value;
          return column.type === "date"
            ? { ...column, values: column.values.map(change) }
            : { ...column, values: Float32Array.from(column.values, change) };
        });
        const after = prepareDataset(tableOf(columns, table.rows), spec);
        expect(after.preprocessing).toEqual(before.preprocessing);
        expect(after.parts.training).toEqual(before.parts.training);
      }),
      { numRuns: 200 },
    );
  });

  it("gives what each scaling promises", () => {
    const values = Float32Array.of(1, 2, 3, 4, 100);
    const table = tableOf(
      [
        { name: "n", type: "number", values, ...noBadCells },
        { name: "y", type: "number", values, ...noBadCells },
      ],
      5,
    );
    const coded = (scaling: Choices["scaling"]) => {
      const spec = { ...usualSpec, targets: ["y"], task: "regression", scaling } as Choices;
      return [...prepareDataset(table, spec).parts.training.x];
    };
    expect(coded("none")).toEqual([1, 2, 3, 4, 100]);
    const minmax = coded("minmax");
    expect([minmax[0], minmax[4]]).toEqual([0, 1]);
    // Quartiles 2 and 4.
    expect(coded("robust")).toEqual([-1, -0.5, 0, 0.5, 48.5]);
    for (const scaling of ["standard", "log"] as const) {
      const x = coded(scaling);
      const mean = x.reduce((sum, one) => sum + one, 0) / 5;
      expect(mean).toBeCloseTo(0, 6);
      expect(x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 5).toBeCloseTo(1, 5);
    }
    const [a = 0, b = 0, , , e = 0] = coded("log");
    expect((e - a) / (b - a)).toBeCloseTo(Math.log(101 / 2) / Math.log(3 / 2), 5);
  });
});

describe("coding, then decoding", () => {
  it("gives the cells back", () => {
    fc.assert(
      fc.property(tables, specs, (table, spec) => {
        const { preprocessing, parts } = prepared(table, { ...spec, missing: "drop", columns: {} });
        const { x, source } = parts.training;
        const { features } = preprocessing;
        const width = x.length / parts.training.rows;
        source.forEach((row, index) => {
          const inputs = x.subarray(index * width, (index + 1) * width);
          expect(decoded(features, inputs)).toEqual(cellsOf(features, table, row));
        });
      }),
      { numRuns: 100 },
    );
  });

  it("takes a date apart as the calendar does", () => {
    const partOf = new Map(dateParts.map(({ name, of }) => [name, of]));
    const arithmetic = {
      add: (a: number, b: number) => a + b,
      subtract: (a: number, b: number) => a - b,
      multiply: (a: number, b: number) => a * b,
      divide: (a: number, b: number) => a / b,
      floorDivide: (a: number, b: number) => Math.floor(a / b),
    };
    fc.assert(
      fc.property(
        fc.date({ min: new Date(-6e13), max: new Date(2e14), noInvalidDate: true }),
        (date) => {
          const part = (name: (typeof dateParts)[number]["name"]) =>
            partOf.get(name)?.(arithmetic, date.getTime());
          expect(part("year")).toBe(date.getUTCFullYear());
          expect(part("month")).toBe(date.getUTCMonth() + 1);
          expect(part("day")).toBe(date.getUTCDate());
          expect(part("weekday")).toBe(((date.getUTCDay() + 6) % 7) + 1);
          expect(part("hour")).toBe(date.getUTCHours());
          expect(part("minute")).toBe(date.getUTCMinutes());
          expect(part("second")).toBe(date.getUTCSeconds());
          const newYear = new Date(0).setUTCFullYear(date.getUTCFullYear(), 0, 1);
          expect(part("dayOfYear")).toBe(Math.floor((date.getTime() - newYear) / 86_400_000) + 1);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Values of numbers and dates' parts, rounded, and the place of categories. */
function decoded(features: readonly FeatureCoding[], inputs: Float32Array): number[] {
  const cells: number[] = [];
  let at = 0;
  for (const feature of features) {
    if (feature.type === "category") {
      cells.push(inputs.subarray(at, at + feature.labels.length).indexOf(1));
      at += feature.labels.length;
      continue;
    }
    const scales = feature.type === "date" ? feature.parts : [feature];
    for (const scale of scales) cells.push(Math.round(unscaled(scale, inputs[at++] as number)) + 0);
  }
  return cells;
}

function cellsOf(features: readonly FeatureCoding[], table: Table, row: number): number[] {
  return features.flatMap((feature) => {
    const column = table.columns.find(({ name }) => name === feature.column);
    if (column?.type === "category") {
      const label = column.labels[column.codes[row] as number] as string;
      return "labels" in feature ? [feature.labels.indexOf(label)] : [];
    }
    if (column?.type === "number") return [(column.values[row] as number) + 0];
    const date = new Date(column?.values[row] as number);
    const known: Readonly<Record<string, number>> = {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      weekday: ((date.getUTCDay() + 6) % 7) + 1,
    };
    return feature.type === "date" ? feature.parts.map(({ part }) => known[part] as number) : [];
  });
}

describe("large whole numbers", () => {
  it("are exact until they are scaled", () => {
    const base = 2 ** 50;
    const values = Float64Array.of(base + 1, base + 2, base + 3);
    const spec = { ...usualSpec, targets: ["y"], task: "regression" } as const;
    const table = tableOf(
      [
        { name: "n", type: "number", values, ...noBadCells },
        { name: "y", type: "number", values: Float32Array.of(1, 2, 3), ...noBadCells },
      ],
      3,
    );
    const { x, y } = prepareDataset(table, spec).parts.training;
    expect([...x]).toEqual([...y]);
  });
});

describe("categories not seen in training", () => {
  it.each([
    ["one-hot", [0, 0], "zeros for all categories"],
    ["ordinal", [-1], "the place −1"],
  ] as const)("are %s coded by rule, and counted in words", (encoding, inputs, rule) => {
    const make = (codes: number[], labels: string[]) =>
      tableOf(
        [
          { name: "c", type: "category", codes: Int32Array.from(codes), labels },
          {
            name: "y",
            type: "number",
            values: Float32Array.from(codes, (_, row) => row),
            ...noBadCells,
          },
        ],
        codes.length,
      );
    const spec = { ...usualSpec, targets: ["y"], task: "regression", encoding } as const;
    const { preprocessing } = prepareDataset(make([0, 1, 0, 1], ["a", "b"]), {
      ...spec,
      scaling: "none",
    });
    const other = make([0, 1, 2], ["a", "new", "old"]);
    const { x, source } = codeTable(other, preprocessing, false);
    expect([...x.slice(inputs.length, 2 * inputs.length)]).toEqual(inputs);
    const [note, ...more] = unseenNotes(other, preprocessing, source);
    expect(more).toEqual([]);
    expect(note).toContain("2 rows have a category of “c” that was not seen in training");
    expect(note).toContain(rule);
  });
});
