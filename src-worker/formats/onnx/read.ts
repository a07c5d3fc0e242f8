import type { Preprocessing, TargetCoding } from "../../data/dataset.ts";
import { UserError } from "../../errors.ts";
import { validateNetwork } from "../../graph/build.ts";
import type { LossName, NetworkSpec } from "../../graph/network.ts";
import type { TrainingOptions } from "../../train/options.ts";
import { joinParameters } from "../layers.ts";
import { checkFit, type WholeModel } from "../model.ts";
import type { Tensor } from "../safetensors.ts";
import { networkSchema, preprocessingSchema, readJson } from "../schemas.ts";
import { type FoundLayer, findLayers, layerSpecs } from "./layers.ts";
import { type OnnxModel, parseOnnx } from "./parse.ts";
import { ONNX_FORMAT, parameterConstant, writeGraph } from "./write.ts";

/** Older graphs broadcast by rules of their own. */
const OLDEST_OPSET = 7;

/**
 * Reads an ONNX file: ours with all of its preprocessing, or the fully connected network of
 * another program, whose inputs are then called x1, x2, … and are taken as they are.
 *
 * @param defaults what training starts from
 * @throws {UserError} naming the node or tensor that is no part of such a network
 */
export function readOnnx(bytes: Uint8Array, file: string, defaults: TrainingOptions): WholeModel {
  const model = parseOnnx(bytes, file);
  try {
    const read = model.metadata.get("format") === ONNX_FORMAT ? readOwn : readForeign;
    const { network, preprocessing, parameters } = read(model, file);
    const training = { ...defaults, loss: lossOf(preprocessing.target) };
    const history = { epochs: [], steps: [] };
    const whole = { network, preprocessing, parameters, training, state: null, history };
    if (read === readOwn) checkUnchanged(bytes, model, whole);
    return whole;
  } catch (error) {
    throw error instanceof UserError ? error.at({ file }) : error;
  }
}

type Read = Pick<WholeModel, "network" | "preprocessing" | "parameters">;

function readOwn({ metadata, constants }: OnnxModel, file: string): Read {
  const text = (name: string) => metadata.get(name) ?? "null";
  const network = readJson(text("network"), networkSchema, { file, name: "network" });
  validateNetwork(network);
  const preprocessing = readJson(text("preprocessing"), preprocessingSchema, {
    file,
    name: "preprocessing",
  });
  if (!preprocessing) throw changed();
  checkFit(network, preprocessing, file);
  const tensors = new Map<string, Tensor>();
  for (const { name, shape, values } of constants.values()) {
    if (!values) continue;
    const data = Float32Array.from(values);
    if (!data.every(Number.isFinite)) continue;
    tensors.set(parameterConstant(preprocessing, name), { dtype: "F32", shape, data });
  }
  return { network, preprocessing, parameters: joinParameters(network, tensors, file) };
}

/**
 * What our file says about itself is believed only if the graph says the same: we would write
 * every byte of it so.
 */
function checkUnchanged(bytes: Uint8Array, { metadata }: OnnxModel, whole: WholeModel): void {
  const again = writeGraph(whole, Object.fromEntries(metadata));
  const same = again.length === bytes.length && again.every((byte, index) => byte === bytes[index]);
  if (!same) throw changed();
}

function changed(): UserError {
  return new UserError(
    "the file was changed after Chainrule had written it, so that its graph and its metadata differ",
    "export it again, or take “format” out of its metadata to read the graph alone",
  );
}

function readForeign(model: OnnxModel): Read {
  if (model.opset < OLDEST_OPSET) {
    throw new UserError(
      `the model needs opset ${model.opset}, this program reads opset ${OLDEST_OPSET} and later`,
      "export it with a newer opset",
    );
  }
  const layers = findLayers(model);
  const network: NetworkSpec = { inputs: layers[0]?.inputs ?? 0, layers: layerSpecs(layers) };
  validateNetwork(network);
  return { network, preprocessing: bareColumns(network), parameters: joined(layers) };
}

function joined(layers: readonly FoundLayer[]): Float32Array {
  const vectors = layers.flatMap(({ weight, bias }) => (bias ? [weight, bias] : [weight]));
  const all = new Float32Array(vectors.reduce((total, { length }) => total + length, 0));
  let offset = 0;
  for (const vector of vectors) {
    all.set(vector, offset);
    offset += vector.length;
  }
  return all;
}

/** Columns x1, x2, … as they are; the task that the output map is for. */
function bareColumns({ inputs, layers }: NetworkSpec): Preprocessing {
  const names = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  const output = layers.at(-1);
  const units = output?.units ?? 0;
  const target = targetOf(output?.activation ?? "", units, names("y", units));
  const columns = names("x", inputs);
  return {
    features: columns.map((column) => ({ column, type: "number", mean: 0, scale: 1, fill: null })),
    target,
    spec: {
      targets: target.task === "regression" ? names("y", units) : ["y"],
      features: columns,
      task: target.task,
      standardize: false,
      validation: null,
      test: 0,
      missing: "drop",
      seed: 0,
    },
    picture: null,
  };
}

function targetOf(activation: string, units: number, columns: readonly string[]): TargetCoding {
  const classes = (task: "binary" | "multiclass", count: number): TargetCoding => {
    const labels = Array.from({ length: count }, (_, label) => String(label));
    return { task, column: "y", labels, numeric: true };
  };
  if (activation === "sigmoid" && units === 1) return classes("binary", 2);
  if (activation === "softmax" && units > 1) return classes("multiclass", units);
  const numbers = columns.map((column) => ({ column, mean: 0, scale: 1 }));
  return { task: "regression", columns: numbers };
}

function lossOf({ task }: TargetCoding): LossName {
  return task === "binary" ? "bce" : task === "multiclass" ? "cce" : "squared";
}
