import { describe, expect, test } from "vitest";
import type { Dataset } from "../../../src-worker/data/dataset.ts";
import { UserError } from "../../../src-worker/errors.ts";
import { parseProblem } from "../../../src-worker/inspect/problem.ts";
import { solve } from "../../../src-worker/inspect/solve.ts";
import type { LabTraining, LabTrainingSpec } from "../../../src-worker/lab/contract.ts";
import { presets } from "../../../src-worker/lab/presets.ts";
import { LabTrainer } from "../../../src-worker/lab/trainer.ts";
import { trainingData } from "../../../src-worker/lab/training-data.ts";
import { readValue } from "../../../src-worker/lab/values.ts";

const exponential = presets.find(({ name }) => name === "3.2");
if (!exponential?.training) throw new Error("3.2 is a model");
const { lines, inputs, training } = exponential;

const common: LabTrainingSpec = {
  lines,
  inputs,
  ...training,
  optimizer: { name: "sgd", options: {} },
  learningRate: 0.02,
  batch: 2,
  seed: 7,
  scale: null,
};

const noDataset = (): Dataset => {
  throw new Error("no data set is open");
};

function trainer(change: Partial<LabTrainingSpec> = {}): LabTrainer {
  const spec = { ...common, ...change };
  return new LabTrainer(1, spec, trainingData(spec, noDataset));
}

async function trained(own: LabTrainer, until: { steps?: number; epochs?: number }) {
  await own.train(until, () => {});
  return own.state();
}

const parametersOf = ({ parameters }: LabTraining) =>
  parameters.map(({ value }) => [...value.data]);

test("formulas train as the same network does", async () => {
  const value = (name: string) => {
    const { shape, data } = readValue(inputs.find((input) => input.name === name)?.text ?? "");
    const width = shape[1] ?? 1;
    return Array.from({ length: shape[0] ?? 1 }, (_, row) => [
      ...data.slice(row * width, (row + 1) * width),
    ]);
  };
  const batches = Array.from({ length: 30 }, () => [0, 1, 2, 3, 4, 5]);
  const problem = {
    format: "chainrule-problem/1",
    network: {
      inputs: 2,
      layers: [
        { units: 3, activation: "exp", bias: true },
        { units: 1, activation: "identity", bias: false },
      ],
    },
    loss: "squared",
    reduction: "sum",
    x: value("X"),
    y: value("y"),
    params: {
      "layers.0.weight": value("W"),
      "layers.0.bias": value("b").flat(),
      "layers.1.weight": [value("α").flat()],
    },
    training: { optimizer: { name: "sgd", lr: 0.02 }, stepsPerEpoch: 1, batches },
  };
  const network = solve(parseProblem(JSON.stringify(problem), "p.json"));
  const state = await trained(trainer({ batch: 6 }), { steps: 30 });
  expect(state.step).toBe(30);
  for (const [step, { loss }] of state.steps.entries()) {
    expect(loss).toBeCloseTo(network["training.losses"]?.data[step] ?? Number.NaN, 4);
  }
  for (const [place, name] of ["0.weight", "0.bias", "1.weight"].entries()) {
    const wanted = network[`final.layers.${name}`]?.data ?? [];
    const found = parametersOf(state)[place] ?? [];
    expect(found).toHaveLength(wanted.length);
    for (const [at, own] of found.entries()) expect(own).toBeCloseTo(wanted[at] as number, 4);
  }
});

test("the same seed gives the same bits, with a break or without, and after a rewind", async () => {
  const whole = await trained(trainer(), { epochs: 5 });
  const own = trainer();
  await own.train({ steps: 4 }, () => {});
  const broken = await trained(own, { steps: 11 });
  expect(broken).toEqual(whole);
  own.rewind();
  expect(own.state()).toEqual(trainer().state());
  expect(await trained(own, { epochs: 5 })).toEqual(whole);
  const other = await trained(trainer({ seed: 8 }), { epochs: 5 });
  expect(parametersOf(other)).not.toEqual(parametersOf(whole));
});

test("the loss falls, also from a drawn start and with Adam", async () => {
  for (const change of [
    {},
    { scale: 0.3 },
    { optimizer: { name: "adam", options: {} }, scale: 0.3 },
  ]) {
    const { epochs } = await trained(trainer(change), { epochs: 200 });
    expect(epochs.at(-1)?.loss).toBeLessThan((epochs[0]?.loss ?? 0) / 2);
  }
});

test("a sample's columns go to the inputs chosen", async () => {
  const data = { kind: "sample", name: "moons", seed: 0, features: "X", target: "y" } as const;
  const logistic = {
    lines: ["z_i = sum_j x_ij w_j + b", "J = mean_i [ln(1 + exp(z_i)) - y_i z_i]"],
    inputs: [
      { name: "X", text: "0, 0; 0, 0" },
      { name: "w", text: "0, 0" },
      { name: "b", text: "0" },
      { name: "y", text: "0, 1" },
    ],
    loss: "J",
    parameters: ["w", "b"],
    data,
    learningRate: 0.5,
    batch: 32,
  };
  const state = await trained(trainer(logistic), { epochs: 20 });
  expect(state.rows).toBeGreaterThan(50);
  expect(state.epochs[0]?.loss).toBeGreaterThan(state.epochs.at(-1)?.loss ?? 1);
  expect(state.epochs.at(-1)?.loss).toBeLessThan(0.4);
});

test("a step that is no longer finite is undone and told", async () => {
  const own = trainer({ learningRate: 1e30 });
  const state = await trained(own, { steps: 20 });
  expect(state.stopped).toContain("no longer finite");
  expect(parametersOf(state).flat().every(Number.isFinite)).toBe(true);
});

describe("what cannot be trained is refused in words", () => {
  test.each<[string, Partial<LabTrainingSpec>]>([
    ["nothing is trained", { parameters: [] }],
    ["there is no data", { data: { kind: "typed", names: [] } }],
    ["there is no input", { parameters: ["V"] }],
    ["there is no definition", { loss: "M" }],
    ["a loss is one number", { loss: "u" }],
    ["rows", { data: { kind: "typed", names: ["X", "y", "b"] }, parameters: ["W", "α"] }],
    ["does not depend on", { lines: ["L = sum_i (y_i - sum_j X_ij)^2"] }],
    ["the learning rate is", { learningRate: 0 }],
    ["the batch size is", { batch: 0.5 }],
    ["the seed is", { seed: -1 }],
    ["the deviation", { scale: Number.NaN }],
    ["there is no optimizer", { optimizer: { name: "none", options: {} } }],
  ])("%s", (words, change) => {
    expect(() => trainer(change)).toThrow(UserError);
    expect(() => trainer(change)).toThrow(words);
  });
});
