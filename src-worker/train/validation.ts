import type { Dataset } from "../data/dataset.ts";
import type { LossName, NetworkSpec } from "../graph/network.ts";
import { countRight } from "./metrics.ts";
import { Predictor } from "./predictor.ts";

/** What an epoch's end measures on rows that are not trained on. */
export interface Validation {
  /** Mean loss of a row. */
  readonly loss: number;
  /** Share of the rows classified right; null for regression. */
  readonly accuracy: number | null;
}

/** Measures a network on the validation part of a data set. */
export class Validator {
  private readonly dataset: Dataset;
  private readonly loss: LossName;
  private readonly predictor: Predictor;

  /** @param parameters in the order of their names; copied */
  constructor(spec: NetworkSpec, loss: LossName, dataset: Dataset, parameters: Float32Array) {
    this.dataset = dataset;
    this.loss = loss;
    this.predictor = new Predictor(spec, parameters);
  }

  /** Whether there are rows to measure on. */
  get isPossible(): boolean {
    return this.dataset.parts.validation.rows > 0;
  }

  /** In small pieces: yields the work done after each. */
  *run(parameters: Float32Array): Generator<number, Validation> {
    const { task, parts } = this.dataset;
    const { validation } = parts;
    this.predictor.parameters = parameters;
    const { loss, outputs } = yield* this.predictor.evaluation(validation, this.loss);
    if (task === "regression") return { loss, accuracy: null };
    return { loss, accuracy: countRight(outputs, validation.labels) / validation.rows };
  }
}
