import { createContext } from "svelte";
import type { FileKind, OpenedFile } from "../../src-main/ipc.ts";
import type {
  ColumnType,
  DataSource,
  Part,
  ReadableSource,
  ReadingOptions,
  TrainingOptions,
} from "../../src-worker/api.ts";
import type { Trial } from "../drawing/search-plan.ts";
import type { Role } from "./data.svelte.ts";
import { Editing } from "./editing.ts";
import { Opening } from "./opening.ts";
import { Saving } from "./saving.ts";
import { Timeline } from "./timeline.ts";
import { Trainer } from "./trainer.ts";
import { Work } from "./work.svelte.ts";

/** What the window shows first: two features, quick to learn, nice to look at. */
const FIRST_SAMPLE = "moons";

/**
 * The user's whole work: data → network → training, and all that can be done with it. What fails
 * is told to the user here, so that a control may call and forget.
 */
export class Workbench extends Work {
  readonly #opening = new Opening(this);
  readonly #editing = new Editing(this);
  readonly #timeline = new Timeline(this);
  readonly #trainer = new Trainer(this);
  readonly #saving = new Saving(this);

  start(): Promise<void> {
    return this.#attempt(async () => {
      await Promise.all([this.settings.load(), this.files.loadRecent(), this.keeper.findLost()]);
      this.catalogue = await this.link.engine.catalogue();
      await this.compute.begin();
      const { samples } = this.catalogue;
      const first = samples.find(({ name }) => name === FIRST_SAMPLE) ?? samples[0];
      // A file may have come from outside meanwhile.
      if (first && !this.data.table && !this.training.model && this.tasks.running.length === 0) {
        await this.#opening.openSource({ kind: "sample", name: first.name });
      }
    });
  }

  /** Starts the worker again, with the work as it was last kept or saved, or else the same data. */
  restart(): Promise<void> {
    const { source } = this.data;
    const { document, edited } = this.files;
    this.forget();
    this.link.restart();
    return this.#attempt(async () => {
      this.catalogue = await this.link.engine.catalogue();
      await this.compute.begin();
      if (edited && (await this.#opening.recover(""))) return;
      if (document) await this.#opening.openFile(document);
      if (source && document?.kind !== "project") await this.#opening.openSource(source);
    });
  }

  askFor(kind: FileKind): Promise<void> {
    return this.#attempt(() => this.#opening.askFor(kind));
  }

  askForFolder(): Promise<void> {
    return this.#attempt(() => this.#opening.askForFolder());
  }

  openDropped(file: File): Promise<void> {
    return this.#attempt(() => this.#opening.openDropped(file));
  }

  openRecent(id: string): Promise<void> {
    return this.#attempt(() => this.#opening.openRecent(id));
  }

  openFile(file: OpenedFile): Promise<void> {
    return this.#attempt(() => this.#opening.openFile(file));
  }

  openSource(source: DataSource): Promise<void> {
    return this.#attempt(() => this.#opening.openSource(source));
  }

  /** Opens data with these hidden layers before the output layer that it needs. */
  openExample(
    source: DataSource,
    hidden: readonly { readonly units: number; readonly activation: string }[],
  ): Promise<void> {
    return this.#attempt(async () => {
      if (await this.#opening.openSource(source)) await this.#editing.setHidden(hidden);
    });
  }

  reread(source: ReadableSource, reading: ReadingOptions): Promise<void> {
    return this.#attempt(() => this.#opening.reread(source, reading));
  }

  askForLabels(): Promise<void> {
    return this.#attempt(() => this.#opening.askForLabels());
  }

  /** Asks for a file whose rows are the test part. */
  askForTestTable(): Promise<void> {
    return this.#attempt(async () => {
      const table = await this.#opening.askForTestTable();
      if (table) await this.#editing.editData(() => this.data.setTestTable(table));
    });
  }

  paste(text: string): Promise<void> {
    return this.#attempt(() => this.#opening.paste(text));
  }

  attachOpenTable(): Promise<void> {
    return this.#attempt(() => this.#opening.attachOpenTable());
  }

  setActivations(names: readonly string[]): Promise<void> {
    return this.#attempt(() => this.#opening.setActivations(names));
  }

  startAnew(): Promise<void> {
    return this.#attempt(() => this.#opening.startAnew());
  }

  /** Opens what a crash has left behind. */
  recover(id: string): Promise<void> {
    return this.#attempt(() => this.#opening.recover(id));
  }

  retype(column: string, type: ColumnType): Promise<void> {
    return this.#attempt(() => this.#editing.retype(column, type));
  }

  setRole(column: string, role: Role): Promise<void> {
    return this.#attempt(() => this.#editing.setRole(column, role));
  }

  editData(change: () => void): Promise<void> {
    return this.#attempt(() => this.#editing.editData(change));
  }

  editNetwork(change: () => void): Promise<void> {
    return this.#attempt(() => this.#editing.editNetwork(change));
  }

  addLayer(): Promise<void> {
    return this.#attempt(() => this.#editing.addLayer());
  }

  removeLayer(place?: number): Promise<void> {
    return this.#attempt(() => this.#editing.removeLayer(place));
  }

  useProposal(): Promise<void> {
    return this.#attempt(() => this.#editing.useProposal());
  }

  editTraining(change: Partial<TrainingOptions>): Promise<void> {
    return this.#attempt(() => this.#editing.editTraining(change));
  }

  undo(): Promise<void> {
    return this.#attempt(() => this.#timeline.undo());
  }

  redo(): Promise<void> {
    return this.#attempt(() => this.#timeline.redo());
  }

  lookBack(step: number): Promise<void> {
    return this.#attempt(() => this.#timeline.lookBack(step));
  }

  lookForward(): Promise<void> {
    return this.#attempt(() => this.#timeline.lookForward());
  }

  openRun(number: number): Promise<void> {
    return this.#attempt(() => this.#timeline.openRun(number));
  }

  takeBack(): Promise<void> {
    return this.#attempt(() => this.#timeline.takeBack());
  }

  playPause(): Promise<void> {
    return this.#attempt(() => this.#trainer.playPause());
  }

  train(until: { steps?: number; epochs?: number }): Promise<void> {
    return this.#attempt(() => this.#trainer.train(until));
  }

  rewind(): Promise<void> {
    return this.#attempt(() => this.#trainer.rewind());
  }

  tryMany(trials: readonly Trial[], epochs: number): Promise<void> {
    return this.#attempt(() => this.#trainer.tryMany(trials, epochs));
  }

  crossValidate(): Promise<void> {
    return this.#attempt(() => this.#trainer.crossValidate());
  }

  chooseAxes(x: string, y: string): Promise<void> {
    this.look.xChoice = x;
    this.look.yChoice = y;
    return this.#attempt(() => this.look.refresh(this.training.running ? "training" : "rest"));
  }

  showResults(part: Part | null, start = 0): Promise<void> {
    this.results.choice = part;
    return this.#attempt(() => this.results.refresh(start));
  }

  save(askForPlace: boolean): Promise<void> {
    return this.#attempt(() => this.#saving.save(askForPlace));
  }

  saveProject(): Promise<void> {
    return this.#attempt(() => this.#saving.saveProject());
  }

  exportModel(name: string): Promise<void> {
    return this.#attempt(() => this.#saving.exportModel(name));
  }

  /** Prints the report about the model, or writes it as PDF. */
  report(how: "print" | "pdf"): Promise<void> {
    return this.#attempt(() => this.#saving.report(how));
  }

  cancel(task: string): Promise<void> {
    return this.#attempt(() => this.link.engine.cancel(task));
  }

  /** Does something of which failure is told to the user. */
  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.notices.report(error);
    }
  }
}

export const [useWorkbench, provideWorkbench] = createContext<Workbench>();
