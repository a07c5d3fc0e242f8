import { expect, test } from "vitest";
import type { EpochPoint } from "../../../src-worker/train/history.ts";
import { Recorder } from "../../../src-worker/train/recorder.ts";

const point = (epoch: number): EpochPoint => ({
  epoch,
  step: epoch * 10,
  loss: 1 / epoch,
  accuracy: null,
  validationLoss: null,
  validationAccuracy: null,
  learningRate: 0.1,
});

test("short courses are kept whole", () => {
  const recorder = new Recorder();
  for (let step = 1; step <= 500; step++) recorder.addStep(step, step / 2);
  for (let epoch = 1; epoch <= 500; epoch++) recorder.addEpoch(point(epoch));
  const { steps, epochs } = recorder.history();
  expect(steps.length).toBe(500);
  expect(steps[123]).toEqual({ step: 124, loss: 62 });
  expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
});

test("long courses are thinned: step points are means of all steps since the one before", () => {
  const recorder = new Recorder();
  for (let step = 1; step <= 1_000_000; step++) recorder.addStep(step, step);
  const { steps } = recorder.history();
  expect(steps.length).toBeGreaterThan(200);
  expect(steps.length).toBeLessThanOrEqual(2000);
  let before = 0;
  for (const { step, loss } of steps) {
    expect(loss).toBe((before + 1 + step) / 2);
    before = step;
  }
});

test("long courses keep epochs evenly spread, and always the newest", () => {
  const recorder = new Recorder();
  for (let epoch = 1; epoch <= 10_001; epoch++) {
    recorder.addEpoch(point(epoch));
    const { epochs } = recorder.history();
    expect(epochs.at(-1)?.epoch).toBe(epoch);
    expect(epochs.length).toBeLessThanOrEqual(2000);
  }
  const { epochs } = recorder.history();
  const gaps = epochs.slice(1, -1).map(({ epoch }, i) => epoch - (epochs[i]?.epoch ?? 0));
  expect(new Set(gaps).size).toBe(1);
  expect(epochs.length).toBeGreaterThan(200);
});

test("a recorder goes on from a state as if it had never stopped", () => {
  const whole = new Recorder();
  let parts = new Recorder();
  for (let step = 1; step <= 5000; step++) {
    whole.addStep(step, 1 / step);
    parts.addStep(step, 1 / step);
    if (step % 3 === 0) {
      whole.addEpoch(point(step / 3));
      parts.addEpoch(point(step / 3));
    }
    if (step % 617 === 0) parts = new Recorder(structuredClone(parts.state()));
  }
  expect(parts.state()).toEqual(whole.state());
});
