import fc from "fast-check";
import { inputCount } from "../../../src-worker/data/code.ts";
import type { FeatureCoding, TargetCoding } from "../../../src-worker/data/dataset.ts";
import { dateParts } from "../../../src-worker/data/date-parts.ts";
import type { WholeModel } from "../../../src-worker/formats/model.ts";
import { activations } from "../../../src-worker/graph/activations.ts";
import { parameterCount } from "../../../src-worker/graph/build.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";

/** Names of columns and labels that try what a name can do to another program's text. */
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.constantFrom("x", "layers.0.weight", "inputs.coded", 'a"b\\', "größe", "🙂", "probability"),
);
const names = (count: number) => fc.uniqueArray(name, { minLength: count, maxLength: count });
const mean = fc.double({ min: -1000, max: 1000, noNaN: true });
const scale = fc.double({ min: 0.01, max: 100, noNaN: true });

function feature(column: string): fc.Arbitrary<FeatureCoding> {
  const number = fc.record(
    {
      column: fc.constant(column),
      type: fc.constant("number" as const),
      curve: fc.constant("log" as const),
      mean,
      scale,
      fill: fc.option(mean),
    },
    { requiredKeys: ["column", "type", "mean", "scale", "fill"] },
  );
  const wide = fc.record({
    column: fc.constant(column),
    type: fc.constant("number" as const),
    wide: fc.constant(true as const),
    mean: mean.map((value) => value * 2 ** 40),
    scale: scale.map((value) => value * 2 ** 40),
    fill: fc.option(fc.constant(2 ** 40 + 1)),
  });
  const category = names(3).map((labels) => ({
    column,
    type: "category" as const,
    labels,
    fill: labels[0] ?? null,
  }));
  const ordinal = names(3).chain((labels) =>
    fc.record({
      column: fc.constant(column),
      type: fc.constant("ordinal" as const),
      labels: fc.constant(labels),
      mean: fc.double({ min: 0, max: 2, noNaN: true }),
      scale,
      fill: fc.constantFrom(null, labels[1] ?? null, "none of them"),
    }),
  );
  const parts = fc.uniqueArray(fc.constantFrom(...dateParts.map(({ name }) => name)), {
    minLength: 1,
  });
  const date = fc.record({
    column: fc.constant(column),
    type: fc.constant("date" as const),
    parts: parts.chain((all) =>
      fc.tuple(...all.map((part) => fc.record({ part: fc.constant(part), mean, scale }))),
    ),
    fill: fc.option(fc.integer({ min: -1e12, max: 2e12 })),
  });
  return fc.oneof({ weight: 3, arbitrary: number }, wide, category, ordinal, date);
}

function targetAnd(output: string): fc.Arbitrary<{ target: TargetCoding; activation: string }> {
  const classes = (task: "binary" | "multiclass", count: number, activation: string) =>
    names(count).map((labels) => ({
      target: { task, column: output, labels, numeric: false } as TargetCoding,
      activation,
    }));
  const numbers = fc
    .record({ mean, scale, activation: fc.constantFrom(...hidden) })
    .map(({ mean, scale, activation }) => ({
      target: { task: "regression", columns: [{ column: output, mean, scale }] } as TargetCoding,
      activation,
    }));
  return fc.oneof(classes("binary", 2, "sigmoid"), classes("multiclass", 3, "softmax"), numbers);
}

const hidden = activations.filter(({ role }) => role !== "output").map((entry) => entry.name);

/** A whole model of any preprocessing, task and activations. */
export const wholeModels: fc.Arbitrary<WholeModel> = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => names(count + 1))
  .chain(([output = "", ...columns]) =>
    fc.record({
      features: fc.tuple(...columns.map(feature)),
      end: targetAnd(output),
      layers: fc.array(
        fc.record({
          units: fc.integer({ min: 1, max: 4 }),
          activation: fc.constantFrom(...hidden),
          bias: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      bias: fc.boolean(),
    }),
  )
  .chain(({ features, end: { target, activation }, layers, bias }) => {
    const units = target.task === "multiclass" ? target.labels.length : 1;
    const network = {
      inputs: features.reduce((total, one) => total + inputCount(one), 0),
      layers: [...layers, { units, activation, bias }],
    };
    const count = parameterCount(network);
    const value = fc.float({ min: -2, max: 2, noNaN: true });
    return fc.array(value, { minLength: count, maxLength: count }).map(
      (values): WholeModel => ({
        network,
        preprocessing: {
          features,
          target,
          spec: {
            targets: target.task === "regression" ? [target.columns[0]?.column ?? ""] : ["y"],
            features: null,
            task: target.task,
            standardize: true,
            validation: null,
            test: 0,
            missing: "drop",
            seed: 0,
          },
          picture: null,
        },
        training: {
          ...defaults,
          loss: { binary: "bce", multiclass: "cce", regression: "squared" }[
            target.task
          ] as typeof defaults.loss,
        },
        parameters: Float32Array.from(values),
        state: null,
        history: { epochs: [], steps: [] },
      }),
    );
  });
