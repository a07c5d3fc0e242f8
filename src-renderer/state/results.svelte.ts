import type { Engine, Metrics, Part, PredictionPage } from "../../src-worker/api.ts";
import type { DataState } from "./data.svelte.ts";
import type { TrainingRun } from "./training.svelte.ts";

const ROWS_OF_PAGE = 50;
const PREFERRED: readonly Part[] = ["test", "validation", "training"];

/** How good the model is on a part of the data, and its predictions there, when not training. */
export class Results {
  /** Null: the first of test, validation and training that has rows. */
  choice = $state<Part | null>(null);
  metrics = $state.raw<Metrics | null>(null);
  page = $state.raw<PredictionPage | null>(null);
  readonly pageLength = ROWS_OF_PAGE;

  readonly parts = $derived(PREFERRED.filter((part) => (this.#data.dataset?.rows[part] ?? 0) > 0));
  readonly part = $derived(
    this.choice && this.parts.includes(this.choice) ? this.choice : (this.parts[0] ?? "training"),
  );
  readonly #engine: () => Engine;
  readonly #data: DataState;
  readonly #training: TrainingRun;

  constructor(engine: () => Engine, data: DataState, training: TrainingRun) {
    this.#engine = engine;
    this.#data = data;
    this.#training = training;
  }

  clear(): void {
    this.metrics = null;
    this.page = null;
  }

  /** Evaluates again, from the first page. */
  async refresh(start = 0): Promise<void> {
    const { model, running } = this.#training;
    if (!model || model.dataset === null || this.parts.length === 0) return this.clear();
    if (running) return;
    const { part } = this;
    const metrics = await this.#engine().evaluate(model.id, part);
    const page = await this.#engine().predict(model.id, part, start, ROWS_OF_PAGE);
    if (this.#training.model?.id !== model.id || this.part !== part) return;
    this.metrics = metrics;
    this.page = page;
  }
}
