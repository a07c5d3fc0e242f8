import { expect, test } from "vitest";
import { Runs } from "../../../../src-renderer/state/runs.svelte.ts";
import { Search } from "../../../../src-renderer/state/search.svelte.ts";
import { TrainingRun } from "../../../../src-renderer/state/training.svelte.ts";
import type { Engine, ModelState } from "../../../../src-worker/api.ts";
import { engineWith, modelOf, quiet } from "../../evaluate/engine-with.ts";

test("after a restart no number of a model is kept that a new one may have", async () => {
  const engine = engineWith();
  const training = new TrainingRun(() => engine);
  const runs = new Runs(() => engine, training);
  const first = await modelOf(engine, { sample: "moons" });
  await engine.train(first.id, { epochs: 1 }, quiet);
  training.setModel(first);
  await runs.lookBack(0);
  runs.add(await modelOf(engine, { sample: "moons" }), "moons");
  expect(training.kept.size).toBe(2);
  runs.forget();
  expect(training.kept.size).toBe(0);
});

test("a search that is stopped while a model is made does not train it", async () => {
  const trained: number[] = [];
  const closed: number[] = [];
  let made: (model: ModelState) => void = () => {};
  const model = { id: 4 } as ModelState;
  const engine = {
    createModel: () => new Promise<ModelState>((resolve) => (made = resolve)),
    train: async (id: number) => {
      trained.push(id);
      return model;
    },
    closeModel: async (id: number) => void closed.push(id),
  } as unknown as Engine;
  const search = new Search(() => engine);
  const trial = { variation: {}, network: {}, training: {} } as never;
  const run = search.run(1, [trial, trial], 10, () => {});
  await search.cancel();
  made(model);
  await run;
  expect([trained, closed, search.running]).toEqual([[], [4], false]);
});

test("a model whose training fails in a search is closed", async () => {
  const closed: number[] = [];
  const engine = {
    createModel: async () => ({ id: 4 }) as ModelState,
    train: async () => {
      throw new Error("out of memory");
    },
    closeModel: async (id: number) => void closed.push(id),
  } as unknown as Engine;
  const search = new Search(() => engine);
  const trial = { variation: {}, network: {}, training: {} } as never;
  await expect(search.run(1, [trial], 10, () => {})).rejects.toThrow("out of memory");
  expect([closed, search.running]).toEqual([[4], false]);
});
