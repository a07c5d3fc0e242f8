import type { DataSource, Engine, ModelState, TableSummary } from "../../src-worker/api.ts";
import type { DataState } from "./data.svelte.ts";
import type { Files } from "./files.svelte.ts";
import type { TrainingRun } from "./training.svelte.ts";

/** A trained model that another has replaced, with the table it was trained on. */
export interface FormerModel {
  readonly model: ModelState;
  readonly table: TableSummary;
  readonly source: DataSource;
  readonly testTable: TableSummary | null;
  /** What its document was named after. */
  readonly subject: string;
}

/** Keeps the last trained model in reach until the next training begins. */
export class Former {
  held = $state.raw<FormerModel | null>(null);
  /** Whether another model stands where the held one was. */
  readonly replaced = $derived.by(
    () => this.held !== null && this.held.model.id !== this.#training.model?.id,
  );
  readonly #engine: () => Engine;
  readonly #data: DataState;
  readonly #training: TrainingRun;
  readonly #files: Files;

  constructor(engine: () => Engine, data: DataState, training: TrainingRun, files: Files) {
    this.#engine = engine;
    this.#data = data;
    this.#training = training;
    this.#files = files;
  }

  /** To be called before an edit that may replace the model: keeps it if it is trained. */
  hold(): void {
    const { model, step } = this.#training;
    const { table, source, testTable } = this.#data;
    if (!model || model.dataset === null || step === 0 || !table || !source) return;
    if (this.held?.model.id === model.id) return;
    this.drop();
    this.held = { model, table, source, testTable, subject: this.#files.subject };
    this.#training.kept.add(model.id);
    this.#data.kept = table.id;
    this.#files.kept = source.kind === "file" ? source.token : null;
  }

  /** Gives the held model out, to be shown again; what it needs is no longer kept here. */
  take(): FormerModel | null {
    const { held } = this;
    this.forget();
    return held;
  }

  /** Gives the held model up, with what only it needs. */
  drop(): void {
    const held = this.release();
    if (held && held.id !== this.#training.model?.id)
      this.#close(this.#engine().closeModel(held.id));
  }

  /** Gives the held model out, and gives up the table that only it needs. */
  release(): ModelState | null {
    const held = this.take();
    if (!held) return null;
    const { model, table, source } = held;
    if (table.id !== this.#data.table?.id) this.#close(this.#engine().closeTable(table.id));
    const current = this.#data.source;
    const isCurrent =
      current?.kind === "file" && source.kind === "file" && current.token === source.token;
    if (source.kind === "file" && !isCurrent) this.#files.release(source.token);
    return model;
  }

  /** The engine and all it held are gone. */
  forget(): void {
    if (this.held) this.#training.kept.delete(this.held.model.id);
    this.held = null;
    this.#data.kept = null;
    this.#files.kept = null;
  }

  #close(closed: Promise<void>): void {
    void closed.catch(() => {});
  }
}
