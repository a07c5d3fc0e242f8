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
  const { step, stopped } = trainer;
  expect(step).toBeLessThan(30);
  expect(stopped?.words).toMatch(
    new RegExp(`^stopped at step ${step + 1}: .*layer [01] .* the learning rate 1000 is too high`),
  );
  const kept = trainer.parameters();
  expect(kept.every(Number.isFinite)).toBe(true);

  // The same steps again, and no further: the kept parameters are those before the bad step.
  const again = new Trainer(spec, { ...options, learningRate: 1000 }, data);
  await again.train({ steps: step }, hooks);
  expect(again.stopped).toBeNull();
  expect(again.parameters()).toEqual(kept);
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
