import { expect, test, vi } from "vitest";
import type { TrainingProgress } from "../../../src-worker/api.ts";
import { UserError } from "../../../src-worker/errors.ts";
import type { NetworkSpec } from "../../../src-worker/graph/network.ts";
import { defaults, optimizers } from "../../../src-worker/train/catalogue.ts";
import { initialParameters } from "../../../src-worker/train/initialize.ts";
import { countRight } from "../../../src-worker/train/metrics.ts";
import type { TrainingOptions } from "../../../src-worker/train/options.ts";
import { Predictor } from "../../../src-worker/train/predictor.ts";
import { Stepper } from "../../../src-worker/train/stepper.ts";
import { type Hooks, Trainer, type TrainingState } from "../../../src-worker/train/trainer.ts";
import { makeDataset } from "./dataset.ts";

const dataset = makeDataset("multiclass", 50, 20);

const spec: NetworkSpec = {
  inputs: 3,
  layers: [
    { units: 8, activation: "relu", bias: true },
    { units: 5, activation: "tanh", bias: true },
    { units: 3, activation: "softmax", bias: true },
  ],
};
const withDropout: NetworkSpec = {
  ...spec,
  layers: spec.layers.map((layer, index) => (index === 0 ? { ...layer, dropout: 0.25 } : layer)),
};
const options: TrainingOptions = { ...defaults, loss: "cce", batch: 8, seed: 3 };

/**
 * Time goes on by ten milliseconds a look, so that every look ends a burst; `breathe` runs what
 * the test wants to happen meanwhile.
 */
function makeHooks(breathe: () => void = () => undefined): Hooks & { time: number } {
  return {
    time: 0,
    progress: () => undefined,
    now() {
      this.time += 10;
      return this.time;
    },
    async breathe() {
      breathe();
    },
  };
}

/** A state through text and back, as a file does it, without the time it took. */
function saved(trainer: Trainer): TrainingState {
  return { ...structuredClone(trainer.state()), seconds: 0 };
}

for (const { name } of optimizers) {
  test(`${name}: 37 steps, a restored state and 63 more give the bits of 100 steps`, async () => {
    const choices: TrainingOptions = {
      ...options,
      optimizer: { name, options: {} },
      schedule: { name: "exponential", options: { gamma: 0.9 } },
      weightDecay: 0.01,
      l1: 0.001,
      clipNorm: 1,
      earlyStopping: 50,
    };
    const whole = new Trainer(withDropout, choices, dataset);
    await whole.train({ steps: 100 }, makeHooks());

    const first = new Trainer(withDropout, choices, dataset);
    await first.train({ steps: 37 }, makeHooks());
    const second = new Trainer(withDropout, choices, dataset, saved(first));
    await second.train({ steps: 63 }, makeHooks());

    expect(second.step).toBe(100);
    expect(second.epoch).toBe(14);
    expect(saved(second)).toEqual(saved(whole));
    expect(whole.parameters()).not.toEqual(initialParameters(spec, choices));
  });
}

for (const [task, loss] of [
  ["multiclass", "cce"],
  ["binary", "bce"],
  ["binary", "squared"],
  ["regression", "squared"],
] as const) {
  test(`bursts come to the state of single steps: ${task}, ${loss}`, async () => {
    const data = makeDataset(task, 203, 31);
    const outputs = task === "multiclass" ? 3 : 1;
    const activation = { cce: "softmax", bce: "sigmoid", squared: "identity" }[loss];
    const network: NetworkSpec = {
      inputs: 3,
      layers: [
        { units: 6, activation: "tanh", bias: true },
        { units: outputs, activation, bias: true },
      ],
    };
    const choices: TrainingOptions = { ...options, loss, batch: 2 };
    const take = vi.spyOn(Stepper.prototype, "run");
    const burst = vi.spyOn(Stepper.prototype, "burst");
    const whole = new Trainer(network, choices, data);
    await whole.train({ steps: 400 }, makeHooks());
    expect(take).not.toHaveBeenCalled();
    expect(burst).toHaveBeenCalled();

    const length = vi.spyOn(Stepper.prototype, "burstLength").mockReturnValue(1);
    const single = new Trainer(network, choices, data);
    burst.mockClear();
    await single.train({ steps: 400 }, makeHooks());
    expect(take).toHaveBeenCalledTimes(400);
    expect(burst).not.toHaveBeenCalled();
    for (const spy of [take, burst, length]) spy.mockRestore();
    expect(saved(whole)).toEqual(saved(single));
    expect(whole.history.epochs.length).toBe(3);
    if (task === "regression") return;
    // What the kernels counted is what their outputs say.
    const right = whole.history.epochs.map(({ accuracy }) => (accuracy ?? 0) * 203);
    for (const count of right) expect(Math.abs(count - Math.round(count))).toBeLessThan(1e-9);
    expect(Math.min(...right)).toBeGreaterThan(203 / 3);
  });
}

test("the accuracy of an epoch counts the rows that the outputs before each update speak for", async () => {
  const still = { ...options, optimizer: { name: "sgd", options: {} }, learningRate: 1e-30 };
  const { training } = dataset.parts;
  for (const batch of [7, 50]) {
    const trainer = new Trainer(spec, { ...still, batch }, dataset);
    await trainer.train({ epochs: 1 }, makeHooks());
    const outputs = new Predictor(spec, trainer.parameters()).outputs(training.x, training.rows);
    const right = countRight(outputs, training.labels);
    expect(right).toBeGreaterThan(0);
    expect(trainer.history.epochs[0]?.accuracy).toBe(right / training.rows);
  }
});

test("a pause between two bursts changes no bit", async () => {
  const whole = new Trainer(spec, { ...options, batch: 1 }, dataset);
  await whole.train({ steps: 480 }, makeHooks());
  const paused = new Trainer(spec, { ...options, batch: 1 }, dataset);
  let calls = 0;
  while (paused.step < 480) {
    await paused.train(
      { steps: 480 - paused.step },
      makeHooks(() => paused.pause()),
    );
    calls += 1;
  }
  expect(calls).toBeGreaterThan(3);
  expect(saved(paused)).toEqual(saved(whole));
});

test("pausing at any moment, even within a step or a validation, changes no bit", async () => {
  const large: NetworkSpec = {
    inputs: 3,
    layers: [
      { units: 200, activation: "relu", bias: true, dropout: 0.5 },
      { units: 600, activation: "sigmoid", bias: true },
      { units: 3, activation: "softmax", bias: true },
    ],
  };
  const whole = new Trainer(large, options, dataset);
  await whole.train({ steps: 20 }, makeHooks());

  const often = new Trainer(large, options, dataset);
  let lastPause = 0;
  let within = 0;
  while (often.step < 20) {
    const before = often.step;
    let breaths = 0;
    const hooks = makeHooks(() => {
      breaths += 1;
      if (breaths > lastPause % 13) often.pause();
    });
    await often.train({ steps: 20 - often.step }, hooks);
    lastPause += 1;
    if (often.step === before) within += 1;
  }
  expect(within).toBeGreaterThan(3);
  expect(saved(often)).toEqual(saved(whole));
});

test("rewinding comes back to the same start and trains to the same bits again", async () => {
  const trainer = new Trainer(withDropout, options, dataset);
  const start = saved(trainer);
  expect(trainer.parameters()).toEqual(initialParameters(spec, options));
  await trainer.train({ steps: 17 }, makeHooks());
  const end = saved(trainer);
  trainer.rewind();
  expect(saved(trainer)).toEqual(start);
  await trainer.train({ steps: 17 }, makeHooks());
  expect(saved(trainer)).toEqual(end);
});

test("an epoch takes every row once, the partial batch too", async () => {
  const trainer = new Trainer(spec, options, dataset);
  expect(trainer.stepsPerEpoch).toBe(7);
  await trainer.train({ epochs: 2 }, makeHooks());
  expect([trainer.step, trainer.epoch]).toEqual([14, 2]);
  expect(trainer.history.steps.map(({ step }) => step)).toEqual(
    Array.from({ length: 14 }, (_, step) => step + 1),
  );
});

test("with a learning rate too small to matter, an epoch measures the whole training part", async () => {
  const still = { ...options, optimizer: { name: "sgd", options: {} }, learningRate: 1e-30 };
  const trainer = new Trainer(spec, still, dataset);
  await trainer.train({ epochs: 1 }, makeHooks());
  const predictor = new Predictor(spec, trainer.parameters());
  const training = predictor.evaluate(dataset.parts.training, "cce");
  const validation = predictor.evaluate(dataset.parts.validation, "cce");
  const [point] = trainer.history.epochs;
  expect(point?.loss).toBeCloseTo(training.loss, 12);
  expect(point?.validationLoss).toBe(validation.loss);
  const right = [...dataset.parts.validation.labels].filter((label, row) => {
    const outputs = validation.outputs.subarray(3 * row, 3 * row + 3);
    return outputs.indexOf(Math.max(...outputs)) === label;
  });
  expect(point?.validationAccuracy).toBe(right.length / 20);
});

test("training lowers the loss of classes and of numbers", async () => {
  for (const task of ["binary", "regression"] as const) {
    const trainer = new Trainer(
      {
        inputs: 3,
        layers: [
          { units: 8, activation: "tanh", bias: true },
          { units: 1, activation: task === "binary" ? "sigmoid" : "identity", bias: true },
        ],
      },
      { ...options, loss: task === "binary" ? "bce" : "squared", epochs: 40 },
      makeDataset(task, 60, 20),
    );
    await trainer.train({}, makeHooks());
    expect(trainer.stopped?.words).toBe("all 40 epochs are done");
    const { epochs } = trainer.history;
    const [first, last] = [epochs[0], epochs.at(-1)];
    expect(last?.loss).toBeLessThan(0.3 * (first?.loss ?? 0));
    expect(last?.validationLoss).toBeLessThan(0.6 * (first?.validationLoss ?? 0));
    if (task === "binary") expect(last?.accuracy).toBeGreaterThan(0.9);
    else expect(last?.accuracy).toBeNull();
  }
});

test("a learning rate changed on the way takes effect at the next step", async () => {
  const trainer = new Trainer(spec, options, dataset);
  await trainer.train({ steps: 3 }, makeHooks());
  const before = trainer.parameters();
  trainer.adjust({ learningRate: 1e-30 });
  await trainer.train({ steps: 1 }, makeHooks());
  expect(trainer.parameters()).toEqual(before);
  expect(trainer.options.learningRate).toBe(1e-30);
  expect(() => trainer.adjust({ learningRate: 0 })).toThrow(UserError);
  expect(trainer.options.learningRate).toBe(1e-30);
});

test("a larger batch holds from the next epoch, with the optimiser's state kept", async () => {
  const trainer = new Trainer(spec, options, dataset);
  await trainer.train({ steps: 2 }, makeHooks());
  trainer.adjust({ batch: 25 });
  expect(trainer.stepsPerEpoch).toBe(7);
  await trainer.train({ epochs: 1 }, makeHooks());
  expect([trainer.step, trainer.stepsPerEpoch]).toEqual([7, 2]);
  const { slots } = trainer.state();
  await trainer.train({ steps: 1 }, makeHooks());
  const beta1 = Math.fround(0.9);
  // What is left of the old mean bounds how far the new one can be from it for a tiny gradient.
  expect(trainer.state().slots.mean).not.toEqual(slots.mean);
  expect(slots.mean?.some((value) => Math.abs(value * beta1) > 1e-4)).toBe(true);
  await trainer.train({ epochs: 1 }, makeHooks());
  expect([trainer.step, trainer.epoch]).toEqual([9, 2]);
});

test("frozen layers keep their bits, the others do not", async () => {
  const trainer = new Trainer(spec, { ...options, frozen: [1], weightDecay: 0.1 }, dataset);
  const before = trainer.parameters();
  await trainer.train({ steps: 5 }, makeHooks());
  const after = trainer.parameters();
  const [start, end] = [8 * 3 + 8, 8 * 3 + 8 + 5 * 8 + 5];
  expect(after.subarray(start, end)).toEqual(before.subarray(start, end));
  expect(after.subarray(0, start)).not.toEqual(before.subarray(0, start));
  expect(after.subarray(end)).not.toEqual(before.subarray(end));
});

test("early stopping ends training and brings the best parameters back", async () => {
  const choices = { ...options, learningRate: 0.3, earlyStopping: 3, epochs: 500 };
  const trainer = new Trainer(spec, choices, dataset);
  await trainer.train({}, makeHooks());
  const losses = trainer.history.epochs.map(({ validationLoss }) => validationLoss ?? 0);
  const best = losses.indexOf(Math.min(...losses));
  expect(trainer.epoch).toBe(best + 1 + 3);
  expect(trainer.stopped?.words).toContain(`the parameters of epoch ${best + 1} are back`);
  const evaluated = new Predictor(spec, trainer.parameters()).evaluate(
    dataset.parts.validation,
    "cce",
  );
  expect(evaluated.loss).toBe(losses[best]);
});

test("progress is told at most 30 times a second and at the end", async () => {
  const hooks = makeHooks();
  const heard: Omit<TrainingProgress, "model">[] = [];
  hooks.progress = (progress) => heard.push(progress);
  const trainer = new Trainer(spec, { ...options, epochs: 120 }, dataset);
  await trainer.train({}, hooks);
  expect(heard.length).toBeGreaterThan(1);
  expect(heard.length).toBeLessThanOrEqual(1 + (hooks.time * 30) / 1000);
  const last = heard.at(-1);
  expect(last).toMatchObject({ step: 840, epoch: 120, stepsPerEpoch: 7, secondsLeft: 0 });
  expect(last?.samplesPerSecond).toBeGreaterThan(0);
  expect(last?.history.epochs.length).toBe(120);
});

test("what cannot be trained is refused in words", () => {
  const make = (change: Partial<TrainingOptions>, network = spec, data = dataset) => {
    return () => new Trainer(network, { ...options, ...change }, data);
  };
  expect(make({ learningRate: Number.NaN })).toThrow("the learning rate is NaN");
  expect(make({ batch: 0 })).toThrow("the batch size is 0");
  expect(make({ seed: -1 })).toThrow("the seed is -1");
  expect(make({ frozen: [3] })).toThrow("layer 3 is frozen, but there are layers 0 to 2");
  expect(make({ frozen: [0, 1, 2] })).toThrow("every layer is frozen");
  expect(make({ optimizer: { name: "lion", options: {} } })).toThrow('no optimizer "lion"');
  expect(make({ loss: "squared" })).toThrow("needs 3 target values a row");
  expect(make({}, { ...spec, inputs: 4 })).toThrow("has 4 inputs, but the data has 3");
  expect(make({}, spec, makeDataset("multiclass", 0))).toThrow("no rows to train on");
});
