import type { Engine, ModelState } from "../../src-worker/api.ts";
import { meanAndSpread, type Trial, type Variation } from "../drawing/search-plan.ts";

/** A combination with what its trainings have come to so far. */
export interface Finding {
  readonly variation: Variation;
  readonly done: number;
  readonly total: number;
  /** Validation loss, or training loss where no rows are held out; NaN until one is done. */
  readonly loss: { readonly mean: number; readonly spread: number };
  /** null for regression. */
  readonly accuracy: { readonly mean: number; readonly spread: number } | null;
}

/** A queue of trainings on the open data, one after the other, beside the present model. */
export class Search {
  trials = $state.raw<readonly Trial[]>([]);
  results = $state.raw<readonly (ModelState | null)[]>([]);
  running = $state(false);
  done = $state(0);
  /** Seconds left at the rate so far; null until one is done. */
  secondsLeft = $state<number | null>(null);
  readonly #engine: () => Engine;
  #cancelled = false;
  #current: number | null = null;

  readonly findings = $derived.by(() => this.#summarize());

  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  /**
   * Trains all of them.
   * @param keep takes each trained model over
   * @throws what the engine throws; what is done until then stays
   */
  async run(
    dataset: number,
    trials: readonly Trial[],
    epochs: number,
    keep: (model: ModelState) => void,
  ): Promise<void> {
    this.trials = trials;
    this.results = trials.map(() => null);
    this.done = 0;
    this.secondsLeft = null;
    this.running = true;
    this.#cancelled = false;
    const start = performance.now();
    try {
      for (const [place, { network, training }] of trials.entries()) {
        if (this.#cancelled) break;
        const options = { ...training, epochs };
        const { id } = await this.#engine().createModel({ dataset, network, training: options });
        const model = await this.#train(id);
        if (!model) break;
        this.results = this.results.map((old, index) => (index === place ? model : old));
        this.done = place + 1;
        const each = (performance.now() - start) / 1000 / this.done;
        this.secondsLeft = each * (trials.length - this.done);
        keep(model);
      }
    } finally {
      this.running = false;
    }
  }

  /** What was found is of models that are gone. */
  clear(): void {
    this.trials = [];
    this.results = [];
    this.done = 0;
  }

  /** Ends it; what is trained already stays. */
  async cancel(): Promise<void> {
    this.#cancelled = true;
    if (this.#current !== null) await this.#engine().pause(this.#current);
  }

  /** @returns null when it was cancelled; a model that is not trained to its end is closed */
  async #train(id: number): Promise<ModelState | null> {
    let model: ModelState | null = null;
    try {
      this.#current = id;
      if (!this.#cancelled) model = await this.#engine().train(id, {}, () => {});
      if (this.#cancelled) model = null;
    } finally {
      this.#current = null;
      if (!model)
        await this.#engine()
          .closeModel(id)
          .catch(() => {});
    }
    return model;
  }

  #summarize(): Finding[] {
    const combinations = [...new Set(this.trials.map((trial) => trial.variation))];
    return combinations.map((variation): Finding => {
      const own = this.trials.flatMap((trial, index) =>
        trial.variation === variation ? [this.results[index] ?? null] : [],
      );
      const ends = own.flatMap((model) => {
        const last = model?.history.epochs.at(-1);
        return last ? [last] : [];
      });
      const accuracies = ends.flatMap((end) => {
        const accuracy = end.validationAccuracy ?? end.accuracy;
        return accuracy === null ? [] : [accuracy];
      });
      return {
        variation,
        done: ends.length,
        total: own.length,
        loss: meanAndSpread(ends.map((end) => end.validationLoss ?? end.loss)),
        accuracy: accuracies.length > 0 ? meanAndSpread(accuracies) : null,
      };
    });
  }
}
