import { expect, test } from "vitest";
import { TrainingRun } from "../../../../src-renderer/state/training.svelte.ts";
import type { Engine, ModelState } from "../../../../src-worker/api.ts";

const modelOf = (id: number, step = 0) => ({ id, step }) as ModelState;

/** An engine that trains a model until that one is paused or closed. */
function endless() {
  const ends = new Map<number, () => void>();
  const end = async (id: number) => ends.get(id)?.();
  const engine = {
    train: (id: number) =>
      new Promise<ModelState>((resolve) => ends.set(id, () => resolve(modelOf(id, 7)))),
    pause: end,
    closeModel: end,
  } as unknown as Engine;
  return new TrainingRun(() => engine);
}

test("a model that takes the place of one that trains stays, and that training ends", async () => {
  const training = endless();
  training.setModel(modelOf(1));
  training.kept.add(1);
  const run = training.run({});
  training.setModel(modelOf(2));
  await run;
  expect(training.model).toEqual(modelOf(2));
  expect(training.running).toBe(false);
});

test("pausing ends the training that runs, whatever model is shown", async () => {
  const training = endless();
  training.setModel(modelOf(1));
  const run = training.run({});
  const paused = training.pause();
  training.setModel(modelOf(2));
  await Promise.all([paused, training.pause(), run]);
  expect(training.running).toBe(false);
  expect(training.model).toEqual(modelOf(2));
});

test("a training that ends by a pause leaves its last state", async () => {
  const training = endless();
  training.setModel(modelOf(1));
  const run = training.run({});
  await training.pause();
  await run;
  expect(training.step).toBe(7);
});
