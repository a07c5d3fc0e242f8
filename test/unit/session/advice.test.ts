import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { findSample } from "../../../src-worker/data/samples/index.ts";
import type { NetworkSpec } from "../../../src-worker/graph/network.ts";
import { judge, propose } from "../../../src-worker/session/advice.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";
import { usualSpec } from "../data/spec.ts";

function datasetOf(sample: string) {
  const table = findSample(sample).make(0);
  return prepareDataset(table, { ...usualSpec, targets: [table.target ?? ""] });
}

interface Question {
  readonly id: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly outputActivation: string;
  readonly loss: string;
  readonly free: readonly string[];
}

const { questions } = JSON.parse(
  readFileSync(new URL("../../vectors/architecture.json", import.meta.url), "utf8"),
) as { questions: readonly Question[] };

test.each([
  ["1.4a", "letters"],
  ["1.4b", "speech"],
  ["1.4c", "stock"],
])("problem %s: what is proposed for the sample %s is a sound answer", (id, sample) => {
  const question = questions.find((each) => each.id === id) as Question;
  const { network, training, reasons } = propose(datasetOf(sample), defaults);
  const output = network.layers.at(-1);
  expect(network.inputs).toBe(question.inputs);
  expect(output).toEqual({
    units: question.outputs,
    activation: question.outputActivation,
    bias: true,
  });
  expect(training.loss).toBe(question.loss);
  expect(reasons.filter(({ free }) => free).map(({ choice }) => choice)).toEqual(question.free);
});

test("nothing is held against what was proposed", () => {
  for (const sample of ["four-points", "triangle", "xor", "moons", "letters", "speech", "stock"]) {
    const dataset = datasetOf(sample);
    const { network, training } = propose(dataset, defaults);
    expect(judge(dataset, network, training)).toEqual([]);
  }
});

const layer = (units: number, activation: string) => ({ units, activation, bias: true });

const network = (...layers: NetworkSpec["layers"]): NetworkSpec => ({ inputs: 2, layers });

test.each([
  ["softmax over one unit", network(layer(4, "relu"), layer(1, "softmax")), /always 1/],
  [
    "a threshold hidden layer",
    network(layer(4, "threshold"), layer(1, "sigmoid")),
    /gradient zero/,
  ],
  ["a threshold output", network(layer(4, "relu"), layer(1, "threshold")), /learn nothing/],
  ["too many outputs", network(layer(4, "relu"), layer(3, "sigmoid")), /3 units, .* needs 1/],
  ["the wrong output map", network(layer(4, "relu"), layer(1, "tanh")), /sigmoid, not tanh/],
  ["other inputs", { ...network(layer(1, "sigmoid")), inputs: 5 }, /5 inputs, .* has 2/],
])("%s is refused in words", (_, wrong, words) => {
  const found = judge(datasetOf("moons"), wrong, { ...defaults, loss: "bce" });
  const errors = found.filter(({ severity }) => severity === "error");
  expect(errors.map((error) => error.words).join("\n")).toMatch(words);
});

test("a loss for other targets, early stopping without validation, and idle layers are told", () => {
  const moons = datasetOf("moons");
  const good = network(layer(4, "relu"), layer(1, "sigmoid"));
  const [wrong] = judge(moons, good, { ...defaults, loss: "cce" });
  expect(wrong).toMatchObject({ severity: "error" });
  const points = datasetOf("four-points");
  const small = { ...good, inputs: 1 };
  const [early] = judge(points, small, { ...defaults, loss: "bce", earlyStopping: 5 });
  expect(early?.words).toMatch(/no rows are held out/);
  const idle = network(layer(4, "identity"), layer(1, "sigmoid"));
  const [linear] = judge(moons, idle, { ...defaults, loss: "bce" });
  expect(linear).toMatchObject({ severity: "warning", layer: 0 });
});
