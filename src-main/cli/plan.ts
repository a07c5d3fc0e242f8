import type {
  Catalogue,
  Choice,
  DatasetSpec,
  NetworkSpec,
  Proposal,
  TableSummary,
  TrainingOptions,
} from "../../src-worker/api.ts";
import { findEntry, readChoice } from "./choice.ts";
import { UsageError } from "./failure.ts";
import { type TrainValues, trainOptions } from "./options.ts";
import { chosenColumns, planChoices } from "./preprocessing.ts";

export const DEFAULT_EPOCHS = 100;

/** The data set the options ask for. Of a file the last column is predicted unless told otherwise. */
export function planDataset(
  table: TableSummary,
  isSample: boolean,
  values: TrainValues,
  catalogue: Catalogue,
  testTable?: number,
): DatasetSpec {
  const names = table.columns.map(({ name }) => name);
  const usual = isSample ? table.proposal.target : (names.at(-1) ?? "");
  const choices = planChoices(values, catalogue);
  for (const [option, name] of chosenColumns(choices)) known(option, name, names);
  const targets = planTargets(values.target ?? usual, names);
  const weight = values.weight === undefined ? null : known("--weight", values.weight, names);
  const { defaults } = catalogue.preprocessing;
  return {
    table: table.id,
    targets,
    features: planFeatures(values, names, [...targets, ...(weight === null ? [] : [weight])]),
    task: values.task ?? defaults.task,
    standardize:
      values.standardize === undefined ? defaults.standardize : values.standardize === "on",
    validation: values.validation ?? defaults.validation,
    test: values.test ?? defaults.test,
    seed: values.seed ?? defaults.seed,
    ...choices,
    ...(weight === null ? {} : { weight }),
    ...(testTable === undefined ? {} : { testTable }),
  };
}

/** The columns to predict from; null: all that have no other use. */
function planFeatures(
  { features, ignore = [], split }: TrainValues,
  names: readonly string[],
  taken: readonly string[],
): string[] | null {
  for (const name of ignore) known("--ignore", name, names);
  if (features) {
    const chosen = features.map((name) => known("--features", name, names));
    return chosen.filter((name) => !ignore.includes(name));
  }
  if (ignore.length === 0) return null;
  // What says where a row belongs is no feature; an order in time may be.
  const [, column] = /^(?:column|group):(.*)$/.exec(split ?? "") ?? [];
  return names.filter((name) => ![...ignore, ...taken, column].includes(name));
}

/** One column, or several with commas between; a name may itself contain a comma. */
function planTargets(text: string, names: readonly string[]): string[] {
  if (names.includes(text) || !text.includes(",")) return [known("--target", text, names)];
  return text.split(",").map((name) => known("--target", name.trim(), names));
}

function known(option: string, name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  const shown = names.length > 30 ? [...names.slice(0, 30), "…"] : names;
  throw new UsageError(`${option} "${name}" is no column of the table; valid: ${shown.join(", ")}`);
}

/** Refuses words that are in no catalogue before any data is read. */
export function checkWords(values: TrainValues, catalogue: Catalogue): void {
  if (values.activation !== undefined) planActivation(values.activation, catalogue);
  planTraining(catalogue.defaults, values, catalogue);
  planChoices(values, catalogue);
}

/** The proposed network with what the options ask for otherwise. */
export function planNetwork(
  proposal: Proposal["network"],
  values: TrainValues,
  catalogue: Catalogue,
): NetworkSpec {
  const output = proposal.layers.slice(-1);
  const hidden = proposal.layers.slice(0, -1);
  const activation =
    values.activation === undefined
      ? (hidden[0]?.activation ?? "relu")
      : planActivation(values.activation, catalogue);
  const units = values.hidden ?? hidden.map((layer) => layer.units);
  const layers = units.map((count) => ({
    units: count,
    activation,
    bias: true,
    ...(values.dropout === undefined ? {} : { dropout: values.dropout }),
  }));
  return { inputs: proposal.inputs, layers: [...layers, ...output] };
}

function planActivation(name: string, { activations }: Catalogue): string {
  const hidden = activations.filter(({ role }) => role !== "output");
  return findEntry("--activation", name, hidden).name;
}

/** The proposed training with what the options ask for otherwise. */
export function planTraining(
  proposal: TrainingOptions,
  values: TrainValues,
  catalogue: Catalogue,
): TrainingOptions {
  return {
    ...proposal,
    optimizer: planOptimizer(proposal.optimizer, values, catalogue),
    schedule: planChoice("schedule", proposal.schedule, values, catalogue.schedules),
    initializer: planChoice("initializer", proposal.initializer, values, catalogue.initializers),
    learningRate: values.lr ?? proposal.learningRate,
    batch: values.batch ?? proposal.batch,
    epochs: values.epochs ?? DEFAULT_EPOCHS,
    reduction: values.reduction ?? proposal.reduction,
    seed: values.seed ?? 0,
    weightDecay: values.weightDecay ?? proposal.weightDecay,
    l1: values.l1 ?? proposal.l1,
    clipNorm: values.clip ?? proposal.clipNorm,
    earlyStopping: values.earlyStopping ?? proposal.earlyStopping,
  };
}

function planChoice(
  key: "optimizer" | "schedule" | "initializer",
  proposed: Choice,
  values: TrainValues,
  entries: Catalogue["schedules"],
): Choice {
  const text = values[key];
  return text === undefined ? proposed : readChoice(trainOptions[key].flag, text, entries);
}

function planOptimizer(proposed: Choice, values: TrainValues, catalogue: Catalogue): Choice {
  const choice = planChoice("optimizer", proposed, values, catalogue.optimizers);
  if (values.momentum === undefined) return choice;
  const withMomentum = catalogue.optimizers.filter(({ options }) =>
    options.some(({ name }) => name === "momentum"),
  );
  if (!withMomentum.some(({ name }) => name === choice.name)) {
    const valid = withMomentum.map(({ name }) => name).join(", ");
    throw new UsageError(`--momentum: "${choice.name}" has no momentum; valid with: ${valid}`);
  }
  return { ...choice, options: { ...choice.options, momentum: values.momentum } };
}

const WITH_RESUME: readonly (keyof TrainValues)[] = [
  "resume",
  "epochs",
  "lr",
  "batch",
  "threads",
  "testFile",
  "output",
];

/** A saved model brings its own data set, network and training: only some options go with it. */
export function checkResume(values: TrainValues): void {
  const flag = (key: keyof TrainValues) => trainOptions[key].flag.replace(/^.*, /, "");
  for (const key of Object.keys(values) as (keyof TrainValues)[]) {
    if (WITH_RESUME.includes(key) || !(key in trainOptions)) continue;
    const valid = WITH_RESUME.slice(1).map(flag).join(", ");
    throw new UsageError(`"${flag(key)}" cannot be changed with --resume; valid: ${valid}`);
  }
}
