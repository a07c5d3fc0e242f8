import type { TrainingOptions } from "./options.ts";

export { initializers } from "./initializers/index.ts";
export { optimizers } from "./optimizers/index.ts";
export { schedules } from "./schedules/index.ts";

/** What training starts from unless told otherwise. */
export const defaults: TrainingOptions = {
  loss: "bce",
  reduction: "mean",
  optimizer: { name: "adam", options: {} },
  learningRate: 0.01,
  schedule: { name: "constant", options: {} },
  batch: 32,
  epochs: null,
  seed: 0,
  initializer: { name: "glorot", options: {} },
  weightDecay: 0,
  l1: 0,
  clipNorm: null,
  earlyStopping: null,
  frozen: [],
};
