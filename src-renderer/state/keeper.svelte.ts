import type { Bridge, LostWork, RecoveredWork } from "../../src-main/ipc.ts";
import type { Engine, TableSummary } from "../../src-worker/api.ts";
import type { DataState } from "./data.svelte.ts";
import type { Files } from "./files.svelte.ts";
import type { Former } from "./former.svelte.ts";
import type { Notices } from "./notices.svelte.ts";
import { Runs } from "./runs.svelte.ts";
import type { TrainingRun } from "./training.svelte.ts";

const LOOK_MS = 250;
/** So often a running training is kept: even where keeping takes 2 s, at most 5 s are lost. */
const TRAINING_MS = 2000;
/** Of the time, keeping the table and the runs again and again takes no more than this share. */
const SHARE_OF_RUNS = 0.1;
/** A larger table is not copied aside: its own file is there to be opened again. */
const LARGEST_TABLE = 32 * 2 ** 20;

/** No more bytes at once go to the main process: the page stands still while they are copied. */
const PIECE = 4 * 2 ** 20;

const isSmall = ({ rows, columns }: TableSummary): boolean =>
  rows * columns.length * Float32Array.BYTES_PER_ELEMENT <= LARGEST_TABLE;

const NO_RUNS = { key: "[]", from: Number.NEGATIVE_INFINITY };
const NO_MODEL = { id: -1, step: -1, options: null as unknown, at: Number.NEGATIVE_INFINITY };

/** What is looked after. */
interface Kept {
  readonly data: DataState;
  readonly files: Files;
  readonly training: TrainingRun;
  readonly notices: Notices;
  readonly runs: Runs;
  readonly former: Former;
}

/** Keeps unsaved work where it outlives a crash of the page, the engine or the program. */
export class Keeper {
  /** Work that a crash has left behind. */
  lost = $state.raw<readonly LostWork[]>([]);
  readonly #engine: () => Engine;
  readonly #bridge: Bridge;
  readonly #parts: Kept;
  #table: number | null = null;
  /** The runs that are kept with the table, and when they may be kept again. */
  #runs = NO_RUNS;
  #model = NO_MODEL;
  /** Counts the engines there were. */
  #generation = 0;
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
    this.#runs.key = JSON.stringify(this.#presentRuns());
    this.#model = { ...this.#present(), at: performance.now() };
    if (!training.model) this.#model.id = -1;
  }

  /** The engine has ended: what the next one gives the same numbers is something else. */
  forget(): void {
    this.#generation += 1;
    this.#table = null;
    this.#runs = NO_RUNS;
    this.#model = NO_MODEL;
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
    const runs = this.#presentRuns();
    const key = JSON.stringify(runs);
    const branched = key !== this.#runs.key && performance.now() >= this.#runs.from;
    const other = table.id !== this.#table || (branched && isSmall(table));
    if (!other && !edited && !trained && (training.running || present.step === kept.step)) return;
    this.#busy = true;
    const generation = this.#generation;
    try {
      if (other) await this.#keepTable(table, runs, key);
      if (generation !== this.#generation) return;
      // What is trained from here on is not in the bytes.
      const at = performance.now();
      await this.#send("model", await this.#engine().saveModel(model.id));
      if (generation !== this.#generation) return;
      this.#table = table.id;
      this.#model = { ...present, at };
      this.#failed = false;
    } catch (error) {
      this.#model = { ...this.#model, at: performance.now() };
      const same = training.model?.id === model.id && key === JSON.stringify(this.#presentRuns());
      if (same && !this.#failed) {
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

  /** The trained models on the open table beside the present one: a crash takes none of them. */
  #presentRuns(): { model: number; note: string }[] {
    const { data, runs, former } = this.#parts;
    const { held, replaced } = former;
    const on = data.table ? runs.on(Runs.tableKey(data.table)) : [];
    const trained = held && replaced && held.table === data.table;
    return trained ? [...on, { model: held.model.id, note: "" }] : on;
  }

  async #keepTable(
    table: TableSummary,
    runs: readonly { model: number; note: string }[],
    key: string,
  ): Promise<void> {
    const start = performance.now();
    const bytes = isSmall(table)
      ? await this.#engine().saveProject(table.id, null, runs)
      : new Uint8Array(0);
    await this.#send("table", bytes);
    const end = performance.now();
    this.#runs = { key, from: end + (end - start) / SHARE_OF_RUNS };
  }

  async #send(part: "table" | "model", bytes: Uint8Array): Promise<void> {
    const title = this.#parts.files.title;
    let at = 0;
    do {
      // A copy: a view would take the whole buffer along.
      const piece = bytes.slice(at, at + PIECE);
      at += piece.length;
      const rest = bytes.length - at;
      const failed = await this.#bridge.keepWork({ part, bytes: piece, rest, title });
      if (!failed) continue;
      if (!this.#failed) this.#parts.notices.fail(failed.failure);
      this.#failed = true;
      return;
    } while (at < bytes.length);
  }
}
