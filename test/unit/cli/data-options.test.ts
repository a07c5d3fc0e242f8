import { expect, test } from "vitest";
import { runCommandLine } from "../../../src-main/cli/program.ts";
import type { DataSource } from "../../../src-worker/api.ts";
import { fakeEngine, surroundings, table } from "./fake-engine.ts";

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
  ["train", ["data.csv"], true],
  ["evaluate", ["m.safetensors", "data.csv"], true],
  ["predict", ["m.safetensors", "data.csv"], true],
  ["check", ["m.safetensors", "data.csv"], true],
  ["describe", ["data.csv"], false],
])("%s reads data as it is told", async (command, args, strict) => {
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
      types: { x1: "category", "a=b": "number" },
      strict,
    },
    labels: { token: "classes.idx1-ubyte", name: "classes.idx1-ubyte" },
  });
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
  [["--types", "a=text"], '--types "a=text" is not a column and its type, number or category'],
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
