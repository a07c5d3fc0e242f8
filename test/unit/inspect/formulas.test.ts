import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src-worker/errors.ts";
import { parseProblem } from "../../../src-worker/inspect/problem.ts";
import { type Result, solve } from "../../../src-worker/inspect/solve.ts";

interface Case {
  readonly id: string;
  readonly expressions: readonly string[];
  readonly inputs: Readonly<Record<string, Result>>;
  readonly expected: Readonly<Record<string, Result>>;
  readonly tolerance: number;
}

const folder = join(import.meta.dirname, "../../vectors");
const format = "chainrule-problem/1";

function work(problem: object): Readonly<Record<string, Result>> {
  return solve(parseProblem(JSON.stringify({ format, ...problem }), "p.json"));
}

function refusal(problem: object): UserError {
  try {
    work(problem);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return error as UserError;
  }
  throw new Error("accepted");
}

function expectNear(found: Result | undefined, expected: Result, tolerance: number): void {
  expect(found?.shape).toEqual(expected.shape);
  const scale = Math.max(1, ...expected.data.map(Math.abs));
  for (const [index, wanted] of expected.data.entries()) {
    const difference = Math.abs((found?.data[index] ?? Number.NaN) - wanted);
    expect(difference).toBeLessThanOrEqual(tolerance * scale);
  }
}

describe.each(["worked-problems.json", "gradient-tensors.json"])("%s", (file) => {
  const cases: Case[] = JSON.parse(readFileSync(join(folder, file), "utf8")).expressions;
  test.each(cases)("$id", ({ id, expressions, inputs, expected, tolerance }) => {
    const results = work({ title: id, expressions, inputs });
    for (const [name, tensor] of Object.entries(expected)) {
      expectNear(results[name], tensor, tolerance);
    }
    for (const name of Object.keys(inputs)) expect(results).toHaveProperty([`d/d${name}`]);
  });
});

test("the exponential model is the same as a network and as formulas", () => {
  const X = [0.5, -1, 1, 0.25, -0.75, 2];
  const W = [0.1, 0.2, -0.3, 0.4, 0.5, -0.6];
  const b = [0.1, -0.2, 0.3];
  const alpha = [1, -0.5, 2];
  const y = [0.2, 1, -1];
  const pairs = (list: number[]) => [list.slice(0, 2), list.slice(2, 4), list.slice(4)];
  const network = work({
    network: {
      inputs: 2,
      layers: [
        { units: 3, activation: "exp", bias: true },
        { units: 1, activation: "identity", bias: false },
      ],
    },
    loss: "squared",
    reduction: "sum",
    x: pairs(X),
    y: y.map((entry) => [entry]),
    params: { "layers.0.weight": pairs(W), "layers.0.bias": b, "layers.1.weight": [alpha] },
  });
  const formulas = work({
    expressions: [
      "z_i = W x_i + b",
      "yhat_i = sum_j alpha_j exp(z_ij)",
      "L = sum_i (y_i - yhat_i)^2",
    ],
    inputs: {
      X: { shape: [3, 2], data: X },
      W: { shape: [3, 2], data: W },
      b: { shape: [3], data: b },
      alpha: { shape: [3], data: alpha },
      y: { shape: [3], data: y },
    },
  });
  for (const [ours, theirs] of [
    ["z", "layers.0.z"],
    ["yhat", "output"],
    ["value", "loss"],
    ["d/dW", "grad.layers.0.weight"],
    ["d/db", "grad.layers.0.bias"],
    ["d/dalpha", "grad.layers.1.weight"],
    ["d/dz", "grad.layers.0.z"],
    ["d/dX", "grad.x"],
  ] as const) {
    const expected = network[theirs] as Result;
    // The network has an axis of one output, and float32.
    const shape = formulas[ours]?.shape ?? [];
    expectNear(formulas[ours], { shape, data: expected.data }, 1e-5);
  }
});

const x = { shape: [2], data: [1, 2] };

test("definitions are results by their names, with derivatives where inputs are in them", () => {
  const results = work({ expressions: ["L = k z1", "z = 3 x", "k = 2"], inputs: { x } });
  expect(Object.keys(results)).toEqual(["L", "z", "k", "value", "d/dx", "d/dz"]);
  expect(results.z).toEqual({ shape: [2], data: [3, 6] });
  expect(results.k).toEqual({ shape: [], data: [2] });
  expect(results["d/dz"]).toEqual({ shape: [2], data: [2, 0] });
  expect(results["d/dx"]).toEqual({ shape: [2], data: [6, 0] });
});

test("an input that does not occur has the derivative zero", () => {
  const results = work({ expressions: ["x1 x2"], inputs: { x, b: { shape: [2], data: [5, 6] } } });
  expect(results["d/db"]).toEqual({ shape: [2], data: [0, 0] });
});

test("an input as it is has the identity as derivative", () => {
  const results = work({ expressions: ["x"], inputs: { x } });
  expect(results.value).toEqual(x);
  expect(results["d/dx"]).toEqual({ shape: [2, 2], data: [1, 0, 0, 1] });
});

test.each<[string, object, string, string]>([
  ["no expressions", { expressions: [], inputs: {} }, "expressions", "expressions"],
  ["no inputs", { expressions: ["1"] }, "inputs", "inputs"],
  [
    "an expression that is no text",
    { expressions: [1], inputs: {} },
    "expressions.0",
    "expressions.0",
  ],
  ["an unknown field", { expressions: ["1"], inputs: {}, x: [[1]] }, '"x"', "the problem"],
  ["an input of rows", { expressions: ["1"], inputs: { x: [[1]] } }, "inputs.x", "inputs.x"],
  [
    "text in an input",
    { expressions: ["x"], inputs: { x: { shape: [1], data: ["a"] } } },
    "inputs.x.data.0",
    "inputs.x.data.0",
  ],
  [
    "a shape with zero",
    { expressions: ["x"], inputs: { x: { shape: [0], data: [] } } },
    "inputs.x.shape.0",
    "inputs.x.shape.0",
  ],
  [
    "five axes",
    { expressions: ["x"], inputs: { x: { shape: [1, 1, 1, 1, 1], data: [1] } } },
    "inputs.x.shape",
    "inputs.x.shape",
  ],
  [
    "too few numbers",
    { expressions: ["W"], inputs: { W: { shape: [3, 2], data: [1, 2] } } },
    '"inputs.W.data" has 2 numbers, but the shape [3, 2] has 6',
    "inputs.W.data",
  ],
  [
    "a name that cannot be written",
    { expressions: ["1"], inputs: { "2x": x } },
    "inputs.2x",
    "inputs.2x",
  ],
  [
    "two spellings of a name",
    { expressions: ["1"], inputs: { alpha: x, α: x } },
    'the input "α" is there twice',
    "expressions",
  ],
  [
    "a broken expression",
    { expressions: ["x", "x + (1"], inputs: { x } },
    '"expressions.1": expected an operator or ")", found the end of the line (line 2, column 7)',
    "expressions.1",
  ],
  [
    "a logarithm of zero",
    { expressions: ["ln(x1 - 1)"], inputs: { x } },
    "element 0 of value is -Infinity",
    "value",
  ],
  [
    "a definition named as a result",
    { expressions: ["value = 2 x", "value^2"], inputs: { x } },
    "a definition is named value",
    "value",
  ],
])("refuses %s and names the field", (_, problem, words, name) => {
  const error = refusal(problem);
  expect(error.message).toContain(words);
  expect(error.place.name).toBe(name);
});

test("derivatives that would take too long are refused", () => {
  const data = new Array<number>(40_000).fill(1);
  const error = refusal({ expressions: ["2 exp(x)"], inputs: { x: { shape: [40_000], data } } });
  expect(error.message).toContain("too long");
});
