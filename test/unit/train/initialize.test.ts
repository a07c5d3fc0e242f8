import { expect, test } from "vitest";
import type { NetworkSpec } from "../../../src-worker/graph/network.ts";
import { initializers } from "../../../src-worker/train/catalogue.ts";
import { initialParameters } from "../../../src-worker/train/initialize.ts";

const spec: NetworkSpec = {
  inputs: 150,
  layers: [
    { units: 100, activation: "relu", bias: true },
    { units: 1, activation: "sigmoid", bias: false },
  ],
};
const weights = 100 * 150;

function draw(name: string, seed = 1, options: Record<string, number> = {}): Float32Array {
  return initialParameters(spec, { initializer: { name, options }, seed });
}

/** The deviation that each initialiser aims at, and the bound where it is uniform. */
const aims: Readonly<Record<string, { deviation: number; bound?: number }>> = {
  glorot: { deviation: Math.sqrt(2 / 250), bound: Math.sqrt(6 / 250) },
  glorotNormal: { deviation: Math.sqrt(2 / 250) },
  he: { deviation: Math.sqrt(2 / 150) },
  heUniform: { deviation: Math.sqrt(2 / 150), bound: Math.sqrt(6 / 150) },
  normal: { deviation: 0.1 },
  uniform: { deviation: 0.5 / Math.sqrt(3), bound: 0.5 },
  zeros: { deviation: 0, bound: 0 },
};

for (const { name } of initializers) {
  test(`${name}: mean, deviation and bounds of the weights; biases zero`, () => {
    const parameters = draw(name);
    const first = parameters.subarray(0, weights);
    const { deviation, bound = Number.POSITIVE_INFINITY } = aims[name] ?? { deviation: Number.NaN };
    const mean = first.reduce((sum, weight) => sum + weight, 0) / weights;
    const square = first.reduce((sum, weight) => sum + weight * weight, 0) / weights;
    expect(Math.abs(mean)).toBeLessThanOrEqual(0.03 * deviation);
    expect(Math.abs(Math.sqrt(square) - deviation)).toBeLessThanOrEqual(0.02 * deviation);
    expect(first.every((weight) => Math.abs(weight) <= bound * (1 + 2 ** -23))).toBe(true);
    expect(parameters.subarray(weights, weights + 100).every((bias) => bias === 0)).toBe(true);
  });
}

test("the seed alone decides", () => {
  expect(draw("he", 5)).toEqual(draw("he", 5));
  expect(draw("he", 5)).not.toEqual(draw("he", 6));
});

test("the scale is an option", () => {
  const [narrow, wide] = [draw("normal", 1), draw("normal", 1, { scale: 1 })];
  expect((wide[7] ?? 0) / (narrow[7] ?? 0)).toBeCloseTo(10, 5);
});
