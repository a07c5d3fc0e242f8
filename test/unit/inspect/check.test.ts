import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parameterNames } from "../../../src-worker/graph/build.ts";
import { gradientCheck } from "../../../src-worker/inspect/check.ts";
import { type NetworkProblem, parseProblem } from "../../../src-worker/inspect/problem.ts";

const folder = join(import.meta.dirname, "../../vectors");

function problems(name: string): NetworkProblem[] {
  const { cases } = JSON.parse(readFileSync(join(folder, name), "utf8")) as {
    cases: { problem: unknown }[];
  };
  return cases
    .map(({ problem }) => parseProblem(JSON.stringify(problem), name))
    .filter((problem) => problem.kind === "network");
}

function flat({ network, parameters }: NetworkProblem): number[] {
  return parameterNames(network).flatMap(({ name }) => [...(parameters.get(name) ?? [])]);
}

function check(problem: NetworkProblem, options: { sample?: number; seed: number } = { seed: 0 }) {
  const { network, rows, x, target, loss, reduction } = problem;
  if (!loss || !target) throw new Error("no loss");
  return gradientCheck(network, flat(problem), { rows, x, target }, loss, reduction, options);
}

const trainable = [...problems("worked-problems.json"), ...problems("gradients.json")].filter(
  ({ loss }) => loss !== null,
);

test.each(trainable)("$title: backpropagation agrees with central differences", (problem) => {
  const result = check(problem);
  expect(result.checked).toBe(flat(problem).length);
  expect(result.worst).toBeLessThan(1e-6);
  expect(result.kinks.length).toBeLessThan(result.checked);
});

test("a sample is drawn by its seed, without repetition", () => {
  const problem = trainable.find(({ title }) => title.startsWith("3.1")) as NetworkProblem;
  const all = check(problem);
  expect(check(problem, { sample: 5, seed: 1 })).toEqual(check(problem, { sample: 5, seed: 1 }));
  expect(check(problem, { sample: 5, seed: 1 }).checked).toBe(5);
  expect(check(problem, { sample: 1e6, seed: 1 })).toEqual(all);
});

test("names a unit that sits on the kink of its activation", () => {
  const result = gradientCheck(
    {
      inputs: 2,
      layers: [
        { units: 2, activation: "relu", bias: true },
        { units: 1, activation: "identity", bias: false },
      ],
    },
    [1, -1, 1, 1, 0, 0, 1, 1],
    { rows: 2, x: [3, 1, 2, 2], target: [1, 0] },
    "squared",
    "sum",
    { seed: 0 },
  );
  // Row 1: unit 0 has z = 2 − 2 = 0, unit 1 has z = 4.
  expect(result.kinks).toEqual(
    ["layers.0.weight[0, 0]", "layers.0.weight[0, 1]", "layers.0.bias[0]"].map((parameter) => {
      return { parameter, layer: 0, unit: 0, row: 1 };
    }),
  );
  expect(result.checked).toBe(8);
  expect(result.worst).toBeLessThan(1e-8);
});

test("the step of a threshold unit is a kink, and no error elsewhere", () => {
  const result = gradientCheck(
    {
      inputs: 1,
      layers: [
        { units: 1, activation: "threshold", bias: true },
        { units: 1, activation: "identity", bias: true },
      ],
    },
    [1, 0, 2, 0],
    { rows: 1, x: [0], target: [0] },
    "squared",
    "sum",
    { seed: 0 },
  );
  expect(result.kinks.map(({ parameter }) => parameter)).toEqual(["layers.0.bias[0]"]);
  expect(result.worst).toBeLessThan(1e-8);
});
