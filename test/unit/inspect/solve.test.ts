import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseProblem } from "../../../src-worker/inspect/problem.ts";
import { type Result, solve } from "../../../src-worker/inspect/solve.ts";

interface Case {
  readonly problem: { readonly title: string };
  readonly expected: Readonly<Record<string, { shape: number[]; data: number[] }>>;
  readonly tolerance: number;
}

const folder = join(import.meta.dirname, "../../vectors");

function read(name: string): Case[] {
  return JSON.parse(readFileSync(join(folder, name), "utf8")).cases;
}

/** |difference| ≤ tolerance × max(1, largest |expected| of the tensor). */
function expectNear(found: Result | undefined, expected: Result, tolerance: number): void {
  expect(found?.shape).toEqual(expected.shape);
  const bound =
    tolerance * expected.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const worst = expected.data.reduce((most, value, index) => {
    const difference = Math.abs((found?.data[index] ?? Number.NaN) - value);
    return Math.max(most, difference);
  }, 0);
  expect(worst).toBeLessThanOrEqual(bound);
}

describe.each([
  "worked-problems.json",
  "gradients.json",
  "trajectories.json",
  "training-steps.json",
])("%s", (file) => {
  test.each(read(file))("$problem.title", ({ problem, expected, tolerance }) => {
    const results = solve(parseProblem(JSON.stringify(problem), file));
    for (const [name, tensor] of Object.entries(expected)) {
      expectNear(results[name], tensor, tolerance);
    }
  });
});

const threshold = {
  format: "chainrule-problem/1",
  network: {
    inputs: 1,
    layers: [
      { units: 1, activation: "threshold", bias: true },
      { units: 1, activation: "identity", bias: true },
    ],
  },
  loss: "squared",
  x: [[2], [-1]],
  y: [[0], [1]],
  params: {
    "layers.0.weight": [[1]],
    "layers.0.bias": [0],
    "layers.1.weight": [[3]],
    "layers.1.bias": [1],
  },
};

test("a network with threshold units has a loss but no gradients", () => {
  const results = solve(parseProblem(JSON.stringify(threshold), "p"));
  expect(results.output).toEqual({ shape: [2, 1], data: [4, 1] });
  // Mean of (4 − 0)² and (1 − 1)².
  expect(results.loss).toEqual({ shape: [], data: [8] });
  expect(Object.keys(results).filter((name) => name.startsWith("grad."))).toEqual([]);
});

test("the same problem has the same solution to the bit", () => {
  const [problem] = read("trajectories.json").map(({ problem }) => JSON.stringify(problem));
  const once = solve(parseProblem(problem as string, "p"));
  expect(solve(parseProblem(problem as string, "p"))).toEqual(once);
});

test("numbers beyond float32 are refused by name, in the passes and in training", () => {
  const layers = [{ units: 1, activation: "exp", bias: false }];
  const problem = {
    ...threshold,
    network: { inputs: 1, layers },
    params: { "layers.0.weight": [[1]] },
    x: [[1], [2]],
  };
  const large = parseProblem(JSON.stringify({ ...problem, x: [[1], [90]] }), "p");
  expect(() => solve(large)).toThrow("element 1 of layers.0.u is Infinity");
  const training = { optimizer: { name: "sgd", lr: 1e6 }, stepsPerEpoch: 1, batches: [[0], [1]] };
  const diverging = parseProblem(JSON.stringify({ ...problem, y: [[99], [0]], training }), "p");
  expect(() => solve(diverging)).toThrow("step 2");
});
