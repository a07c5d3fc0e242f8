import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src-worker/errors.ts";
import { type NetworkProblem, parseProblem } from "../../../src-worker/inspect/problem.ts";

const folder = join(import.meta.dirname, "../../fixtures/bad-inputs");

interface Expectation {
  readonly file: string;
  readonly kind: string;
  readonly expected: "accepted" | "rejected";
  readonly mention?: string;
  readonly mentionAny?: readonly string[];
}

const { files } = JSON.parse(readFileSync(join(folder, "expectations-more.json"), "utf8")) as {
  files: Expectation[];
};
const good = JSON.parse(readFileSync(join(folder, "good-problem.json"), "utf8"));

function parseNetwork(text: string): NetworkProblem {
  const problem = parseProblem(text, "p.json");
  if (problem.kind !== "network") throw new Error("not a network");
  return problem;
}

function refusal(problem: unknown): UserError {
  try {
    parseProblem(typeof problem === "string" ? problem : JSON.stringify(problem), "p.json");
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return error as UserError;
  }
  throw new Error("accepted");
}

describe("files to accept or refuse", () => {
  test.each(files.filter(({ kind }) => kind === "problem"))("$file is $expected", (expectation) => {
    const text = readFileSync(join(folder, expectation.file), "utf8");
    if (expectation.expected === "accepted") {
      expect(parseNetwork(text).rows).toBe(2);
      return;
    }
    const { message } = refusal(text);
    const mentions = expectation.mentionAny ?? [expectation.mention ?? ""];
    expect(mentions.some((mention) => message.includes(mention))).toBe(true);
  });
});

test("reads every field, with PyTorch's defaults for what is left out", () => {
  const training = {
    optimizer: { name: "adam", lr: 0.1 },
    stepsPerEpoch: 2,
    batches: [[0], [1, 0]],
  };
  const problem = parseNetwork(JSON.stringify({ ...good, training }));
  expect(problem.network.layers[1]).toEqual({ units: 2, activation: "softmax", bias: true });
  expect(problem.x).toEqual(Float64Array.of(0.5, -1, 1.5, 0.25));
  expect(problem.target).toEqual(Int32Array.of(0, 1));
  expect(problem.parameters.get("layers.0.weight")).toEqual(
    Float64Array.of(0.1, 0.2, 0.3, -0.4, -0.5, 0.6),
  );
  expect(problem.training).toEqual({
    ...training,
    optimizer: { name: "adam", lr: 0.1, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0 },
    schedule: null,
  });
});

const sgd = { optimizer: { name: "sgd", lr: 0.1 }, stepsPerEpoch: 1, batches: [[0]] };

test.each([
  ["no format", { format: undefined }, "format"],
  ["an unknown loss", { loss: "hinge" }, "loss"],
  ["no labels", { labels: undefined }, "labels"],
  ["too few labels", { labels: [0] }, "labels"],
  ["targets of another loss", { loss: "squared" }, "y"],
  ["a class index that is no whole number", { labels: [0, 0.5] }, "labels.1"],
  ["an unknown field", { Lables: [0] }, "Lables"],
  ["text in x", { x: [[1, "2"]] }, "x.0.1"],
  ["a bias of rows", { params: { ...good.params, "layers.0.bias": [[1], [2], [3]] } }, "bias"],
  ["a weight of numbers", { params: { ...good.params, "layers.0.weight": [1, 2, 3] } }, "weight"],
  ["a parameter too many", { params: { ...good.params, "layers.7.bias": [1] } }, "layers.7.bias"],
  [
    "an unknown optimiser",
    { training: { ...sgd, optimizer: { name: "lion", lr: 1 } } },
    "name one of sgd, adam",
  ],
  [
    "a negative learning rate",
    { training: { ...sgd, optimizer: { name: "sgd", lr: -1 } } },
    "training.optimizer.lr",
  ],
  ["training without loss", { loss: null, training: sgd }, "loss"],
  ["an empty batch", { training: { ...sgd, batches: [[]] } }, "batches"],
])("refuses %s and names the field", (_, change, mention) => {
  expect(refusal({ ...good, ...change }).message).toContain(mention);
});

test("the targets of bce lie between 0 and 1", () => {
  const layers = [{ units: 1, activation: "sigmoid", bias: true }];
  const params = { "layers.0.weight": [[1, 1]], "layers.0.bias": [0] };
  const problem = {
    ...good,
    network: { inputs: 2, layers },
    params,
    labels: undefined,
    loss: "bce",
  };
  expect(refusal({ ...problem, y: [[1], [2]] }).message).toContain('"y.1.0" is 2');
});

test("says in which line and column broken JSON is", () => {
  const error = refusal('{"format": "chainrule-problem/1",\n "x": [1,, 2]}');
  expect(error.message).toContain("line 2, column 10");
  expect(error.place.line).toBe(2);
});
