import { expect, test } from "vitest";
import { foldDatasets } from "../../../src-worker/data/folds.ts";
import { findSample } from "../../../src-worker/data/samples/index.ts";
import { createEngine } from "../../../src-worker/engine.ts";
import { measure } from "../../../src-worker/session/prediction.ts";
import { atOnce } from "../../../src-worker/steps.ts";
import { Predictor } from "../../../src-worker/train/predictor.ts";
import { Trainer } from "../../../src-worker/train/trainer.ts";
import { usualSpec } from "../data/spec.ts";

const quiet = () => {};
const hooks = { progress: quiet, now: () => performance.now(), breathe: async () => {} };

async function prepared(more: { readonly earlyStopping?: number } = {}) {
  const engine = createEngine({
    open: () => Promise.reject(new Error("no files")),
  });
  const table = await engine.openTable({ kind: "sample", name: "moons" }, "open", quiet);
  const { id } = await engine.prepare({ ...usualSpec, table: table.id, targets: ["y"], test: 0.1 });
  const { network, training } = await engine.propose(id);
  return { engine, spec: { dataset: id, network, training: { ...training, epochs: 3, ...more } } };
}

test("each fold is what a training on the others gives; the summary has mean and spread", async () => {
  const { engine, spec } = await prepared();
  const told: (number | null)[] = [];
  const result = await engine.crossValidate(spec, 4, "folds", ({ done }) => told.push(done));
  const table = findSample("moons").make(0);
  const data = { ...usualSpec, targets: ["y"], test: 0.1 };
  const alone = [];
  for (const making of foldDatasets(table, data, 4, false)) {
    const dataset = atOnce(making);
    const trainer = new Trainer(spec.network, spec.training, dataset);
    await trainer.train({}, hooks);
    const predictor = new Predictor(spec.network, trainer.parameters());
    alone.push(measure(predictor, dataset.preprocessing, dataset.parts.test, "bce"));
  }
  expect(result.folds.map(({ metrics }) => metrics)).toEqual(alone);
  expect(result.folds.reduce((sum, { metrics }) => sum + metrics.rows, 0)).toBe(270);
  const losses = alone.map(({ loss }) => loss);
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / 4;
  const [loss, accuracy] = result.summary;
  expect(loss?.name).toBe("loss");
  expect(loss?.mean).toBeCloseTo(mean, 12);
  const squares = losses.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  expect(loss?.spread).toBeCloseTo(Math.sqrt(squares / 3), 12);
  expect(accuracy?.name).toBe("accuracy");
  expect(told.at(-1)).toBe(12);
});

test("early stopping watches rows that are trained beside, never the fold", async () => {
  const { engine, spec } = await prepared({ earlyStopping: 2 });
  const { folds } = await engine.crossValidate(spec, 3, "folds", quiet);
  expect(folds.map(({ training, metrics }) => [training, metrics.rows])).toEqual([
    [144, 90],
    [144, 90],
    [144, 90],
  ]);
});

test("it can be cancelled, and needs an end", async () => {
  const { engine, spec } = await prepared();
  const long = { ...spec, training: { ...spec.training, epochs: 100_000 } };
  const running = engine.crossValidate(long, 5, "folds", quiet);
  setTimeout(() => void engine.cancel("folds"), 50);
  await expect(running).rejects.toThrow("cancelled");
  const endless = { ...spec, training: { ...spec.training, epochs: null } };
  await expect(engine.crossValidate(endless, 5, "folds", quiet)).rejects.toThrow(
    "needs a last epoch",
  );
});
