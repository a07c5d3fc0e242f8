import type { Preprocessing, Task } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import type { SavedModel, WholeModel } from "../formats/model.ts";
import { activations } from "../graph/activations.ts";
import type { NetworkSpec } from "../graph/network.ts";
import type { TrainingOptions } from "../train/options.ts";

/**
 * What a file of tensors alone does not say: its columns are called x1, x2, … and y1, y2, …, are
 * numbers, and are used as they are. An output map of probabilities means classes 0, 1, … in y.
 */
export function completed(saved: SavedModel, defaults: TrainingOptions): WholeModel {
  const { network, preprocessing, training } = saved;
  const plain = plainColumns(network);
  const loss = { binary: "bce", multiclass: "cce", regression: "squared" } as const;
  return {
    ...saved,
    preprocessing: preprocessing ?? plain,
    training: training ?? { ...defaults, loss: loss[plain.target.task] },
  };
}

/**
 * The model of a file of tensors alone with the activations that it really has.
 * @param names one a layer
 * @throws {UserError} for a name that there is not, or not at that place
 */
export function withActivations(
  saved: SavedModel,
  names: readonly string[],
  defaults: TrainingOptions,
): WholeModel {
  const last = saved.network.layers.length - 1;
  const layers = saved.network.layers.map((layer, place) => {
    const name = names[place] ?? "";
    const found = activations.find((activation) => activation.name === name);
    if (!found || found.role === (place === last ? "hidden" : "output")) {
      throw new UserError(`layer ${place + 1} cannot have the activation “${name}”`);
    }
    return { ...layer, activation: name };
  });
  const { plain: _, ...rest } = saved;
  const network = { ...saved.network, layers };
  return completed({ ...rest, network, preprocessing: null, training: null }, defaults);
}

function taskOf(output: string, outputs: number): Task {
  if (output === "softmax") return "multiclass";
  return output === "sigmoid" && outputs === 1 ? "binary" : "regression";
}

function plainColumns({ inputs, layers }: NetworkSpec): Preprocessing {
  const { units: outputs = 0, activation = "" } = layers.at(-1) ?? {};
  const task = taskOf(activation, outputs);
  const names = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  const features = names("x", inputs);
  const targets = task === "regression" ? names("y", outputs) : ["y"];
  return {
    features: features.map((column) => ({ column, type: "number", mean: 0, scale: 1, fill: null })),
    target:
      task === "regression"
        ? { task, columns: targets.map((column) => ({ column, mean: 0, scale: 1 })) }
        : {
            task,
            column: "y",
            labels: Array.from({ length: task === "binary" ? 2 : outputs }, (_, place) =>
              String(place),
            ),
            numeric: true,
          },
    spec: {
      targets,
      features,
      task,
      standardize: false,
      validation: null,
      test: 0,
      missing: "drop",
      seed: 0,
    },
    picture: null,
  };
}
