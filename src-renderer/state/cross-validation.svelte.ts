import { t } from "../../src-words/words.svelte.ts";
import type { CrossValidation, Engine, ModelSpec } from "../../src-worker/api.ts";
import type { Tasks } from "./tasks.svelte.ts";

/** How good the network is whatever the split: the last result, and what it was for. */
export class CrossValidationState {
  folds = $state(5);
  running = $state(false);
  result = $state.raw<CrossValidation | null>(null);
  /** The model specification that the result is for. */
  #of = $state("");
  readonly #engine: () => Engine;
  readonly #tasks: Tasks;

  constructor(engine: () => Engine, tasks: Tasks) {
    this.#engine = engine;
    this.#tasks = tasks;
  }

  async run(spec: ModelSpec): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      this.result = await this.#tasks.run(
        t("Cross-validation, {count} folds", { count: String(this.folds) }),
        (task, progress) => this.#engine().crossValidate(spec, this.folds, task, progress),
      );
      this.#of = JSON.stringify(spec);
    } finally {
      this.running = false;
    }
  }

  /** Whether the result is of this network on these data. */
  isOf(spec: ModelSpec): boolean {
    return this.#of === JSON.stringify(spec);
  }
}
