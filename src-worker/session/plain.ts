import type { Preprocessing } from "../data/dataset.ts";
import type { SavedModel, WholeModel } from "../formats/model.ts";
import type { TrainingOptions } from "../train/options.ts";

/**
 * What a file of tensors alone does not say: its columns are called x1, x2, … and y1, y2, …, are
 * numbers, and are used as they are.
 */
export function completed(saved: SavedModel, defaults: TrainingOptions): WholeModel {
  const { network, preprocessing, training } = saved;
  return {
    ...saved,
    preprocessing: preprocessing ?? plainColumns(network.inputs, network.layers.at(-1)?.units ?? 0),
    training: training ?? { ...defaults, loss: "squared" },
  };
}

function plainColumns(inputs: number, outputs: number): Preprocessing {
  const names = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  const features = names("x", inputs);
  const targets = names("y", outputs);
  return {
    features: features.map((column) => ({ column, type: "number", mean: 0, scale: 1, fill: null })),
    target: {
      task: "regression",
      columns: targets.map((column) => ({ column, mean: 0, scale: 1 })),
    },
    spec: {
      targets,
      features,
      task: "regression",
      standardize: false,
      validation: null,
      test: 0,
      missing: "drop",
      seed: 0,
    },
    picture: null,
  };
}
