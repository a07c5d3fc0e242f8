import type { Dataset } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import type { NetworkSpec } from "../graph/network.ts";
import type { TrainingOptions } from "./options.ts";

const isWhole = (value: number, least: number) => Number.isSafeInteger(value) && value >= least;
const isAmount = (value: number) => Number.isFinite(value) && value >= 0;
const isPositive = (value: number) => Number.isFinite(value) && value > 0;

/** @throws {UserError} naming the option and what it may be */
export function checkOptions({ layers }: NetworkSpec, options: TrainingOptions): void {
  const { learningRate, batch, epochs, seed, weightDecay, l1, clipNorm, earlyStopping, frozen } =
    options;
  const demand = (holds: boolean, name: keyof TrainingOptions, words: string, remedy: string) => {
    if (holds) return;
    throw new UserError(`${words} is ${options[name]}`, `choose ${remedy}`, { name });
  };
  demand(isPositive(learningRate), "learningRate", "the learning rate", "a number above 0");
  demand(isWhole(batch, 1), "batch", "the batch size", "a whole number from 1");
  demand(epochs === null || isWhole(epochs, 0), "epochs", "the number of epochs", "a whole number");
  demand(isWhole(seed, 0) && seed < 2 ** 32, "seed", "the seed", "a whole number below 2³²");
  demand(isAmount(weightDecay), "weightDecay", "the weight decay", "a number from 0");
  demand(isAmount(l1), "l1", "the L1 penalty", "a number from 0");
  demand(
    clipNorm === null || isPositive(clipNorm),
    "clipNorm",
    "the largest gradient norm",
    "a number above 0",
  );
  demand(
    earlyStopping === null || isWhole(earlyStopping, 1),
    "earlyStopping",
    "the patience of early stopping",
    "a whole number of epochs from 1",
  );
  const unknown = frozen.find((layer) => !(isWhole(layer, 0) && layer < layers.length));
  if (unknown !== undefined) {
    throw new UserError(
      `layer ${unknown} is frozen, but there are layers 0 to ${layers.length - 1}`,
      "freeze one of them",
      { name: "frozen" },
    );
  }
  if (layers.every((_, layer) => frozen.includes(layer))) {
    throw new UserError("every layer is frozen", "leave one to be trained", { name: "frozen" });
  }
}

/** @throws {UserError} when the network cannot be trained on the data */
export function checkData({ inputs }: NetworkSpec, dataset: Dataset): void {
  if (dataset.inputs !== inputs) {
    throw new UserError(
      `the network has ${inputs} inputs, but the data has ${dataset.inputs}`,
      "give the network as many inputs as the data",
    );
  }
  if (dataset.parts.training.rows === 0) {
    throw new UserError("there are no rows to train on", "hold fewer rows out");
  }
}
