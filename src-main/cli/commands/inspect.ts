import type { Engine, LayerParameters, ModelState } from "../../../src-worker/api.ts";
import type { Command } from "../command.ts";
import { openModel } from "../data.ts";
import { FAST_STEPS } from "../fast.ts";
import { architecture } from "../model-words.ts";
import { declareJson } from "../options.ts";
import { alignTable, counted, percent, printable, shortNumber } from "../table.ts";

/** Tells what is in a model file. */
export const inspect: Command = {
  name: "inspect",
  about: "show what is in MODEL: architecture, preprocessing, history, parameters",
  declare(words) {
    words.argument("<MODEL>", "a model file");
    declareJson(words, "print the whole as one JSON object");
  },
  async run(surroundings, [path = ""], { json }) {
    const engine = surroundings.openEngine();
    const state = await openModel(engine, surroundings, path);
    surroundings.stdout.write(await modelText(engine, state, path, json === true));
  },
};

/** All about a model, as JSON on one line or in words under the name of its file. */
export async function modelText(
  engine: Engine,
  state: ModelState,
  path: string,
  json: boolean,
): Promise<string> {
  const tensors = await listTensors(engine, state);
  const sha256 = await engine.parametersSha256(state.id);
  return json
    ? `${JSON.stringify(asJson(state, tensors, sha256))}\n`
    : inWords(path, state, tensors, sha256);
}

/** A parameter's shape and size: Euclidean norm, mean, least and largest value. */
interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly norm: number;
  readonly mean: number;
  readonly minimum: number;
  readonly maximum: number;
}

async function listTensors(engine: Engine, { id, network }: ModelState): Promise<Tensor[]> {
  const parameters = await engine.parameters(id);
  return network.layers.flatMap((layer, index) => {
    const inputs = index === 0 ? network.inputs : (network.layers[index - 1]?.units ?? 0);
    const { weight, bias } = parameters[index] as LayerParameters;
    const tensors = [measure(`layers.${index}.weight`, [layer.units, inputs], weight)];
    if (layer.bias) tensors.push(measure(`layers.${index}.bias`, [layer.units], bias));
    return tensors;
  });
}

function measure(name: string, shape: readonly number[], values: Float32Array): Tensor {
  let squares = 0;
  let sum = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    squares += value * value;
    sum += value;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  return { name, shape, norm: Math.sqrt(squares), mean: sum / values.length, minimum, maximum };
}

function asJson(state: ModelState, tensors: readonly Tensor[], parametersSha256: string) {
  const { network, task, inputNames, targetNames, labels, training, history } = state;
  return {
    task,
    network,
    inputNames,
    targetNames,
    labels,
    preprocessing: state.datasetSpec,
    training,
    epochs: state.epoch,
    steps: state.step,
    stopped: state.stopped,
    arithmetic: state.arithmetic,
    plain: state.plain,
    parameterCount: state.parameterCount,
    parameters: tensors,
    parametersSha256,
    history,
  };
}

function inWords(
  path: string,
  state: ModelState,
  tensors: readonly Tensor[],
  sha256: string,
): string {
  const { history } = state;
  const facts = alignTable(
    [
      ["network", architecture(state.network)],
      ["parameters", `${state.parameterCount}, SHA-256 ${sha256}`],
      ...(state.plain ? [["plain", PLAIN]] : usage(state)),
    ],
    false,
  );
  const shapes = alignTable([
    ["parameter", "shape", "norm", "mean", "minimum", "maximum"],
    ...tensors.map((tensor) => [
      tensor.name,
      tensor.shape.join(" × "),
      ...[tensor.norm, tensor.mean, tensor.minimum, tensor.maximum].map((value) =>
        shortNumber(value),
      ),
    ]),
  ]);
  return `${printable(path)}\n${facts}\n${shapes}${historyTable(history)}`;
}

const PLAIN = "tensors alone: what the file does not tell, activations too, is assumed";

/** What a model's file tells beyond its tensors: its data and its training. */
function usage(state: ModelState): string[][] {
  const { training, datasetSpec: spec } = state;
  return [
    ["task", state.task],
    ["inputs", listed(state.inputNames)],
    ["target", listed(state.targetNames)],
    ...(state.labels ? [["classes", listed(state.labels)]] : []),
    ["scaling", scalingWords(spec)],
    ["missing", spec.missing === "drop" ? "rows left out" : `filled with the ${spec.missing}`],
    ...(spec.encoding ? [["categories", spec.encoding]] : []),
    ...Object.entries(spec.columns ?? {}).map(([name, choice]) => [
      `column ${name}`,
      Object.entries(choice)
        .map(([what, value]) => `${what} ${value}`)
        .join(", "),
    ]),
    ...(spec.weight ? [["weight", spec.weight]] : []),
    ["split", [spec.split ?? "stratified", spec.splitColumn].filter(Boolean).join(" by ")],
    ["loss", `${training.loss}, ${training.reduction} over the batch`],
    ["optimizer", choiceWords(training.optimizer)],
    ["rate", `${training.learningRate}, schedule ${choiceWords(training.schedule)}`],
    ["batch", String(training.batch)],
    ["seed", String(training.seed)],
    ["trained", `${counted(state.epoch, "epoch")}, ${counted(state.step, "step")}`],
    ...(state.arithmetic === "fast" ? [["arithmetic", FAST_STEPS]] : []),
    ...(state.stopped === null ? [] : [["stopped", state.stopped.words]]),
  ];
}

function scalingWords({ scaling, standardize }: ModelState["datasetSpec"]): string {
  const name = scaling ?? (standardize ? "standard" : "none");
  return name === "standard" ? "numbers to mean 0, deviation 1" : name;
}

const HISTORY_ROWS = 10;

/** About ten epochs, evenly spread, the first and the last among them. */
function historyTable({ epochs }: ModelState["history"]): string {
  if (epochs.length === 0) return "";
  const count = Math.min(HISTORY_ROWS, epochs.length);
  const chosen = Array.from({ length: count }, (_, index) => {
    const share = count === 1 ? 1 : index / (count - 1);
    return epochs[Math.round(share * (epochs.length - 1))] as (typeof epochs)[number];
  });
  const share = (value: number | null) => (value === null ? "–" : percent(value));
  return `\n${alignTable([
    ["epoch", "step", "loss", "accuracy", "validation loss", "validation accuracy"],
    ...chosen.map((point) => [
      String(point.epoch),
      String(point.step),
      shortNumber(point.loss),
      share(point.accuracy),
      point.validationLoss === null ? "–" : shortNumber(point.validationLoss),
      share(point.validationAccuracy),
    ]),
  ])}`;
}

function choiceWords({ name, options }: ModelState["training"]["optimizer"]): string {
  const settings = Object.entries(options).map(([option, value]) => `${option}=${value}`);
  return settings.length === 0 ? name : `${name}:${settings.join(",")}`;
}

const LISTED = 12;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).join(", ");
  return names.length > LISTED ? `${shown}, … (${names.length})` : shown;
}
