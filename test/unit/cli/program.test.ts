import { expect, test } from "vitest";
import { readChoice } from "../../../src-main/cli/choice.ts";
import { trainOptions } from "../../../src-main/cli/options.ts";
import { runCommandLine } from "../../../src-main/cli/program.ts";
import { UserError } from "../../../src-worker/errors.ts";
import { optimizers } from "../../../src-worker/train/catalogue.ts";
import { fakeEngine, surroundings } from "./fake-engine.ts";

async function run(words: string, changes: Parameters<typeof fakeEngine>[0] = {}) {
  const { engine, asked } = fakeEngine(changes);
  const { surroundings: around, printed } = surroundings(engine);
  const status = await runCommandLine(words.split(" ").filter(Boolean), around);
  return { status, ...printed, asked };
}

test.each([
  ["", "no command given; valid: train, evaluate, predict, inspect, "],
  ["trian", 'unknown command "trian"; valid: train'],
  ["--jsn", 'unknown option "--jsn"; valid: train'],
  ["train", 'missing required argument "DATA"; usage: chainrule train [options] <DATA>'],
  ["train a b", "usage: chainrule train [options] <DATA>"],
  ["train sample:moons --epoch 3", 'unknown option "--epoch"; valid: --target, --features'],
  ["train sample:moons --epochs", 'option "--epochs <N>" needs a value'],
  ["train sample:moons --epochs 1.5", '--epochs "1.5" is not a whole number from 1 to'],
  ["train sample:moons --lr -1", '--lr "-1" is not a number above 0'],
  ["train sample:moons --lr 0x10", '--lr "0x10" is not a number above 0'],
  ["train sample:moons --validation 1", "is not a number from 0 below 1"],
  ["train sample:moons --threads 65", '--threads "65" is not a whole number from 1 to 64'],
  ["train sample:moons --task maybe", "valid: auto, binary, multiclass, regression"],
  ["train sample:moons --hidden 16,x", '--hidden "16,x" is not a list of units'],
  [
    "train sample:moons --activation softmax",
    'activation "softmax" is not known; valid: relu, sig',
  ],
  ["train sample:moons --optimizer adm", '--optimizer "adm" is not known; valid: adam, sgd'],
  ["train sample:moons --momentum 0.5", '"adam" has no momentum; valid with: sgd'],
  ["train sample:moons --schedule step:drop=1", '"step" has no option "drop"; valid: factor'],
  ["train sample:moons --schedule step:factor=2", '"2" is not a number from 0 to 1'],
  ["train sample:moon", '"sample:moon" is no sample; valid: sample:moons'],
  ["train sample:moons --target klass", '"klass" is no column of the table; valid: x, y, class'],
  ["train sample:moons --resume m --hidden 3", '"--hidden" cannot be changed with --resume'],
])("wrong usage: %s", async (words, message) => {
  const { status, stderr, stdout } = await run(words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^chainrule: .*\n$/);
});

test("bad input is one line with file and line, and no stack", async () => {
  const { status, stderr } = await run("train iris.csv", {
    openTable: async () => {
      throw new UserError('"x"\nis no number', "correct the cell", { line: 14 });
    },
  });
  expect(status).toBe(1);
  expect(stderr).toBe('chainrule: iris.csv:14: "x" is no number; correct the cell\n');
});

test("names from files do not steer the terminal", async () => {
  const { stderr } = await run("train a.csv", {
    openTable: async () => {
      throw new UserError("no column \u001b[2Jx", "", { file: "a\u0007.csv", name: "\u009bc" });
    },
  });
  expect(stderr).toBe("chainrule: a\ufffd.csv: \ufffdc: no column \ufffd[2Jx\n");
  const defect = await run("samples", {
    catalogue: async () => {
      throw new TypeError("\u001b]0;x\u0007");
    },
  });
  expect(defect.stderr).toContain("TypeError: \ufffd]0;x\ufffd\n    at ");
});

test("the examples in help are valid, and a default target is told", async () => {
  const example = /for example .*, (\S+=\S+)$/.exec(trainOptions.optimizer.about)?.[1] ?? "";
  expect(readChoice("--optimizer", example, optimizers)).toEqual({
    name: "momentum",
    options: { momentum: 0.9 },
  });
  expect((await run("train a.csv")).stdout).toMatch(/^target: class \(the last column; another/);
  expect((await run("train sample:moons")).stdout).toMatch(/^target: class \(what the sample is/);
  expect((await run("train a.csv --target class")).stdout).toMatch(/^rows: /);
});

test("a defect is told as one", async () => {
  const { status, stderr } = await run("samples", {
    catalogue: async () => {
      throw new TypeError("x is not a function");
    },
  });
  expect(status).toBe(1);
  expect(stderr).toContain("defect of chainrule: TypeError: x is not a function");
});

test("help and version are no failures", async () => {
  const help = await run("train --help");
  expect(help.status).toBe(0);
  expect(help.stdout).toContain("--early-stopping <N>");
  expect(help.stderr).toBe("");
  expect((await run("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await run("--help")).stdout).toContain("samples");
});

test.each([true, false])(
  "--fast says what it gives up, or that it cannot be: %s",
  async (canBeFast) => {
    const chosen: unknown[] = [];
    const { status, stdout, stderr } = await run("train sample:moons --fast", {
      setCompute: async (options) => {
        chosen.push(options);
        const threads = { mostThreads: 2, automaticThreads: 2, lostThreads: false };
        return { ...options, ...threads, canBeFast };
      },
    });
    expect({ status, chosen }).toEqual({
      status: 0,
      chosen: [{ threads: null, arithmetic: "fast" }],
    });
    const told = "the same seed no longer gives the same bits on every computer";
    if (canBeFast) expect(stdout).toContain(told);
    else expect(stdout).not.toContain(told);
    if (canBeFast) expect(stderr).toBe("");
    else expect(stderr).toContain("--fast needs relaxed SIMD");
  },
);

test("options become the data set, network and training", async () => {
  const words =
    "train sample:moons --hidden 8,5 --activation sigmoid --dropout 0.5 --optimizer sgd:momentum=0.2" +
    " --lr 1e-3 --epochs 12 --seed 4294967295 --features x --standardize off --test 0.25 --clip 1";
  const { asked, status } = await run(words);
  expect(status).toBe(0);
  expect(asked.spec?.network.layers).toEqual([
    { units: 8, activation: "sigmoid", bias: true, dropout: 0.5 },
    { units: 5, activation: "sigmoid", bias: true, dropout: 0.5 },
    { units: 1, activation: "sigmoid", bias: true },
  ]);
  expect(asked.spec?.training).toMatchObject({
    optimizer: { name: "sgd", options: { momentum: 0.2 } },
    learningRate: 0.001,
    epochs: 12,
    seed: 4294967295,
    clipNorm: 1,
    batch: 32,
  });
  expect(asked.prepared).toMatchObject({
    targets: ["class"],
    features: ["x"],
    standardize: false,
    validation: null,
    test: 0.25,
    seed: 4294967295,
  });
});

test("without options: the proposal, 100 epochs, and a file's last column", async () => {
  const { asked } = await run("train some.csv");
  expect(asked.spec?.network.layers.map(({ units }) => units)).toEqual([4, 1]);
  expect(asked.spec?.training.epochs).toBe(100);
  expect(asked.prepared?.targets).toEqual(["class"]);
});

test("no hidden layers", async () => {
  const { asked } = await run("train some.csv --hidden none");
  expect(asked.spec?.network.layers).toEqual([{ units: 1, activation: "sigmoid", bias: true }]);
});
