import { describe, expect, test } from "vitest";
import type { Dataset, PartData, Task } from "../../../src-worker/data/dataset.ts";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import type { LossName, NetworkSpec } from "../../../src-worker/graph/network.ts";
import { gradientCheck } from "../../../src-worker/inspect/check.ts";
import { parseProblem } from "../../../src-worker/inspect/problem.ts";
import { solve } from "../../../src-worker/inspect/solve.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";
import { Predictor } from "../../../src-worker/train/predictor.ts";
import { Trainer } from "../../../src-worker/train/trainer.ts";
import { usualSpec } from "../data/spec.ts";
import { readText } from "../data/text-stream.ts";
import { makeDataset } from "./dataset.ts";

const hooks = { progress: () => {}, now: () => performance.now(), breathe: async () => {} };
const ROWS = 12;

const tasks = [
  ["binary", "bce", 1, "sigmoid"],
  ["multiclass", "cce", 3, "softmax"],
  ["regression", "squared", 1, "identity"],
] as const satisfies readonly (readonly [Task, LossName, number, string])[];

const networkOf = (units: number, activation: string): NetworkSpec => ({
  inputs: 3,
  layers: [
    { units: 4, activation: "tanh", bias: true },
    { units, activation, bias: true },
  ],
});

/** How often each row counts: some never, some once, some more often. */
const weights = Float32Array.from({ length: ROWS }, (_, row) => row % 4);

/** Some rows of a part, one after another; a row may come again. */
function pick(part: PartData, rows: readonly number[]): PartData {
  const of = (values: Float32Array, width: number) =>
    Float32Array.from(rows.flatMap((row) => [...values.subarray(row * width, (row + 1) * width)]));
  return {
    rows: rows.length,
    x: of(part.x, 3),
    y: of(part.y, part.y.length / part.rows),
    labels:
      part.labels.length > 0
        ? Int32Array.from(rows, (row) => part.labels[row] as number)
        : part.labels,
    source: Int32Array.from(rows),
  };
}

const withTraining = (dataset: Dataset, training: PartData): Dataset => ({
  ...dataset,
  parts: { ...dataset.parts, training },
});

const repeated = Array.from(weights).flatMap((weight, row) => new Array<number>(weight).fill(row));

describe.each(tasks)("%s", (task, loss, units, activation) => {
  const dataset = makeDataset(task, ROWS);
  const network = networkOf(units, activation);
  const weighted = withTraining(dataset, { ...dataset.parts.training, weights });

  test("a weight counts as so many rows", async () => {
    const options = {
      ...defaults,
      loss,
      batch: 100,
      reduction: "sum" as const,
      learningRate: 0.01,
    };
    const train = async (data: Dataset) => {
      const trainer = new Trainer(network, options, data);
      await trainer.train({ epochs: 20 }, hooks);
      return trainer;
    };
    const one = await train(weighted);
    const other = await train(withTraining(dataset, pick(dataset.parts.training, repeated)));
    const [own, theirs] = [one.parameters(), other.parameters()];
    own.forEach((value, index) => {
      expect(value).toBeCloseTo(theirs[index] as number, 4);
    });
    const share = repeated.length / ROWS;
    one.history.epochs.forEach((point, index) => {
      expect(point.loss).toBeCloseTo((other.history.epochs[index]?.loss ?? 0) * share, 4);
    });
  });

  test("evaluation is the mean of the weighted losses", () => {
    const { training } = weighted.parts;
    const trainer = new Trainer(network, { ...defaults, loss }, weighted);
    const predictor = new Predictor(network, trainer.parameters());
    const single = Array.from(
      weights,
      (weight, row) => weight * predictor.evaluate(pick(training, [row]), loss).loss,
    );
    const mean = single.reduce((sum, value) => sum + value, 0) / ROWS;
    expect(predictor.evaluate(training, loss).loss).toBeCloseTo(mean, 6);
  });

  test("gradients are those of the weighted loss", () => {
    const { training } = weighted.parts;
    const trainer = new Trainer(network, { ...defaults, loss }, weighted);
    const target = loss === "cce" ? training.labels : training.y;
    const data = { rows: ROWS, x: training.x, target, weights };
    const check = gradientCheck(network, trainer.parameters(), data, loss, "mean", { seed: 0 });
    expect(check.worst).toBeLessThan(1e-7);
  });
});

test("a problem file may have weights", () => {
  const problem = {
    format: "chainrule-problem/1",
    network: { inputs: 1, layers: [{ units: 1, activation: "identity", bias: false }] },
    loss: "squared",
    reduction: "mean",
    params: { "layers.0.weight": [[2]] },
    x: [[1], [2], [3]],
    y: [[0], [0], [0]],
    weights: [1, 0, 0.5],
  };
  const results = solve(parseProblem(JSON.stringify(problem), "p.json"));
  // (1·2² + 0·4² + ½·6²) / 3, and its slope in the weight, (1·2·2·1 + ½·2·6·3) / 3.
  expect(results.loss?.data).toEqual([Math.fround(22 / 3)]);
  expect(results["grad.layers.0.weight"]?.data).toEqual([Math.fround(22 / 3)]);
  const wrong = JSON.stringify({ ...problem, weights: [1, 2] });
  expect(() => parseProblem(wrong, "p.json")).toThrow("weights");
});

test("a column gives the weights, and rows without one are left out", async () => {
  const rows = ["1,2,0", "2,,1", "3,0,0", "4,0.5,1"];
  const table = await readText(["a,w,y", ...rows].join("\n"));
  const dataset = prepareDataset(table, { ...usualSpec, targets: ["y"], weight: "w" });
  expect(dataset.inputNames).toEqual(["a"]);
  expect(dataset.dropped).toBe(1);
  expect([...(dataset.parts.training.weights ?? [])]).toEqual([2, 0, 0.5]);
  const negative = await readText(["a,w,y", "1,2,0", "2,-1,1"].join("\n"));
  expect(() => prepareDataset(negative, { ...usualSpec, targets: ["y"], weight: "w" })).toThrow(
    "-1 is no weight",
  );
  expect(() =>
    prepareDataset(table, { ...usualSpec, targets: ["y"], features: ["a", "w"], weight: "w" }),
  ).toThrow("is both the weight and a feature or target");
});
