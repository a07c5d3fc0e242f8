import { expect, test } from "vitest";
import { runCommandLine } from "../../../src-main/cli/program.ts";
import type { DataSource, DatasetSpec, Engine } from "../../../src-worker/api.ts";
import { datasetDefaults } from "../../../src-worker/data/defaults.ts";
import { keptSpec } from "../../../src-worker/data/prepare.ts";
import { fakeEngine, surroundings, table } from "./fake-engine.ts";

async function run(words: readonly string[], changes: Partial<Engine> = {}) {
  const { engine, asked } = fakeEngine(changes);
  const around = surroundings(engine);
  const status = await runCommandLine(words, around.surroundings);
  return { status, spec: asked.prepared as DatasetSpec | null, ...around.printed };
}

test("without options the data set is the one that the window starts from", async () => {
  const { spec } = await run(["train", "some.csv"]);
  const window = { ...datasetDefaults, targets: ["class"] };
  expect(keptSpec(spec as DatasetSpec, false)).toEqual(keptSpec(window, false));
});

test("options for all columns and for single ones become the specification", async () => {
  const { status, spec, stderr } = await run([
    ...["train", "some.csv", "--missing", "median,x=value:4.5,y=drop", "--scale", "robust,x=log"],
    ...["--encode", "y=ordinal", "--parts", "y=year+month", "--split", "order:x"],
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(spec).toMatchObject({
    missing: "median",
    scaling: "robust",
    split: "order",
    splitColumn: "x",
    features: null,
    columns: {
      x: { missing: "value", value: "4.5", scaling: "log" },
      y: { missing: "drop", encoding: "ordinal", parts: ["year", "month"] },
    },
  });
});

test("the weight and ignored columns are no features", async () => {
  const weighted = await run(["train", "some.csv", "--weight", "y"]);
  expect(weighted.spec).toMatchObject({ weight: "y", features: null });
  const ignored = await run(["train", "some.csv", "--weight", "y", "--ignore", "x"]);
  expect(ignored.spec?.features).toEqual([]);
  const grouped = await run(["train", "some.csv", "--target", "y", "--split", "group:x"]);
  expect(grouped.spec).toMatchObject({ split: "group", splitColumn: "x" });
});

test("a test file is opened with the types of the other, and tested on", async () => {
  const opened: DataSource[] = [];
  const { spec, stdout } = await run(["train", "some.csv", "--test-file", "more.csv"], {
    openTable: async (source) => {
      opened.push(source);
      return { ...table, id: opened.length };
    },
  });
  expect(opened.map(({ name }) => name)).toEqual(["some.csv", "more.csv"]);
  expect(spec).toMatchObject({ table: 1, testTable: 2 });
  expect(stdout).toContain("\ntest        loss");
});

test("folds are told in a table or in JSON, and a model is trained only for -o", async () => {
  let created = 0;
  const metrics = {
    kind: "classification",
    rows: 2,
    loss: 0.5,
    accuracy: 1,
    confusion: [],
    labels: [],
  } as const;
  const changes: Partial<Engine> = {
    crossValidate: async (_, folds) => ({
      folds: Array.from({ length: folds }, () => ({ training: 2, epochs: 3, metrics })),
      summary: [
        { name: "loss", mean: 0.5, spread: 0.25 },
        { name: "accuracy", mean: 1, spread: 0 },
      ],
    }),
    createModel: async () => {
      created++;
      throw new Error("not asked for");
    },
  };
  const words = await run(["train", "some.csv", "--folds", "2"], changes);
  expect(words.status).toBe(0);
  expect(words.stdout).toContain("fold    rows  loss  accuracy\n1          2   0.5         1\n");
  expect(words.stdout).toContain("spread        0.25         0\n");
  const json = await run(["train", "some.csv", "--folds", "2", "--json"], changes);
  expect(JSON.parse(json.stdout)).toMatchObject({
    folds: [{ trainedOn: 2, epochs: 3, loss: 0.5 }, { rows: 2 }],
    summary: { loss: { mean: 0.5, spread: 0.25 } },
  });
  expect(created).toBe(0);
});

test.each([
  [["--missing", "zero"], '--missing "zero" is not known; valid: drop, mean, median, mode, value'],
  [["--missing", "value"], "a value of your own is for one column: COL=value:X"],
  [["--missing", "mean,mode"], '--missing "mean,mode" has two choices for all columns'],
  [["--scale", "x=big"], '--scale "big" is not known; valid: none, standard'],
  [["--scale", "z=log"], '--scale "z" is no column of the table'],
  [["--encode", "x=ordinal:3"], '"ordinal" takes nothing after it'],
  [["--parts", "year"], "is not a column and its parts"],
  [["--split", "group"], '--split "group" goes by a column: group:COL'],
  [["--split", "random:x"], '--split "random" goes by no column'],
  [["--split", "group:z"], '--split "z" is no column of the table'],
  [["--ignore", "z"], '--ignore "z" is no column of the table'],
  [["--weight", "z"], '--weight "z" is no column of the table'],
  [["--test", "0.1", "--test-file", "b.csv"], "both say what the test part is"],
  [["--folds", "1"], '--folds "1" is not a whole number from 2'],
])("refuses %j", async (words, message) => {
  const { status, stderr } = await run(["train", "some.csv", ...words]);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
