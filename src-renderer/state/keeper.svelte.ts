import type { Bridge, LostWork, RecoveredWork } from "../../src-main/ipc.ts";
import type { Engine } from "../../src-worker/api.ts";
import type { DataState } from "./data.svelte.ts";
import type { Files } from "./files.svelte.ts";
import type { Notices } from "./notices.svelte.ts";
import type { TrainingRun } from "./training.svelte.ts";

const LOOK_MS = 250;
/** So often a running training is kept: with the time that keeping takes, at most 5 s are lost. */
const TRAINING_MS = 2500;
/** A larger table is not copied aside: its own file is there to be opened again. */
const LARGEST_TABLE = 32 * 2 ** 20;

/** What is looked after. */
interface Kept {
  readonly data: DataState;
  readonly files: Files;
  readonly training: TrainingRun;
  readonly notices: Notices;
}

/** Keeps unsaved work where it outlives a crash of the page, the engine or the program. */
export class Keeper {
  /** Work that a crash has left behind. */
  lost = $state.raw<readonly LostWork[]>([]);
  readonly #engine: () => Engine;
  readonly #bridge: Bridge;
  readonly #parts: Kept;
  #table: number | null = null;
  #model = { id: -1, step: -1, options: null as unknown, at: Number.NEGATIVE_INFINITY };
  #busy = false;
  #failed = false;

  constructor(engine: () => Engine, bridge: Bridge, parts: Kept) {
    this.#engine = engine;
    this.#bridge = bridge;
    this.#parts = parts;
  }

  /** Begins to look after the work. @returns ends it */
  start(): () => void {
    const timer = setInterval(() => void this.look(), LOOK_MS);
    return () => clearInterval(timer);
  }

  async findLost(): Promise<void> {
    this.lost = await this.#bridge.lostWork();
  }

  async discard(id: string): Promise<void> {
    await this.#bridge.discardWork(id);
    await this.findLost();
  }

  /** The files of some lost work, or of this window's own (an empty id); null: told why not. */
  async recover(id: string): Promise<RecoveredWork | null> {
    const work = await this.#bridge.recoverWork(id);
    if (!("failure" in work)) return work;
    await this.findLost();
    if (id !== "") this.#parts.notices.fail(work.failure);
    return null;
  }

  /** The work of that id is open now, and kept already. */
  async recovered(id: string): Promise<void> {
    await this.#bridge.adoptWork(id);
    await this.findLost();
    const { data, training } = this.#parts;
    this.#table = data.table?.id ?? null;
    this.#model = { ...this.#present(), at: performance.now() };
    if (!training.model) this.#model.id = -1;
  }

  /** Keeps what has changed since it last did. */
  async look(): Promise<void> {
    const { data, files, training } = this.#parts;
    const { table } = data;
    const { model } = training;
    if (this.#busy || !files.edited || !table || !model || model.dataset === null) return;
    const present = this.#present();
    const kept = this.#model;
    const edited = present.id !== kept.id || present.options !== kept.options;
    const trained = present.step !== kept.step && performance.now() - kept.at >= TRAINING_MS;
    const other = table.id !== this.#table;
    if (!other && !edited && !trained && (training.running || present.step === kept.step)) return;
    this.#busy = true;
    try {
      if (other) await this.#keepTable(table);
      await this.#send("model", await this.#engine().saveModel(model.id));
      this.#table = table.id;
      this.#model = { ...present, at: performance.now() };
      this.#failed = false;
    } catch (error) {
      this.#model = { ...this.#model, at: performance.now() };
      if (training.model?.id === model.id && !this.#failed) {
        this.#failed = true;
        this.#parts.notices.report(error);
      }
    } finally {
      this.#busy = false;
    }
  }

  #present() {
    const { model, step, options } = this.#parts.training;
    return { id: model?.id ?? -1, step, options: options as unknown };
  }

  async #keepTable(table: { id: number; rows: number; columns: readonly unknown[] }) {
    const size = table.rows * table.columns.length * Float32Array.BYTES_PER_ELEMENT;
    const small = size <= LARGEST_TABLE;
    const bytes = small ? await this.#engine().saveProject(table.id, null, []) : new Uint8Array(0);
    await this.#send("table", bytes);
  }

  async #send(part: "table" | "model", bytes: Uint8Array): Promise<void> {
    const title = this.#parts.files.title;
    const failed = await this.#bridge.keepWork({ part, bytes, title });
    if (failed && !this.#failed) {
      this.#failed = true;
      this.#parts.notices.fail(failed.failure);
    }
  }
}
