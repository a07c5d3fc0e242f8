import type { FileKind, OpenedFile } from "../../src-main/ipc.ts";
import { t } from "../../src-words/words.svelte.ts";
import type {
  DataSource,
  FileSource,
  ModelState,
  ReadableSource,
  ReadingOptions,
  TableSummary,
} from "../../src-worker/api.ts";
import { Runs } from "./runs.svelte.ts";
import { tokensOf } from "./sources.ts";
import { SHOWN_AFTER_MS } from "./tasks.svelte.ts";
import type { Work } from "./work.svelte.ts";

/** How something is opened. */
interface Way<T> {
  /** @param begun hears the name of the task that reads it */
  read(begun: (task: string) => void): Promise<T>;
  show(read: T): Promise<void>;
  /** It is not to be shown any more: gives back what was read (null: nothing) and its files. */
  leave(read: T | null): void;
}

/** What an opened file is for the window: the document that saving writes, and its name. */
interface Shown {
  readonly document: OpenedFile | null;
  readonly title: string;
}

/** Opens tables, models and projects, each read aside first; what was opened last is shown. */
export class Opening {
  readonly #work: Work;
  #turn = 0;
  #reading = "";
  #pasted = 0;

  constructor(work: Work) {
    this.#work = work;
  }

  async askFor(kind: FileKind): Promise<void> {
    await this.#openIfAny(await this.#work.files.ask(kind));
  }

  async askForFolder(): Promise<void> {
    await this.#openIfAny(await this.#work.files.askForFolder());
  }

  async openDropped(file: File): Promise<void> {
    await this.#openIfAny(await this.#work.files.dropped(file));
  }

  async openRecent(id: string): Promise<void> {
    await this.#openIfAny(await this.#work.files.openRecent(id));
  }

  async openFile(file: OpenedFile): Promise<void> {
    if (file.kind === "model") await this.#openModel(file);
    else if (file.kind === "project") await this.#openProject(file);
    else if (file.kind === "lesson") this.#work.lessonFile = file;
    else await this.openSource(sourceOf(file));
  }

  /**
   * Opens a table: the data of the model that waits for it, or the start of something new.
   * @returns whether it is open now: the user may have opened something else meanwhile
   */
  openSource(source: DataSource): Promise<boolean> {
    const { data, files, former, notices, build } = this.#work;
    return this.#open<TableSummary>({
      read: (begun) => data.read(source, begun),
      show: async (table) => {
        if (this.#work.awaitsData) return this.#attach(table, source);
        if (files.edited) former.hold();
        this.#work.use(table, source);
        this.#work.startAfresh();
        files.setDocument(null, table.name);
        notices.clear();
        await build.dataEdited();
      },
      leave: (table) => this.#leave(table, source),
    });
  }

  /** Reads the open file, or the one that was refused, otherwise than before. */
  async reread(source: ReadableSource, reading: ReadingOptions): Promise<void> {
    await this.openSource({ ...source, reading });
  }

  /** Asks for the labels of the rows of the open file. */
  async askForLabels(): Promise<void> {
    const { source } = this.#work.data;
    const file = source?.kind === "file" ? await this.#work.files.ask("data") : null;
    if (source?.kind !== "file" || !file) return;
    await this.openSource({ ...source, labels: { token: file.token, name: file.name } });
  }

  /** Opens a table that was copied in another program. */
  async paste(text: string): Promise<void> {
    this.#pasted += 1;
    const name =
      this.#pasted === 1
        ? t("Pasted table")
        : t("Pasted table {number}", { number: String(this.#pasted) });
    await this.openSource({ kind: "text", name, text });
  }

  /** Asks for a file whose rows are the test part. @returns its table; null: none is wanted */
  async askForTestTable(): Promise<TableSummary | null> {
    const { data, files, link } = this.#work;
    const { source, types, table: of } = data;
    if (this.#work.awaitsData) return null;
    const file = await files.ask("data");
    if (!file) return null;
    const { reading = {} } = source && source.kind !== "sample" ? source : {};
    const table = await data
      .read({ ...sourceOf(file), reading: { ...reading, types: { ...reading.types, ...types } } })
      .finally(() => {
        data.refused = null;
        files.release(file.token);
      });
    if (data.table === of && !this.#work.awaitsData) return table;
    // Something else was opened meanwhile, of which it is not the test part.
    await link.engine.closeTable(table.id);
    return null;
  }

  /** Gives the model that waits for its data the table that is open. */
  async attachOpenTable(): Promise<void> {
    const { table, source } = this.#work.data;
    if (table && source) await this.#work.inTurn(() => this.#attach(table, source));
  }

  /** Says what a file of tensors alone does not: the activation of each layer. */
  async setActivations(names: readonly string[]): Promise<void> {
    const { training, network, files, look, link } = this.#work;
    const { model } = training;
    if (!model) return;
    const known = await link.engine.setActivations(model.id, names);
    training.setModel(known);
    training.options = known.training;
    network.spec = known.network;
    files.setEdited(true);
    await look.refresh("rest");
  }

  /** Gives up the model that waits for its data. */
  async startAnew(): Promise<void> {
    const { training, look, files, data, build } = this.#work;
    training.setModel(null);
    look.clear();
    files.setDocument(null, data.table?.name ?? "Untitled");
    this.#work.startAfresh();
    await build.dataEdited();
  }

  /** Opens kept work: what a crash has left behind, or this window's own (an empty id). @returns whether there was any */
  async recover(id: string): Promise<boolean> {
    const { keeper, files } = this.#work;
    const kept = await keeper.recover(id);
    if (!kept || (!kept.table && !kept.model)) return false;
    const { table, model, title } = kept;
    // No moment may save into what was kept aside: it is nobody's document.
    const as = { document: null, title };
    if (table && !(await this.#openProject(table, as))) return true;
    if (model) {
      if (!(await this.#openModel(model, as))) return true;
      if (table) await this.attachOpenTable();
    }
    files.setDocument(null, title);
    files.setEdited(true);
    await keeper.recovered(kept.id);
    return true;
  }

  async #openIfAny(file: OpenedFile | null): Promise<void> {
    if (file) await this.openFile(file);
  }

  #openModel(file: OpenedFile, as: Shown = shownAs(file)): Promise<boolean> {
    const { tasks, link, files, former, network, notices, look } = this.#work;
    const foreign = /\.onnx$/i.test(file.name);
    const source = sourceOf(file);
    return this.#open<ModelState>({
      read: (begun) =>
        tasks.run(t("Reading {name}", { name: file.name }), (task, progress) => {
          begun(task);
          return foreign
            ? link.engine.importModel(source, task, progress)
            : link.engine.openModel(source, task, progress);
        }),
      show: async (model) => {
        if (files.edited) former.hold();
        this.#work.take(model);
        network.proposal = null;
        notices.clearErrors();
        // What came from another program is saved as a file of its own.
        const document = foreign ? null : as.document;
        files.setDocument(document, as.title);
        if (!document) files.release(file.token);
        await look.refresh("rest");
      },
      leave: (model) => {
        if (model) drop(link.engine.closeModel(model.id));
        files.release(file.token);
      },
    });
  }

  #openProject(file: OpenedFile, as: Shown = shownAs(file)): Promise<boolean> {
    const { tasks, link, files, former, runs, notices, build } = this.#work;
    const source = sourceOf(file);
    return this.#open({
      read: (begun) =>
        tasks.run(t("Reading {name}", { name: file.name }), (task, progress) => {
          begun(task);
          return link.engine.openProject(source, task, progress);
        }),
      show: async ({ table, model, runs: kept }) => {
        if (files.edited) former.hold();
        files.setDocument(as.document, as.title);
        this.#work.use(table, source);
        notices.clear();
        this.#work.startAfresh();
        const key = Runs.tableKey(table);
        for (const run of kept) runs.remark(runs.add(run.model, key).number, run.note);
        if (model) await this.#work.show(model);
        else await build.dataEdited();
      },
      leave: (project) => {
        const models = project ? [project.model, ...project.runs.map(({ model }) => model)] : [];
        for (const model of models) if (model) drop(link.engine.closeModel(model.id));
        this.#leave(project?.table ?? null, source);
      },
    });
  }

  /** @returns whether it is open now, and nothing that the user has opened after it */
  async #open<T>({ read, show, leave }: Way<T>): Promise<boolean> {
    const { training, link } = this.#work;
    const turn = ++this.#turn;
    // What is still being read is not wanted any more.
    drop(link.engine.cancel(this.#reading));
    await training.pause();
    let found: T;
    try {
      found = await read((task) => {
        this.#reading = task;
      });
    } catch (error) {
      if (turn === this.#turn) throw error;
      leave(null);
      return false;
    }
    return this.#work.inTurn(async () => {
      if (turn !== this.#turn) {
        leave(found);
        return false;
      }
      await show(found);
      return true;
    });
  }

  async #attach(table: TableSummary, source: DataSource): Promise<void> {
    const { training, link, data, notices, tasks } = this.#work;
    const { model } = training;
    if (!model) return;
    const attached = await tasks
      .run(
        t("Coding the columns of {name}", { name: table.name }),
        (task, progress) => link.engine.attach(model.id, table.id, null, task, progress),
        SHOWN_AFTER_MS,
      )
      .catch((error) => {
        if (data.table !== table) this.#leave(table, source);
        throw error;
      });
    if (data.table !== table) this.#work.use(table, source);
    await this.#work.show(attached);
    notices.clearErrors();
  }

  /** Gives back a table that was read (null: it could not be), and its files but for those of the open one. */
  #leave(table: TableSummary | null, source: DataSource): void {
    const { link, data, files } = this.#work;
    if (table) drop(link.engine.closeTable(table.id));
    if (data.refused === source) data.refused = null;
    const open = tokensOf(data.source);
    for (const token of tokensOf(source)) if (!open.includes(token)) files.release(token);
  }
}

const shownAs = (file: OpenedFile): Shown => ({ document: file, title: file.name });

const sourceOf = ({ token, name }: OpenedFile): FileSource => ({ kind: "file", token, name });

/** Closing what is gone already is no failure. */
function drop(closed: Promise<void>): void {
  void closed.catch(() => {});
}
