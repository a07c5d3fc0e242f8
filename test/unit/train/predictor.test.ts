import { expect, test } from "vitest";
import type { NetworkSpec } from "../../../src-worker/graph/network.ts";
import { initialParameters } from "../../../src-worker/train/initialize.ts";
import { Predictor } from "../../../src-worker/train/predictor.ts";
import { makeDataset } from "./dataset.ts";

const spec: NetworkSpec = {
  inputs: 3,
  layers: [
    { units: 4, activation: "tanh", bias: true, dropout: 0.5 },
    { units: 3, activation: "softmax", bias: true },
  ],
};
const parameters = initialParameters(spec, {
  initializer: { name: "glorot", options: {} },
  seed: 2,
});
const { training } = makeDataset("multiclass", 600).parts;

test("many rows give what each row gives by itself; dropout is off", () => {
  const predictor = new Predictor(spec, parameters);
  const outputs = predictor.outputs(training.x, 600);
  const hidden = predictor.hidden(0, training.x, 600);
  expect([outputs.length, hidden.length]).toEqual([1800, 2400]);
  for (const row of [0, 255, 256, 511, 512, 599]) {
    const x = training.x.slice(3 * row, 3 * row + 3);
    expect(predictor.outputs(x, 1)).toEqual(outputs.slice(3 * row, 3 * row + 3));
    expect(predictor.hidden(0, x, 1)).toEqual(hidden.slice(4 * row, 4 * row + 4));
  }
});

test("the loss is the mean of −ln of the true class's probability", () => {
  const predictor = new Predictor(spec, parameters);
  const { loss, outputs } = predictor.evaluate(training, "cce");
  let sum = 0;
  for (let row = 0; row < 600; row++) {
    sum -= Math.log(outputs[3 * row + (training.labels[row] ?? 0)] ?? 0);
  }
  expect(loss).toBeCloseTo(sum / 600, 6);
  expect(outputs).toEqual(predictor.outputs(training.x, 600));
});

test("other parameters may take the place of the first", () => {
  const predictor = new Predictor(spec, parameters);
  const before = predictor.logits(training.x, 600);
  predictor.parameters = parameters.map((value) => value * 2);
  const after = predictor.logits(training.x, 600);
  expect(after).not.toEqual(before);
  expect(after).toEqual(
    new Predictor(
      spec,
      parameters.map((value) => value * 2),
    ).logits(training.x, 600),
  );
});
