import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommandLine } from "../../../src-main/cli/program.ts";
import type { Engine } from "../../../src-worker/api.ts";
import { fakeEngine, model, surroundings, table } from "./fake-engine.ts";

async function run(words: readonly string[], changes: Partial<Engine> = {}, columns?: number) {
  const { engine, asked } = fakeEngine(changes);
  const around = surroundings(engine, columns === undefined ? null : { columns });
  const status = await runCommandLine(words, around.surroundings);
  return { status, asked, ...around.printed };
}

const file = (name: string) => join(mkdtempSync(join(tmpdir(), "chainrule-cli-")), name);

test("train --json: a line an epoch, then what came out", async () => {
  const { stdout, status } = await run(["train", "sample:moons", "--json"]);
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(status).toBe(0);
  expect(lines.map(({ epoch }) => epoch)).toEqual([1, 2, 3, undefined]);
  expect(lines[1]).toMatchObject({ step: 4, loss: 0.5, validation: { loss: 1, accuracy: 0.25 } });
  expect(lines[3]).toMatchObject({
    done: true,
    epochs: 3,
    steps: 6,
    loss: 0.25,
    validation: { loss: 0.25, accuracy: 0.75 },
    training: { accuracy: 0.75 },
    parametersSha256: "ab".repeat(32),
  });
  expect(lines[3].seconds).toBeGreaterThan(0);
});

test("train writes the model, and says where", async () => {
  const path = file("m.safetensors");
  const { stdout, status } = await run(["train", "sample:moons", "-o", path]);
  expect(status).toBe(0);
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  expect(stdout).toContain(`saved       ${path}`);
  expect(stdout).toContain("rows: 4 training; 2 left out for missing values\n");
  expect(stdout).toContain("column id is not used: a value a row\nwarning: the rate is high\n");
  expect(stdout).toContain("training    loss 0.25, accuracy 75.0 % (4 rows)");
});

test("train refuses a place it cannot write before it reads the data", async () => {
  const path = join(file("none"), "m.safetensors");
  const { status, stderr, asked } = await run(["train", "sample:moons", "-o", path]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^chainrule: .*m\.safetensors: there is no folder .*; create it first\n$/);
  expect(asked.prepared).toBeNull();
});

test("an interrupt pauses, saves, tells where, and ends with 130", async () => {
  const path = file("m.safetensors");
  let raise = () => {};
  const { engine, asked } = fakeEngine({
    train: async () => {
      raise();
      return { ...model, epoch: 1, step: 3 };
    },
  });
  const around = surroundings(engine);
  raise = around.interrupt;
  const words = ["train", "sample:moons", "--json", "-o", path];
  expect(await runCommandLine(words, around.surroundings)).toBe(130);
  expect(asked.paused).toBe(1);
  expect(readFileSync(path).length).toBe(3);
  expect(JSON.parse(around.printed.stdout)).toMatchObject({
    done: false,
    interrupted: true,
    steps: 3,
    saved: path,
  });
  expect(around.printed.stderr).toContain(`after step 3; saved to ${path}`);
});

test("a terminal shows bar and plot in place, within its width", async () => {
  const { stdout } = await run(["train", "sample:moons"], {}, 60);
  expect(stdout).toMatch(/█+░+ {2}3\/100/);
  expect(stdout).toContain("\u001b[11A");
  expect(stdout).toMatch(/[\u2801-\u28ff]/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's colours
  expect(stdout).not.toMatch(/\u001b\[\d+m/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the terminal's own commands
  const lines = stdout.replace(/\u001b\[\d*[A-Z]|\r/g, "").split("\n");
  const picture = lines.filter((line) => /[\u2800-\u28ff█░]/.test(line));
  expect(Math.max(...picture.map((line) => line.length))).toBeLessThan(60);
});

test("resume goes on for further epochs, with only what may change", async () => {
  const adjusted: unknown[] = [];
  const { status } = await run(["train", "a.csv", "--resume", "m", "--epochs", "5", "--lr", "2"], {
    attach: async () => model,
    adjust: async (_, options) => {
      adjusted.push(options);
    },
  });
  expect(status).toBe(0);
  expect(adjusted).toEqual([{ epochs: 8, learningRate: 2 }]);
});

test("predict: a line a row, quoted, rows without prediction empty", async () => {
  const { stdout, stderr } = await run(["predict", "m", "d.csv"]);
  expect(stdout).toBe(
    [
      'row,prediction,probability no,"probability yes, really"',
      "1,no,0.75,0.25",
      '2,"yes, really",0.1,0.9',
      "3,,,",
      "4,no,0.9,0.1",
      "",
    ].join("\n"),
  );
  expect(stderr).toBe("chainrule: 1 row of 4 without prediction: a value is missing\n");
});

test("predict --json and -o", async () => {
  const lines = (await run(["predict", "m", "d.csv", "--json"])).stdout.trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))[1]).toEqual({
    row: 2,
    prediction: "yes, really",
    probabilities: { no: 0.1, "yes, really": 0.9 },
  });
  const path = file("out.csv");
  const { stdout } = await run(["predict", "m", "d.csv", "--json", "-o", path]);
  expect(JSON.parse(stdout)).toEqual({ written: path, rows: 4, empty: 1 });
  expect(readFileSync(path, "utf8")).toMatch(/^row,prediction/);
});

test("evaluate", async () => {
  const { stdout } = await run(["evaluate", "m", "d.csv", "--json"]);
  expect(JSON.parse(stdout)).toEqual({
    rows: 4,
    loss: 0.25,
    accuracy: 0.75,
    confusion: [
      [2, 0],
      [1, 1],
    ],
    labels: ["no", "yes, really"],
  });
  const human = (await run(["evaluate", "m", "d.csv"])).stdout;
  expect(human).toContain("yes, really        1            1\n");
});

test("inspect", async () => {
  const whole = JSON.parse((await run(["inspect", "m", "--json"])).stdout);
  expect(whole.parameters[0]).toMatchObject({ name: "layers.0.weight", shape: [4, 2], norm: 5 });
  expect(whole.preprocessing.targets).toEqual(["class"]);
  expect(whole.history.epochs).toHaveLength(3);
  const human = (await run(["inspect", "m"])).stdout;
  expect(human).toContain("network     2 – 4 relu – 1 sigmoid\n");
  expect(human).toContain("layers.1.bias    1         0      0        0        0\n");
});

test("inspect says of a file of tensors alone that the rest is assumed", async () => {
  const changes = { openModel: async () => ({ ...model, plain: true }) };
  const { stdout } = await run(["inspect", "m"], changes);
  expect(stdout).toContain("plain       tensors alone");
  expect(stdout).not.toContain("target");
  expect(JSON.parse((await run(["inspect", "m", "--json"], changes)).stdout).plain).toBe(true);
});

test("solve and check", async () => {
  const results = { loss: { shape: [], data: [1.5] }, u: { shape: [1, 2], data: [0.25, 3] } };
  const solve = async () => results;
  const solved = await run(["solve", "p.json"], { solve });
  expect(solved.stdout).toBe("name  shape   values\nloss  scalar  1.5\nu     1 × 2   0.25  3\n");
  const json = await run(["solve", "p.json", "--json"], { solve });
  expect(JSON.parse(json.stdout)).toEqual(results);
  const asked: unknown[] = [];
  const result = {
    checked: 9,
    worst: 1e-9,
    parameter: "layers.0.weight[2, 1]",
    backpropagation: 0.5,
    difference: 0.5,
    kinks: [],
  };
  const check = async (...words: unknown[]) => {
    asked.push(words);
    return result;
  };
  const checked = await run(["check", "m", "d.csv", "--sample", "9", "--json"], { check });
  expect(JSON.parse(checked.stdout)).toEqual(result);
  expect(asked).toEqual([[7, 1, { sample: 9, seed: 0 }]]);
  expect((await run(["check", "m", "d.csv"], { check })).stdout).toContain("9 parameters checked");
});

test("describe lists the cells that are no numbers", async () => {
  const [x, ...others] = table.columns;
  const broken = {
    ...table,
    columns: [{ ...x, badCells: [{ line: 9, text: "n/a?" }], badCellCount: 1 }, ...others],
  } as typeof table;
  const changes = { openTable: async () => broken };
  const { stdout } = await run(["describe", "moons.csv"], changes);
  expect(stdout).toContain('1 error:\n  moons:9: x: "n/a?" is not a number\n');
  const whole = JSON.parse((await run(["describe", "moons.csv", "--json"], changes)).stdout);
  expect(whole.errors).toEqual([{ line: 9, column: "x", text: "n/a?" }]);
  expect(whole.proposal).toEqual({ target: "class", task: "binary" });
});

test("samples", async () => {
  expect((await run(["samples"])).stdout).toBe(
    "name          rows  columns  task    about\nsample:moons     4        3  binary  two arcs\n",
  );
  expect(JSON.parse((await run(["samples", "--json"])).stdout)).toMatchObject([{ name: "moons" }]);
});
