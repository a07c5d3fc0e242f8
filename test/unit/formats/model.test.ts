import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { findSample } from "../../../src-worker/data/samples/index.ts";
import { UserError } from "../../../src-worker/errors.ts";
import { readModel, type SavedModel, writeModel } from "../../../src-worker/formats/model.ts";
import {
  readSafetensors,
  type Tensor,
  writeSafetensors,
} from "../../../src-worker/formats/safetensors.ts";
import { parameterCount } from "../../../src-worker/graph/build.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";
import { Trainer } from "../../../src-worker/train/trainer.ts";

const number = fc.float({ noNaN: true, noDefaultInfinity: true });
const layer = fc.record({
  units: fc.integer({ min: 1, max: 4 }),
  activation: fc.constantFrom("relu", "tanh", "identity", "gelu"),
  bias: fc.boolean(),
});
const word = fc.integer({ min: 1, max: 2 ** 32 - 1 });
const random = fc.tuple(word, word, word, word);

function vector(length: number): fc.Arbitrary<Float32Array> {
  return fc.array(number, { minLength: length, maxLength: length }).map((values) => {
    return Float32Array.from(values);
  });
}

const models: fc.Arbitrary<SavedModel> = fc
  .record({
    inputs: fc.integer({ min: 1, max: 4 }),
    layers: fc.array(layer, { minLength: 1, maxLength: 4 }),
  })
  .chain((network) => {
    const count = parameterCount(network);
    const step = { step: fc.nat(), loss: fc.oneof(fc.double({ noDefaultInfinity: true })) };
    return fc
      .record({
        parameters: vector(count),
        mean: vector(count),
        square: vector(count),
        best: fc.option(fc.record({ parameters: vector(count), loss: number, epoch: fc.nat() })),
        shuffle: random,
        dropout: random,
        steps: fc.array(fc.record(step), { maxLength: 4 }),
        batchLoss: fc.double({ noDefaultInfinity: true }),
        stopped: fc.option(
          fc.record({
            kind: fc.constantFrom("finished", "early", "diverged"),
            words: fc.string(),
          }),
        ),
        trained: fc.boolean(),
      })
      .map(({ parameters, mean, square, steps, trained, ...state }) => {
        const history = { epochs: [], steps };
        const recorder = {
          history,
          stepStride: 1,
          epochStride: 2,
          pendingSum: 0.1,
          pendingCount: 1,
        };
        return {
          network,
          preprocessing: null,
          training: trained ? defaults : null,
          parameters,
          history,
          state: trained
            ? {
                ...state,
                parameters,
                slots: { mean, square },
                step: 7,
                epoch: 1,
                rows: 100,
                position: 32,
                batch: 32,
                epochLoss: 1 / 3,
                epochRight: 2,
                recorder,
                seconds: 1.5,
              }
            : null,
        };
      });
  });

test("every model comes back as it was, to the bit", () => {
  fc.assert(
    fc.property(models, (model) => {
      const read = readModel(writeModel(model), "m.safetensors");
      // −0 of JSON numbers is the one thing lost; toEqual tells it from 0 only in tensors.
      expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(model)));
      expect(new Uint32Array(read.parameters.buffer)).toEqual(
        new Uint32Array(model.parameters.slice().buffer),
      );
      expect(Object.keys(read.state?.slots ?? {})).toEqual(Object.keys(model.state?.slots ?? {}));
      expect(read.state?.slots.square).toEqual(model.state?.slots.square);
      expect(read.state?.best?.parameters).toEqual(model.state?.best?.parameters);
    }),
    { numRuns: 60 },
  );
});

const network = {
  inputs: 2,
  layers: [
    { units: 3, activation: "tanh", bias: true, dropout: 0.25 },
    { units: 1, activation: "sigmoid", bias: true },
  ],
};

function moons() {
  const sample = findSample("moons");
  return prepareDataset(sample.make(1), {
    targets: [sample.make(1).target as string],
    features: null,
    task: "binary",
    standardize: true,
    validation: 0.25,
    test: 0,
    missing: "drop",
    seed: 3,
  });
}

async function train(trainer: Trainer, steps: number): Promise<void> {
  await trainer.train(
    { steps },
    { progress: () => undefined, now: () => 0, breathe: () => Promise.resolve() },
  );
}

test("training goes on from a file to the same bits as without a stop", async () => {
  const dataset = moons();
  const options = { ...defaults, earlyStopping: 50 };
  const straight = new Trainer(network, options, dataset);
  await train(straight, 40);
  const first = new Trainer(network, options, dataset);
  await train(first, 17);
  const bytes = writeModel({
    network,
    preprocessing: dataset.preprocessing,
    training: options,
    parameters: first.parameters(),
    state: first.state(),
    history: first.history,
  });
  const read = readModel(bytes, "m.safetensors");
  expect(read.preprocessing).toEqual(dataset.preprocessing);
  expect(read.training).toEqual(options);
  expect(read.network).toEqual(network);
  const second = new Trainer(network, options, dataset, read.state ?? undefined);
  await train(second, 23);
  expect(second.step).toBe(straight.step);
  expect(second.parameters()).toEqual(straight.parameters());
  expect(second.history).toEqual(straight.history);
});

describe("a file of ours that is damaged is refused by name", () => {
  const tensors = new Map<string, Tensor>([
    ["layers.0.weight", { dtype: "F32", shape: [1, 2], data: Float32Array.of(1, 2) }],
    ["layers.0.bias", { dtype: "F32", shape: [1], data: Float32Array.of(3) }],
  ]);
  const layers = [{ units: 1, activation: "sigmoid", bias: true }];
  const good = {
    format: "chainrule-model/1",
    network: JSON.stringify({ inputs: 2, layers }),
    preprocessing: "null",
    training: '{"options":null,"state":null}',
    history: '{"epochs":[],"steps":[]}',
  };
  const { history: _, ...withoutHistory } = good;

  function message(metadata: Record<string, string>, changed = tensors): string {
    try {
      readModel(writeSafetensors(changed, metadata), "m.safetensors");
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return (error as UserError).message;
    }
    return "accepted";
  }

  test("the undamaged one opens", () => expect(message(good)).toBe("accepted"));

  test.each([
    ["a newer version", { ...good, format: "chainrule-model/3" }, "chainrule-model/3"],
    ["no history", withoutHistory, "history"],
    ["JSON that breaks off", { ...good, training: "{" }, "training"],
    ["no inputs", { ...good, network: JSON.stringify({ inputs: 0, layers }) }, "network.inputs"],
    [
      "an unknown activation",
      {
        ...good,
        network: JSON.stringify({ inputs: 2, layers: [{ ...layers[0], activation: "x" }] }),
      },
      '"x"',
    ],
    [
      "another number of inputs",
      { ...good, network: JSON.stringify({ inputs: 3, layers }) },
      "layers.0.weight",
    ],
    [
      "an option out of range",
      { ...good, training: JSON.stringify({ options: { ...defaults, batch: 0 }, state: null }) },
      "training.options.batch",
    ],
    [
      "columns that do not fit",
      {
        ...good,
        preprocessing: JSON.stringify({
          ...moons().preprocessing,
          features: [{ column: "a", type: "number", mean: 0, scale: 1, fill: null }],
        }),
      },
      "the columns make 1 inputs, but the network has 2",
    ],
  ])("%s", (_, metadata, mention) => {
    expect(message(metadata as Record<string, string>)).toContain(mention);
  });

  test("a tensor that is absent, or belongs to nothing", () => {
    const weight = tensors.get("layers.0.weight") as Tensor;
    expect(message(good, new Map([["layers.0.weight", weight]]))).toContain("layers.0.bias");
    expect(message(good, new Map([...tensors, ["other", weight]]))).toContain("other");
  });
});

describe("a plain file", () => {
  const f64: Tensor = { dtype: "F64", shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) };
  const f32 = (...shape: number[]): Tensor => {
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    return { dtype: "F32", shape, data: new Float32Array(size).fill(7) };
  };
  const read = (tensors: Record<string, Tensor>) =>
    readModel(writeSafetensors(new Map(Object.entries(tensors)), {}), "m.safetensors");

  test("opens with its layers in the order of their numbers", () => {
    const model = read({ "fc10.weight": f32(1, 2), "fc2.weight": f64, "fc10.bias": f32(1) });
    expect(model.network).toEqual({
      inputs: 3,
      layers: [
        { units: 2, activation: "identity", bias: false },
        { units: 1, activation: "identity", bias: true },
      ],
    });
    expect(model.parameters).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 7, 7));
    expect(model.plain).toBe(true);
  });

  test.each([
    [
      "layers that do not follow one another",
      { "0.weight": f32(2, 3), "1.weight": f32(1, 4) },
      "1.weight",
    ],
    ["a bias of another length", { "0.weight": f32(2, 3), "0.bias": f32(3) }, "0.bias"],
    ["a tensor of something else", { "0.weight": f32(2, 3), running_mean: f32(2) }, "running_mean"],
    ["no tensors", {}, "no tensors"],
    [
      "a value beyond float32",
      { "0.weight": { dtype: "F64", shape: [1, 1], data: Float64Array.of(1e300) } as Tensor },
      "0.weight",
    ],
    [
      "whole numbers",
      { "0.weight": { dtype: "I32", shape: [1, 1], data: Int32Array.of(1) } as Tensor },
      "I32",
    ],
  ])("is refused with %s", (_, tensors, mention) => {
    expect(() => read(tensors as Record<string, Tensor>)).toThrow(mention);
  });
});

test("the tensors of the training state carry the names of the format", async () => {
  const dataset = moons();
  const trainer = new Trainer(network, { ...defaults, earlyStopping: 5 }, dataset);
  await train(trainer, 40);
  const { tensors } = readSafetensors(
    writeModel({
      network,
      preprocessing: null,
      training: defaults,
      parameters: trainer.parameters(),
      state: trainer.state(),
      history: trainer.history,
    }),
    "m",
  );
  const parameters = ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"];
  const prefixes = ["", "optimizer.mean.", "optimizer.square.", "best."];
  expect([...tensors.keys()]).toEqual(
    prefixes.flatMap((prefix) => parameters.map((name) => prefix + name)),
  );
});
