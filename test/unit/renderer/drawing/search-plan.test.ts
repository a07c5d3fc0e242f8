import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeVariation,
  meanAndSpread,
  parseHidden,
  parseNumbers,
  planTrials,
  sampleTrials,
} from "../../../../src-renderer/drawing/search-plan.ts";
import { defaults } from "../../../../src-worker/train/catalogue.ts";

const network = {
  inputs: 2,
  layers: [
    { units: 8, activation: "relu", bias: true },
    { units: 1, activation: "sigmoid", bias: true },
  ],
};
const nothing = {
  hidden: [],
  activations: [],
  optimizers: [],
  learningRates: [],
  batches: [],
  seeds: 1,
};

test("lists are read as they are written, or refused", () => {
  expect(parseHidden("8; 16, 16;")).toEqual([[8], [16, 16]]);
  expect(parseHidden("")).toEqual([]);
  expect(parseHidden("8, x")).toBeNull();
  expect(parseHidden("0")).toBeNull();
  expect(parseNumbers("0.1, 1e-3 2", (value) => value > 0)).toEqual([0.1, 0.001, 2]);
  expect(parseNumbers("-1", (value) => value > 0)).toBeNull();
});

test("everything is combined with everything, each with all seeds", () => {
  const trials = planTrials(network, defaults, {
    ...nothing,
    hidden: [[4], [4, 4]],
    activations: ["tanh", "relu"],
    learningRates: [0.1, 0.01],
    seeds: 3,
  });
  expect(trials).toHaveLength(24);
  expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(24);
  const [first] = trials;
  expect(first && describeVariation(first.variation)).toBe("4 · tanh · rate 0.1");
  expect(trials[0]?.network.layers.map(({ units, activation }) => [units, activation])).toEqual([
    [4, "tanh"],
    [1, "sigmoid"],
  ]);
  expect(trials.slice(0, 3).map(({ training }) => training.seed)).toEqual([0, 1, 2]);
  const [same] = planTrials(network, defaults, nothing);
  expect(same).toMatchObject({ network, training: defaults });
  expect(same && describeVariation(same.variation)).toBe("as set");
});

test("some are drawn without repeats, the same by the same seed", () => {
  const trials = planTrials(network, defaults, {
    ...nothing,
    learningRates: [1, 2, 3, 4, 5, 6, 7, 8],
    seeds: 2,
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), (most, seed) => {
      const drawn = sampleTrials(trials, most, seed);
      expect(drawn).toHaveLength(2 * most);
      expect(new Set(drawn.map(({ variation }) => variation)).size).toBe(most);
      expect(sampleTrials(trials, most, seed)).toEqual(drawn);
    }),
  );
  const draws = new Set([1, 2, 3, 4, 5].map((seed) => sampleTrials(trials, 1, seed)[0]?.variation));
  expect(draws.size).toBeGreaterThan(1);
});

test("mean and spread", () => {
  expect(meanAndSpread([1, 2, 3, 4])).toEqual({ mean: 2.5, spread: Math.sqrt(5 / 3) });
  expect(meanAndSpread([7])).toEqual({ mean: 7, spread: 0 });
});
