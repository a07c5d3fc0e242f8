import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { findSample } from "../../../src-worker/data/samples/index.ts";
import { readModel, type WholeModel, writeModel } from "../../../src-worker/formats/model.ts";
import { readSafetensors } from "../../../src-worker/formats/safetensors.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";
import { Trainer } from "../../../src-worker/train/trainer.ts";
import { usualSpec } from "../data/spec.ts";
import { wholeModels } from "./models.ts";

const formatOf = (model: WholeModel) =>
  readSafetensors(writeModel(model), "m").metadata.format ?? "";

/** A model whose preprocessing says what the one of the moons' says, and more. */
function withSpec(more: Parameters<typeof prepareDataset>[1]): WholeModel {
  const { preprocessing } = prepareDataset(findSample("moons").make(0), more);
  const [model] = fc.sample(wholeModels, { numRuns: 1, seed: 1 });
  if (!model) throw new Error("no model");
  const network = { inputs: 2, layers: [{ units: 1, activation: "sigmoid", bias: false }] };
  return { ...model, network, preprocessing, parameters: Float32Array.of(1, 2) };
}

const moons = { ...usualSpec, targets: ["y"] };

describe("a model file has the oldest version that says all of it", () => {
  test("the first for what was always there, spelt out or not", () => {
    expect(formatOf(withSpec(moons))).toBe("chainrule-model/1");
    const spelt = {
      ...moons,
      scaling: "standard",
      encoding: "one-hot",
      columns: {},
      weight: null,
      split: "stratified",
      splitColumn: null,
    } as const;
    expect(writeModel(withSpec(spelt))).toEqual(writeModel(withSpec(moons)));
  });

  test.each([
    ["another scaling", { scaling: "robust" }],
    ["a logarithm for one column", { columns: { x1: { scaling: "log" } } }],
    ["a median", { missing: "median" }],
    ["an order", { split: "order" }],
  ] as const)("the second for %s", (_, more) => {
    const model = withSpec({ ...moons, ...more });
    expect(formatOf(model)).toBe("chainrule-model/2");
    expect(readModel(writeModel(model), "m").preprocessing).toEqual(model.preprocessing);
  });

  test("the second for steps in fast arithmetic, which older programs would forget", () => {
    const dataset = prepareDataset(findSample("moons").make(0), moons);
    const model = { ...withSpec(moons), training: defaults };
    const state = new Trainer(model.network, defaults, dataset).state();
    expect(formatOf({ ...model, state })).toBe("chainrule-model/1");
    const fast: WholeModel = { ...model, state: { ...state, fast: true } };
    expect(formatOf(fast)).toBe("chainrule-model/2");
    expect(readModel(writeModel(fast), "m").state?.fast).toBe(true);
  });

  test("whatever the preprocessing, it comes back", () => {
    fc.assert(
      fc.property(wholeModels, (model) => {
        const back = readModel(writeModel(model), "m");
        expect(JSON.stringify(back.preprocessing)).toBe(JSON.stringify(model.preprocessing));
      }),
    );
  });
});
