import { z } from "zod";
import { inputCount } from "../data/code.ts";
import type { Preprocessing } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import { validateNetwork } from "../graph/build.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { quoted } from "../json.ts";
import type { History } from "../train/history.ts";
import type { TrainingOptions } from "../train/options.ts";
import type { TrainingState } from "../train/state.ts";
import { inferNetwork, joinParameters, splitParameters } from "./layers.ts";
import { readSafetensors, type Tensor, writeSafetensors } from "./safetensors.ts";
import {
  historySchema,
  networkSchema,
  preprocessingSchema,
  readJson,
  trainingOptionsSchema,
} from "./schemas.ts";
import { packedStateSchema, packState, unpackState } from "./state.ts";

/** All that a model file holds. */
export interface SavedModel {
  readonly network: NetworkSpec;
  /** null: the network was not made from a table. */
  readonly preprocessing: Preprocessing | null;
  readonly training: TrainingOptions | null;
  /** In the order of `parameterNames`: `layers.0.weight`, `layers.0.bias`, … */
  readonly parameters: Float32Array;
  /** What training goes on from, its parameters and history being those here; null: it starts
   *  again. */
  readonly state: TrainingState | null;
  readonly history: History;
  /** Set when the file had tensors only: its activations are not known and stand as "identity". */
  readonly plain?: true;
}

/** A model with all that the program needs to show, evaluate, train and export it. */
export interface WholeModel extends SavedModel {
  readonly preprocessing: Preprocessing;
  readonly training: TrainingOptions;
}

/** The oldest version first. A file has the oldest that says all of it, and older ones open. */
const formats = ["chainrule-model/1", "chainrule-model/2"] as const;

/** What version 1 knew of preprocessing; programs that read only it would pass over the rest. */
const firstSpec = new Set([
  "targets",
  "features",
  "task",
  "standardize",
  "validation",
  "test",
  "missing",
  "seed",
]);
const firstFillings = new Set(["drop", "mean", "mode"]);

/** The format of a file with this preprocessing and state of training. */
function formatOf(
  preprocessing: Preprocessing | null,
  state: TrainingState | null,
): (typeof formats)[number] {
  // Programs that read only version 1 would forget it.
  if (state?.fast) return formats[1];
  if (preprocessing === null) return formats[0];
  const { features, spec } = preprocessing;
  const isFirst =
    features.every(
      (feature) =>
        feature.type === "category" ||
        (feature.type === "number" && feature.curve === undefined && feature.wide === undefined),
    ) &&
    Object.keys(spec).every((key) => firstSpec.has(key)) &&
    firstFillings.has(spec.missing);
  return isFirst ? formats[0] : formats[1];
}

const trainingSchema = z.object({
  options: trainingOptionsSchema,
  state: packedStateSchema.nullable(),
});

/**
 * The model as a safetensors file: tensors `layers.K.weight` [outputs, inputs] and
 * `layers.K.bias` [outputs] as F32, those of the training state beside them, all else as JSON
 * in `__metadata__`.
 */
export function writeModel(saved: SavedModel): Uint8Array<ArrayBuffer> {
  const { network, preprocessing, training, parameters, state, history } = saved;
  const tensors = splitParameters(network, parameters);
  const packed = state && packState(network, state, tensors);
  return writeSafetensors(tensors, {
    format: formatOf(preprocessing, state),
    network: JSON.stringify(network),
    preprocessing: JSON.stringify(preprocessing),
    training: JSON.stringify({ options: training, state: packed }),
    history: JSON.stringify(history),
  });
}

/**
 * Reads a model file: ours, or any safetensors file with the layers of a fully connected network.
 *
 * @param file its name, for messages
 * @throws {UserError} naming the tensor or the field that is wrong
 */
export function readModel(bytes: Uint8Array, file: string): SavedModel {
  const { tensors, metadata } = readSafetensors(bytes, file);
  if (!metadata.format?.startsWith("chainrule-model/")) return plainModel(tensors, file);
  if (!formats.some((format) => format === metadata.format)) {
    throw new UserError(
      `the model has the format ${quoted(metadata.format)}, this program reads up to "${formats.at(-1)}"`,
      "open it with a newer version of Chainrule",
      { file, name: "format" },
    );
  }
  const read = <T>(name: string, schema: z.ZodType<T>): T => {
    const text = metadata[name];
    if (text !== undefined) return readJson(text, schema, { file, name });
    throw new UserError(`__metadata__ lacks ${quoted(name)}`, "save the model again", {
      file,
      name,
    });
  };
  const network = read("network", networkSchema);
  try {
    validateNetwork(network);
  } catch (error) {
    throw error instanceof UserError ? error.at({ file }) : error;
  }
  const preprocessing = read("preprocessing", preprocessingSchema);
  if (preprocessing) checkFit(network, preprocessing, file);
  const { options, state } = read("training", trainingSchema);
  const history = read("history", historySchema);
  const left = new Map(tensors);
  const parameters = joinParameters(network, left, file);
  const saved: SavedModel = {
    network,
    preprocessing,
    training: options,
    parameters,
    state: state && unpackState(network, state, { parameters, history }, left, file),
    history,
  };
  const other = left.keys().next().value;
  if (other === undefined) return saved;
  throw new UserError(`tensor ${quoted(other)} belongs to nothing in the model`, "", {
    file,
    name: other,
  });
}

/** @throws {UserError} when the columns do not make the network's inputs or outputs */
export function checkFit(
  network: NetworkSpec,
  { features, target }: Preprocessing,
  file: string,
): void {
  const inputs = features.reduce((total, feature) => total + inputCount(feature), 0);
  const outputs =
    target.task === "regression"
      ? target.columns.length
      : target.task === "binary"
        ? 1
        : target.labels.length;
  const fits = (what: string, columns: number, units: number | undefined) => {
    if (columns === units) return;
    const name = "preprocessing";
    const words = `the columns make ${columns} ${what}, but the network has ${units}`;
    throw new UserError(words, "save the model again", { file, name });
  };
  fits("inputs", inputs, network.inputs);
  fits("outputs", outputs, network.layers.at(-1)?.units);
}

function plainModel(tensors: ReadonlyMap<string, Tensor>, file: string): SavedModel {
  return {
    ...inferNetwork(tensors, file),
    preprocessing: null,
    training: null,
    state: null,
    history: { epochs: [], steps: [] },
    plain: true,
  };
}
