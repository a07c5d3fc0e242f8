import { expect, test } from "vitest";
import { runCommandLine } from "../../../src-main/cli/program.ts";
import type { DataSource } from "../../../src-worker/api.ts";
import { fakeEngine, model, surroundings, table } from "./fake-engine.ts";

/** Runs a command on data and tells what the engine was asked to open. */
async function run(words: readonly string[]) {
  let opened: DataSource | null = null;
  const { engine } = fakeEngine({
    openTable: async (source) => {
      opened = source;
      return table;
    },
    check: async () => ({
      checked: 1,
      worst: 0,
      parameter: "layers.0.bias[0]",
      backpropagation: 1,
      difference: 1,
      kinks: [],
    }),
  });
  const around = surroundings(engine);
  const status = await runCommandLine(words, around.surroundings);
  return { status, opened, stderr: around.printed.stderr };
}

const options = [
  ...["--delimiter", "semicolon", "--decimal", "comma", "--encoding", "windows-1252"],
  ...["--header", "no", "--types", "x1=category, a=b=number", "--labels", "classes.idx1-ubyte"],
];

test.each([
  ["train", ["data.csv"], true, {}],
  ["evaluate", ["m.safetensors", "data.csv"], true, model.columnTypes],
  ["predict", ["m.safetensors", "data.csv"], true, model.columnTypes],
  ["check", ["m.safetensors", "data.csv"], true, model.columnTypes],
  ["describe", ["data.csv"], false, {}],
])("%s reads data as it is told", async (command, args, strict, ofModel) => {
  const { status, opened } = await run([command, ...args, ...options, "--json"]);
  expect(status).toBe(0);
  expect(opened).toEqual({
    kind: "file",
    token: "data.csv",
    name: "data.csv",
    reading: {
      delimiter: ";",
      decimal: ",",
      encoding: "windows-1252",
      header: false,
      types: { ...ofModel, x1: "category", "a=b": "number" },
      strict,
    },
    labels: { token: "classes.idx1-ubyte", name: "classes.idx1-ubyte" },
  });
});

test.each([
  ["evaluate", ["m", "data.csv"]],
  ["predict", ["m", "data.csv"]],
  ["train", ["data.csv", "--resume", "m"]],
])("%s reads the model's columns that there are as the model's", async (command, args) => {
  const columnTypes = { ...model.columnTypes, x: "category", absent: "number" } as const;
  const sources: DataSource[] = [];
  const closed: number[] = [];
  const { engine } = fakeEngine({
    openModel: async () => ({ ...model, columnTypes }),
    openTable: async (source) => {
      sources.push(source);
      return table;
    },
    closeTable: async (id) => {
      closed.push(id);
    },
    attach: async () => model,
    adjust: async () => {},
  });
  const { surroundings: around } = surroundings(engine);
  const words = [command, ...args, "--types", "y=category"];
  expect(await runCommandLine(words, around)).toBe(0);
  expect(sources).toHaveLength(2);
  expect(closed).toEqual([table.id]);
  expect(sources[1]).toMatchObject({
    reading: { strict: true, types: { x: "category", y: "category", class: "category" } },
  });
  expect(sources[1]).not.toHaveProperty("reading.types.absent");
});

test("a table that is guessed as the model wants it is read once", async () => {
  let reads = 0;
  const { engine } = fakeEngine({
    openModel: async () => ({ ...model, columnTypes: { x: "number", class: "number" } }),
    openTable: async () => {
      reads++;
      return table;
    },
  });
  const { surroundings: around } = surroundings(engine);
  expect(await runCommandLine(["evaluate", "m", "data.csv"], around)).toBe(0);
  expect(reads).toBe(1);
});

test.each([
  [["--quote", "single", "--comment", "%"], { quote: "'", comment: "%" }],
  [["--comment", "none"], { comment: "" }],
  [["--pictures", "28x20"], { pictures: { width: 28, height: 20, colour: false } }],
  [["--pictures", "32x32:rgb"], { pictures: { width: 32, height: 32, colour: true } }],
])("%j is how it is read", async (words, reading) => {
  const { opened } = await run(["describe", "data", ...words]);
  expect(opened).toMatchObject({ reading: { ...reading, strict: false } });
});

test("without options all is left to be guessed", async () => {
  expect((await run(["describe", "data.csv"])).opened).toEqual({
    kind: "file",
    token: "data.csv",
    name: "data.csv",
    reading: { strict: false },
  });
});

test.each([
  [["--delimiter", "x"], '--delimiter "x" is not known; valid: comma, semicolon, tab, pipe'],
  [
    ["--types", "a=text"],
    '--types "a=text" is not a column and its type, number, category or date',
  ],
  [["--pictures", "28"], '--pictures "28" is not a size such as 28x28 or 32x32:rgb'],
  [["--pictures", "28x300"], "each side from 1 to 256"],
  [["--quote", "x"], '--quote "x" is not known; valid: double, single'],
  [["--comment", ";"], '--comment ";" is not known; valid: none, #, %, //'],
  [["--header", "maybe"], '--header "maybe" is not known; valid: yes, no'],
])("refuses %j", async (words, message) => {
  const { status, stderr } = await run(["describe", "data.csv", ...words]);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test("samples are not read, so nothing can be said about how", async () => {
  const { status, stderr } = await run(["describe", "sample:moons", "--labels", "x"]);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "chainrule: --labels is for files, not for a sample\n",
  });
});
