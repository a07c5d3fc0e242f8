import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeTable } from "../../../src-worker/data/code.ts";
import { dateText, numberAsDate, parseDate } from "../../../src-worker/data/dates.ts";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import type { ReadingOptions } from "../../../src-worker/data/table.ts";
import { readBytes } from "./readers/read.ts";
import { usualSpec } from "./spec.ts";
import { rowsOf } from "./text-stream.ts";

const read = (rows: readonly string[], reading: ReadingOptions = {}) =>
  readBytes(new TextEncoder().encode(["when,y", ...rows].join("\n")), "dates.csv", { reading });

describe("a date in text", () => {
  it("comes back from its own text", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
        (date) => {
          expect(parseDate(dateText(date.getTime()), false)).toBe(date.getTime());
        },
      ),
    );
  });

  it.each([
    ["2024-01-31", "2024-01-31"],
    ["2024/1/31", "2024-01-31"],
    ["31.1.2024", "2024-01-31"],
    ["1/31/2024", "2024-01-31"],
    ["2024-01-31 13:45", "2024-01-31 13:45:00"],
    ["2024-01-31T13:45:30.25Z", "2024-01-31 13:45:30.250"],
    ["2024-01-31T00:30:00+01:00", "2024-01-30 23:30:00"],
  ])("%s is %s", (text, date) => {
    expect(dateText(parseDate(text, false))).toBe(date);
  });

  it.each(["2023-02-29", "2024-13-01", "31/1/2024", "2024-01-31 24:00", "2024", "12.5", "soon"])(
    "%s is none",
    (text) => {
      expect(parseDate(text, false)).toBeNaN();
    },
  );

  it("may be a number where that is asked for", () => {
    const days = [20240131, 1706659200, 1706659200000].map((value) =>
      dateText(numberAsDate(value)),
    );
    expect(days).toEqual(["2024-01-31", "2024-01-31", "2024-01-31"]);
    expect(dateText(numberAsDate(2024))).toBe("2024-01-01");
    expect(numberAsDate(20241399)).toBeNaN();
    expect(numberAsDate(12)).toBeNaN();
  });
});

describe("a column", () => {
  it("of dates is told from one of texts", async () => {
    const table = await read(["2024-01-31,1", ",2", "2024-02-01,3"]);
    expect(table.columns.map(({ type }) => type)).toEqual(["date", "number"]);
    expect(rowsOf(table)).toEqual([
      ["2024-01-31", 1],
      [null, 2],
      ["2024-02-01", 3],
    ]);
    expect((await read(["v1.2,1", "2024-01-31,2"])).columns[0]?.type).toBe("category");
  });

  it("is what the user says", async () => {
    const category = await read(["2024-01-31,1"], { types: { when: "category" } });
    expect(category.columns[0]).toMatchObject({ type: "category", labels: ["2024-01-31"] });
    const seconds = await read(["1706659200,1", "x,2"], { types: { when: "date" } });
    expect(seconds.columns[0]).toMatchObject({ type: "date", badCellCount: 1 });
    expect(rowsOf(seconds)[0]).toEqual(["2024-01-31", 1]);
    await expect(
      read(["1706659200,1", "x,2"], { types: { when: "date" }, strict: true }),
    ).rejects.toMatchObject({ message: "“x” in the column “when” is no date", place: { line: 3 } });
  });

  it("has the day first where a number above 12 says so", async () => {
    const days = async (cells: string[]) =>
      rowsOf(await read(cells.map((cell) => `${cell},1`))).map(([day]) => day);
    expect(await days(["3/4/2024", "31/1/2024"])).toEqual(["2024-04-03", "2024-01-31"]);
    expect(await days(["3/4/2024", "1/31/2024"])).toEqual(["2024-03-04", "2024-01-31"]);
    expect(await days(["3/4/2024"])).toEqual(["2024-03-04"]);
  });
});

describe("a model", () => {
  const days = ["31/1/2024,1", "3/4/2024,2", "15/6/2023,3", "8/8/2023,4"];
  const spec = {
    ...usualSpec,
    targets: ["y"],
    task: "regression",
    scaling: "none",
    columns: { when: { parts: ["day", "month", "dayOfYear"] } },
  } as const;

  it("takes dates apart, and reads those to predict for in the same order", async () => {
    const { preprocessing, inputNames } = prepareDataset(await read(days), spec);
    expect(inputNames).toEqual(["when: day", "when: month", "when: dayOfYear"]);
    const other = await read(["5/2/2024,0"]);
    expect([...codeTable(other, preprocessing, false).x]).toEqual([5, 2, 36]);
    const month = await read(["2/15/2024,0"]);
    expect(() => codeTable(month, preprocessing, false)).toThrow(
      "have the month first, those of the training data the day",
    );
    const text = await read(["soon,0"]);
    expect(() => codeTable(text, preprocessing, false)).toThrow("holds no dates");
  });

  it("has the parts that differ unless told otherwise", async () => {
    const { inputNames } = prepareDataset(await read(days), { ...spec, columns: {} });
    expect(inputNames).toEqual(["year", "month", "day", "weekday"].map((part) => `when: ${part}`));
  });

  it("cannot predict them", async () => {
    const table = await read(days);
    expect(() => prepareDataset(table, { ...usualSpec, targets: ["when"] })).toThrow(
      "holds dates, and regression predicts numbers",
    );
  });
});
