import type { Engine, ModelState, Moment, TableSummary } from "../../src-worker/api.ts";
import type { TrainingRun } from "./training.svelte.ts";

/** A trained model that is kept beside the present one. */
export interface Run {
  readonly number: number;
  readonly model: ModelState;
  /** Tells tables apart, also when one is opened again: a run opens on its own table only. */
  readonly table: string;
  /** The user's own remark. */
  readonly note: string;
  /** Whether its curve is drawn beside the present one's. */
  readonly shown: boolean;
}

/** More than these are not kept, nor more parameters: the oldest without a note goes. */
const MOST = 500;
const MOST_PARAMETERS = 20_000_000;
/** Curves drawn beside the present one unless asked for: more are a tangle. */
const MOST_SHOWN = 6;
/** No model has this number. */
const NOTHING = { model: -1, moments: [] };

/** The trained models kept beside the present one, the moments of the present one, and ways between them. */
export class Runs {
  /** What tells one table from another. */
  static tableKey({ name, rows, columns }: TableSummary): string {
    return JSON.stringify([name, rows, columns.map((column) => [column.name, column.type])]);
  }

  list = $state.raw<readonly Run[]>([]);
  /** Moments of the present training, or of the one looked back into. */
  readonly moments = $derived.by(() => {
    const { model, moments } = this.#found;
    return model === (this.origin ?? this.#training.model)?.id ? moments : [];
  });
  /** The training that is looked back into: the present model is as it was at a moment. */
  origin = $state.raw<ModelState | null>(null);
  readonly #engine: () => Engine;
  readonly #training: TrainingRun;
  /** Moments that were asked for, and of which model: another may be present since. */
  #found = $state.raw<{ readonly model: number; readonly moments: readonly Moment[] }>(NOTHING);
  #next = 1;

  constructor(engine: () => Engine, training: TrainingRun) {
    this.#engine = engine;
    this.#training = training;
  }

  /** Keeps a trained model. @returns its run */
  add(model: ModelState, table: string): Run {
    const known = this.list.find((run) => run.model.id === model.id);
    if (known) {
      this.#change(known.number, { model });
      return known;
    }
    const run: Run = {
      number: this.#next++,
      model,
      table,
      note: "",
      shown: this.list.filter(({ shown }) => shown).length < MOST_SHOWN,
    };
    this.#training.kept.add(model.id);
    this.list = [...this.list, run];
    while (this.list.length > 1 && this.#isOverfull()) {
      const oldest = this.list.find(({ note }) => note === "") ?? this.list[0];
      if (oldest) this.remove(oldest.number);
    }
    return run;
  }

  /** Gives a run out, to be the present model; it is not in the list any more. */
  take(number: number): Run | null {
    const run = this.list.find((other) => other.number === number) ?? null;
    if (run) {
      this.list = this.list.filter((other) => other !== run);
      this.#training.kept.delete(run.model.id);
    }
    return run;
  }

  remove(number: number): void {
    const run = this.take(number);
    if (run && run.model.id !== this.#training.model?.id) this.#close(run.model.id);
  }

  /** The runs on a table, as a project file holds them. */
  on(table: string): { model: number; note: string }[] {
    return this.list
      .filter((run) => run.table === table)
      .map(({ model, note }) => ({ model: model.id, note }));
  }

  show(number: number, shown: boolean): void {
    this.#change(number, { shown });
  }

  remark(number: number, note: string): void {
    this.#change(number, { note });
  }

  /** The engine and all it held are gone. */
  forget(): void {
    // The numbers of models begin anew as well.
    for (const { model } of this.list) this.#training.kept.delete(model.id);
    if (this.origin) this.#training.kept.delete(this.origin.id);
    this.list = [];
    this.origin = null;
    this.#found = NOTHING;
  }

  async findMoments(): Promise<void> {
    if (this.origin) return;
    const { model } = this.#training;
    if (!model || model.dataset === null) return;
    this.#found = { model: model.id, moments: await this.#engine().moments(model.id) };
  }

  /** Makes the present model one as it was at a moment of the training; nothing is lost by it. */
  async lookBack(step: number): Promise<void> {
    const origin = this.origin ?? this.#training.model;
    if (!origin) return;
    const past = await this.#engine().branch(origin.id, step);
    this.origin = origin;
    this.#training.kept.add(origin.id);
    this.#training.setModel(past);
  }

  /** Back from a moment to the training as it is now. */
  lookForward(): void {
    const { origin } = this;
    if (!origin) return;
    this.origin = null;
    this.#training.setModel(origin);
    this.#training.kept.delete(origin.id);
  }

  /** The moment looked at is gone on from, or left: what it came from becomes a run of its own. */
  branchOff(table: string): void {
    const { origin } = this;
    if (!origin) return;
    this.origin = null;
    this.add(origin, table);
  }

  #isOverfull(): boolean {
    const parameters = this.list.reduce((sum, { model }) => sum + model.parameterCount, 0);
    return this.list.length > MOST || parameters > MOST_PARAMETERS;
  }

  #change(number: number, change: Partial<Run>): void {
    this.list = this.list.map((run) => (run.number === number ? { ...run, ...change } : run));
  }

  #close(model: number): void {
    void this.#engine()
      .closeModel(model)
      .catch(() => {});
  }
}
