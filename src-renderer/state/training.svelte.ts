import type {
  Engine,
  History,
  LiveOptions,
  ModelState,
  TrainingOptions,
  TrainingProgress,
} from "../../src-worker/api.ts";

const NO_HISTORY: History = { epochs: [], steps: [] };

/** The model and its training: the options, the run under way and how far it is. */
export class TrainingRun {
  options = $state.raw<TrainingOptions | null>(null);
  model = $state.raw<ModelState | null>(null);
  progress = $state.raw<TrainingProgress | null>(null);
  running = $state(false);
  /** Whether training was asked for and waits for the model to be made. */
  starting = $state(false);
  /** Models that are not closed when another takes their place. */
  readonly kept = new Set<number>();

  readonly history = $derived(this.progress?.history ?? this.model?.history ?? NO_HISTORY);
  readonly step = $derived(this.progress?.step ?? this.model?.step ?? 0);
  readonly epoch = $derived(this.progress?.epoch ?? this.model?.epoch ?? 0);
  readonly last = $derived(this.history.epochs.at(-1) ?? null);
  /** Whether the epochs asked for are done. */
  readonly finished = $derived(
    this.options?.epochs !== null &&
      this.epoch >= (this.options?.epochs ?? Number.POSITIVE_INFINITY),
  );
  readonly #engine: () => Engine;
  /** The training under way; another model may be shown meanwhile. */
  #run: { readonly model: number; readonly ended: Promise<void> } | null = null;

  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  /** Goes over to another model (null: none) and closes the old one; the options stay the user's. */
  setModel(model: ModelState | null): void {
    const old = this.model;
    this.model = model;
    this.progress = null;
    if (!old || old.id === model?.id) return;
    const engine = this.#engine();
    // Nobody could pause it any more.
    if (this.#run?.model === old.id) void engine.pause(old.id).catch(() => {});
    if (!this.kept.has(old.id)) void engine.closeModel(old.id).catch(() => {});
  }

  /** Trains until paused, finished, or the bound is reached. */
  async run(until: { readonly steps?: number; readonly epochs?: number }): Promise<void> {
    const { model } = this;
    if (!model || this.running) return;
    this.running = true;
    const run = this.#engine().train(model.id, until, (progress) => {
      if (this.model?.id === progress.model) this.progress = progress;
    });
    const ended = run.then(
      () => {},
      () => {},
    );
    this.#run = { model: model.id, ended };
    try {
      const trained = await run;
      // Another may have been opened meanwhile.
      if (this.model?.id === trained.id) this.model = trained;
    } finally {
      this.running = false;
      this.#run = null;
    }
  }

  /** Resolves when training has stopped. */
  async pause(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    await this.#engine().pause(run.model);
    await run.ended;
  }

  async rewind(): Promise<void> {
    await this.pause();
    if (!this.model) return;
    this.model = await this.#engine().rewind(this.model.id);
    this.progress = null;
  }

  /** Says for each frozen layer which one it is now; null: none any more. */
  refreeze(now: (layer: number) => number | null): void {
    if (!this.options) return;
    const frozen = this.options.frozen.map(now).filter((layer) => layer !== null);
    this.options = { ...this.options, frozen };
  }

  /** Changes what may change during training, at once. */
  async adjust(change: LiveOptions): Promise<void> {
    if (!this.options) return;
    this.options = { ...this.options, ...change };
    if (this.model) await this.#engine().adjust(this.model.id, change);
  }
}
