import { expect, test } from "vitest";
import type { Dataset } from "../../../src-worker/data/dataset.ts";
import type { NetworkSpec } from "../../../src-worker/graph/network.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";
import { initialParameters } from "../../../src-worker/train/initialize.ts";
import type { TrainingOptions } from "../../../src-worker/train/options.ts";
import { Trainer } from "../../../src-worker/train/trainer.ts";
import { makeDataset } from "./dataset.ts";

const spec: NetworkSpec = {
  inputs: 3,
  layers: [
    { units: 4, activation: "relu", bias: true },
    { units: 1, activation: "identity", bias: true },
  ],
};
const options: TrainingOptions = {
  ...defaults,
  loss: "squared",
  optimizer: { name: "sgd", options: {} },
  learningRate: 0.1,
};
const data = makeDataset("regression", 40);
const hooks = {
  progress: () => undefined,
  now: () => 0,
  breathe: async () => undefined,
};

function scaled(factor: number): Dataset {
  const { training } = data.parts;
  return {
    ...data,
    parts: { ...data.parts, training: { ...training, x: training.x.map((x) => x * factor) } },
  };
}

test("a rate that is much too high stops training; what is kept is finite and goes on", async () => {
  const trainer = new Trainer(spec, { ...options, learningRate: 1000 }, data);
  await trainer.train({ steps: 200 }, hooks);
  expect(trainer.stopped?.kind).toBe("diverged");
  expect(trainer.stopped?.words).toMatch(
    /^at step \d+: .*layer [01] .* the learning rate 1000 is too high; the parameters of step 0 are back/,
  );
  expect(trainer.step).toBe(0);
  expect(trainer.parameters()).toEqual(initialParameters(spec, options));

  // With a sensible rate it goes on as if nothing had happened.
  trainer.adjust({ learningRate: 0.01 });
  await trainer.train({ steps: 20 }, hooks);
  const calm = new Trainer(spec, { ...options, learningRate: 0.01 }, data);
  await calm.train({ steps: 20 }, hooks);
  expect(trainer.stopped).toBeNull();
  expect(trainer.parameters()).toEqual(calm.parameters());
});

test("a divergence after long training costs little of it", async () => {
  const trainer = new Trainer(spec, { ...options, learningRate: 0.01, batch: 10 }, data);
  await trainer.train({ steps: 1000 }, hooks);
  const good = trainer.parameters();
  trainer.adjust({ learningRate: 1e6 });
  await trainer.train({}, hooks);
  expect(trainer.stopped?.kind).toBe("diverged");
  expect(trainer.step).toBe(1000);
  expect(trainer.parameters()).toEqual(good);
});

test("an update that overflows is undone, with the optimiser's state", async () => {
  const choices = { ...options, learningRate: 3e38, optimizer: { name: "momentum", options: {} } };
  const trainer = new Trainer(spec, choices, scaled(100));
  await trainer.train({}, hooks);
  expect(trainer.step).toBe(0);
  expect(trainer.stopped?.words).toMatch(/step 1: the update of layer \d .* learning rate 3e\+38/);
  expect(trainer.parameters()).toEqual(initialParameters(spec, choices));
  expect(trainer.state().slots.velocity?.every((value) => value === 0)).toBe(true);
});

test("a squared gradient beyond float32 stops Adam instead of freezing it", async () => {
  const choices = { ...options, optimizer: { name: "adam", options: {} } };
  const trainer = new Trainer(spec, choices, scaled(1e13));
  await trainer.train({ steps: 5 }, hooks);
  expect(trainer.step).toBe(0);
  expect(trainer.stopped?.words).toContain("the update of layer 0 (layers.0.weight)");
});

test("data beyond float32's range are blamed at the first step", async () => {
  const trainer = new Trainer(spec, options, scaled(1e25));
  await trainer.train({ steps: 5 }, hooks);
  expect(trainer.stopped?.words).toContain("the inputs, targets or initial weights are too large");
  const broken = scaled(1);
  broken.parts.training.x[4] = Number.NaN;
  const other = new Trainer(spec, { ...options, batch: 40 }, broken);
  await other.train({ steps: 1 }, hooks);
  expect(other.stopped?.words).toMatch(/step 1: the values of x are no longer finite/);
});

test("exp names its own layer", async () => {
  const growing: NetworkSpec = {
    inputs: 3,
    layers: [{ units: 4, activation: "exp", bias: true }, ...spec.layers.slice(1)],
  };
  const trainer = new Trainer(growing, options, scaled(1000));
  await trainer.train({ steps: 1 }, hooks);
  expect(trainer.stopped?.words).toContain("layer 0 (layers.0.u)");
});
