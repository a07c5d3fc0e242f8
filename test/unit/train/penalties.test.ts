import { expect, test } from "vitest";
import type { NetworkSpec } from "../../../src-worker/graph/network.ts";
import { Stepper, type StepperOptions } from "../../../src-worker/train/stepper.ts";

const spec: NetworkSpec = {
  inputs: 2,
  layers: [{ units: 1, activation: "identity", bias: true }],
};
const base: StepperOptions = {
  loss: "squared",
  reduction: "sum",
  optimizer: { name: "sgd", options: {} },
  weightDecay: 0,
  l1: 0,
  clipNorm: null,
  frozen: [],
  maxBatch: 1,
};
const start = Float32Array.of(0.5, -0.25, 0);

/** What one step takes from the parameters, by learning rate: the gradient that was followed. */
function followed(change: Partial<StepperOptions>): number[] {
  const rate = 0.125;
  const data = { rows: 1, x: [3, 4], y: [0], labels: [] };
  const stepper = new Stepper(spec, { ...base, ...change }, data);
  stepper.reset(start);
  stepper.take([0], rate);
  return Array.from(stepper.parameters(), (p, i) => ((start[i] as number) - p) / rate);
}

// u = 3·0.5 − 4·0.25 = 0.5, so that ∂L/∂u = 1 and the gradient is (3, 4, 1).
test("the L1 penalty adds λ·sign(p), nothing at 0", () => {
  expect(followed({})).toEqual([3, 4, 1]);
  expect(followed({ l1: 0.5 })).toEqual([3.5, 3.5, 1]);
});

test("the L2 penalty adds λ·p", () => {
  expect(followed({ weightDecay: 2 })).toEqual([4, 3.5, 1]);
});

test("a gradient longer than the largest norm is shortened to it, a shorter one is left", () => {
  const norm = Math.sqrt(26);
  const clipped = followed({ clipNorm: 1 });
  for (const [i, g] of [3, 4, 1].entries()) expect(clipped[i]).toBeCloseTo(g / norm, 5);
  expect(followed({ clipNorm: 5.2 })).toEqual([3, 4, 1]);
});

test("a frozen layer's gradient does not count for the norm", () => {
  const deep: NetworkSpec = {
    inputs: 2,
    layers: [
      { units: 1, activation: "identity", bias: false },
      { units: 1, activation: "identity", bias: false },
    ],
  };
  const data = { rows: 1, x: [3, 4], y: [0], labels: [] };
  const stepper = new Stepper(deep, { ...base, frozen: [0], clipNorm: 0.25 }, data);
  stepper.reset(Float32Array.of(0.5, -0.25, 2));
  stepper.take([0], 1);
  // Layer 1: u = 1, so that ∂L/∂w = 2·1·0.5, which alone is brought to 0.25.
  expect(stepper.parameters()[2]).toBeCloseTo(1.75, 5);
});
