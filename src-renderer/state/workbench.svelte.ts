import { createContext } from "svelte";
import type { Bridge, FileKind, OpenedFile } from "../../src-main/ipc.ts";
import type {
  Catalogue,
  ColumnType,
  DataSource,
  Engine,
  LiveOptions,
  ModelSpec,
  ModelState,
  Part,
  ReadableSource,
  ReadingOptions,
  TableSummary,
  TrainingOptions,
} from "../../src-worker/api.ts";
import type { Trial } from "../drawing/search-plan.ts";
import { Build } from "./build.ts";
import { CrossValidationState } from "./cross-validation.svelte.ts";
import { DataState, type Role } from "./data.svelte.ts";
import { type Draft, Edits } from "./edits.svelte.ts";
import type { EngineLink } from "./engine.svelte.ts";
import { Files } from "./files.svelte.ts";
import { Former } from "./former.svelte.ts";
import { Keeper } from "./keeper.svelte.ts";
import { Look } from "./look.svelte.ts";
import { NetworkState } from "./network.svelte.ts";
import { Notices } from "./notices.svelte.ts";
import { Results } from "./results.svelte.ts";
import { Runs } from "./runs.svelte.ts";
import { Search } from "./search.svelte.ts";
import { SettingsState } from "./settings.svelte.ts";
import { Tasks } from "./tasks.svelte.ts";
import { TrainingRun } from "./training.svelte.ts";

/** What the window shows first: two features, quick to learn, nice to look at. */
const FIRST_SAMPLE = "moons";

/**
 * The user's whole work: data → network → training. Each edit makes what depends on it anew, so
 * that what is seen always belongs together.
 */
export class Workbench {
  catalogue = $state.raw<Catalogue | null>(null);
  readonly link: EngineLink;
  readonly notices = new Notices();
  readonly tasks = new Tasks();
  readonly settings: SettingsState;
  readonly files: Files;
  readonly data: DataState;
  readonly network = new NetworkState();
  readonly training: TrainingRun;
  readonly look: Look;
  readonly results: Results;
  /** The trained model that an edit or other data replaced. */
  readonly former: Former;
  readonly crossValidation: CrossValidationState;
  readonly edits = new Edits();
  readonly runs: Runs;
  readonly search: Search;
  readonly keeper: Keeper;
  /** A lesson that was opened and that the view of lessons has not taken yet. */
  lessonFile = $state.raw<OpenedFile | null>(null);
  /** Key of a lesson that is to be read, until the view of lessons has turned to it. */
  lessonWish = $state<string | null>(null);
  /** A model file is open whose data is not. */
  readonly awaitsData = $derived.by(() => this.training.model?.dataset === null);
  readonly #build: Build;
  #retyped: Promise<void> = Promise.resolve();
  #opening = 0;
  #pasted = 0;

  constructor(link: EngineLink, bridge: Bridge) {
    this.link = link;
    const engine = (): Engine => link.engine;
    this.settings = new SettingsState(bridge);
    this.files = new Files(bridge, this.notices);
    this.data = new DataState(engine, this.tasks);
    this.training = new TrainingRun(engine);
    this.crossValidation = new CrossValidationState(engine, this.tasks);
    this.look = new Look(engine, this.data, this.training);
    this.results = new Results(engine, this.data, this.training);
    this.#build = new Build(engine, this, this.notices);
    this.runs = new Runs(engine, this.training);
    this.search = new Search(engine);
    this.keeper = new Keeper(engine, bridge, this);
    this.former = new Former(engine, this.data, this.training, this.files);
  }

  start(): Promise<void> {
    return this.#attempt(async () => {
      await Promise.all([this.settings.load(), this.files.loadRecent(), this.keeper.findLost()]);
      this.catalogue = await this.link.engine.catalogue();
      const { samples } = this.catalogue;
      const first = samples.find(({ name }) => name === FIRST_SAMPLE) ?? samples[0];
      // A file may have come from outside meanwhile.
      if (first && !this.data.table && !this.training.model && this.tasks.running.length === 0) {
        await this.openSource({ kind: "sample", name: first.name });
      }
    });
  }

  /** Starts the worker again, with the work as it was last kept or saved, or else the same data. */
  restart(): Promise<void> {
    const { source } = this.data;
    const { document } = this.files;
    this.former.forget();
    this.runs.forget();
    this.data.table = null;
    this.data.dataset = null;
    this.training.setModel(null);
    this.look.clear();
    this.results.clear();
    this.link.restart();
    return this.#attempt(async () => {
      this.catalogue = await this.link.engine.catalogue();
      const { edited } = this.files;
      if (edited && (await this.#openKept(""))) return;
      if (document) await this.openFile(document);
      if (source && document?.kind !== "project") await this.openSource(source);
    });
  }

  async askFor(kind: FileKind): Promise<void> {
    await this.#attempt(async () => this.#openIfAny(await this.files.ask(kind)));
  }

  async askForFolder(): Promise<void> {
    await this.#attempt(async () => this.#openIfAny(await this.files.askForFolder()));
  }

  async openDropped(file: File): Promise<void> {
    await this.#attempt(async () => this.#openIfAny(await this.files.dropped(file)));
  }

  async openRecent(id: string): Promise<void> {
    await this.#attempt(async () => this.#openIfAny(await this.files.openRecent(id)));
  }

  openFile(file: OpenedFile): Promise<void> {
    if (file.kind === "model") return this.#attempt(() => this.#openModel(file));
    if (file.kind === "project") return this.#attempt(() => this.#openProject(file));
    if (file.kind === "lesson") {
      this.lessonFile = file;
      return Promise.resolve();
    }
    return this.openSource({ kind: "file", token: file.token, name: file.name });
  }

  /** Opens a table: the data of the model that waits for it, or the start of something new. */
  openSource(source: DataSource): Promise<void> {
    return this.#attempt(async () => {
      const opening = ++this.#opening;
      await this.training.pause();
      const table = await this.data.read(source);
      if (opening !== this.#opening) {
        // The user has chosen yet another meanwhile.
        void this.link.engine.closeTable(table.id);
        if (source.kind === "file") this.files.release(source.token);
        return;
      }
      if (this.awaitsData) return this.#attach(table, source);
      if (this.files.edited) this.former.hold();
      this.#use(table, source);
      this.#build.keepHidden = false;
      this.#build.keepOptions = false;
      this.files.setDocument(null, table.name);
      this.notices.clear();
      await this.#build.dataEdited();
    });
  }

  /** Reads the open file, or the one that was refused, otherwise than before. */
  reread(source: ReadableSource, reading: ReadingOptions): Promise<void> {
    return this.openSource({ ...source, reading });
  }

  /** Asks for the labels of the rows of the open file. */
  askForLabels(): Promise<void> {
    return this.#attempt(async () => {
      const { source } = this.data;
      const file = source?.kind === "file" ? await this.files.ask("data") : null;
      if (source?.kind !== "file" || !file) return;
      await this.openSource({ ...source, labels: { token: file.token, name: file.name } });
    });
  }

  /** Asks for a file whose rows are the test part. */
  askForTestTable(): Promise<void> {
    return this.#attempt(async () => {
      const { source: open } = this.data;
      const file = await this.files.ask("data");
      if (!file) return;
      const { reading = {} } = open && open.kind !== "sample" ? open : {};
      const types = this.data.types;
      const source = { kind: "file", token: file.token, name: file.name } as const;
      const table = await this.data
        .read({ ...source, reading: { ...reading, types: { ...reading.types, ...types } } })
        .finally(() => this.files.release(file.token));
      this.data.refused = null;
      await this.editData(() => this.data.setTestTable(table));
    });
  }

  /** Opens a table that was copied in another program. */
  paste(text: string): Promise<void> {
    this.#pasted += 1;
    const name = this.#pasted === 1 ? "Pasted table" : `Pasted table ${this.#pasted}`;
    return this.openSource({ kind: "text", name, text });
  }

  /** Gives the model that waits for its data the table that is open. */
  attachOpenTable(): Promise<void> {
    return this.#attempt(async () => {
      const { table, source } = this.data;
      if (table && source) await this.#attach(table, source);
    });
  }

  /** Says what a file of tensors alone does not: the activation of each layer. */
  setActivations(names: readonly string[]): Promise<void> {
    return this.#attempt(async () => {
      const { model } = this.training;
      if (!model) return;
      const known = await this.link.engine.setActivations(model.id, names);
      this.training.setModel(known);
      this.training.options = known.training;
      this.network.spec = known.network;
      this.files.setEdited(true);
      await this.look.refresh("rest");
    });
  }

  /** Gives up the model that waits for its data. */
  startAnew(): Promise<void> {
    this.training.setModel(null);
    this.look.clear();
    this.files.setDocument(null, this.data.table?.name ?? "Untitled");
    this.#build.keepHidden = false;
    this.#build.keepOptions = false;
    return this.#build.dataEdited();
  }

  retype(column: string, type: ColumnType): Promise<void> {
    // One after the other: each reads the table anew with the types of the one before.
    this.#retyped = this.#retyped.then(() =>
      this.#attempt(async () => {
        const before = this.#draft;
        this.former.hold();
        await this.data.retype({ [column]: type });
        this.edits.record(before, `type of ${column}`);
        this.files.setEdited(true);
        await this.#build.dataEdited();
      }),
    );
    return this.#retyped;
  }

  setRole(column: string, role: Role): Promise<void> {
    return this.editData(() => this.data.setRole(column, role));
  }

  /** Changes how the table is used; a new model follows. */
  editData(change: () => void): Promise<void> {
    if (this.awaitsData) return Promise.resolve();
    this.#leavePast();
    this.edits.record(this.#draft, "data");
    this.former.hold();
    change();
    this.files.setEdited(true);
    return this.#build.dataEdited();
  }

  /** Changes the architecture; a new model follows. */
  editNetwork(change: () => void): Promise<void> {
    if (this.awaitsData) return Promise.resolve();
    const { spec } = this.network;
    const before = this.#draft;
    change();
    if (spec && this.network.spec === spec) return Promise.resolve();
    this.#leavePast();
    this.edits.record(before, "network");
    this.former.hold();
    this.#build.keepHidden = true;
    this.files.setEdited(true);
    return this.#build.request();
  }

  /** Opens data with these hidden layers before the output layer that it needs. */
  async openExample(
    source: DataSource,
    hidden: readonly { readonly units: number; readonly activation: string }[],
  ): Promise<void> {
    await this.openSource(source);
    await this.editNetwork(() => {
      const { spec } = this.network;
      const output = spec?.layers.at(-1);
      if (!spec || !output) return;
      const layers = [...hidden.map((layer) => ({ ...layer, bias: true })), output];
      this.network.spec = { ...spec, layers };
    });
  }

  addLayer(): Promise<void> {
    const place = (this.network.spec?.layers.length ?? 1) - 1;
    return this.editNetwork(() => {
      if (!this.network.canAddLayer) return;
      this.network.addLayer();
      this.training.refreeze((layer) => (layer >= place ? layer + 1 : layer));
    });
  }

  /** Removes a hidden layer: the last one unless told which. */
  removeLayer(place = (this.network.spec?.layers.length ?? 0) - 2): Promise<void> {
    return this.editNetwork(() => {
      if (!this.network.removeLayer(place)) return;
      this.training.refreeze((layer) =>
        layer === place ? null : layer > place ? layer - 1 : layer,
      );
    });
  }

  useProposal(): Promise<void> {
    return this.editNetwork(() => {
      if (!this.network.proposal) return;
      this.network.fit(this.network.proposal, false);
      this.training.refreeze(() => null);
    });
  }

  /** Changes options of training: at once where that is possible, or else with a new model. */
  editTraining(change: Partial<TrainingOptions>): Promise<void> {
    const { options, step } = this.training;
    if (!options || this.awaitsData) return Promise.resolve();
    this.edits.record(this.#draft, Object.keys(change).join(" "));
    this.files.setEdited(true);
    const live = ["learningRate", "batch", "epochs"];
    if (
      !this.#build.busy &&
      (step > 0 || this.training.running) &&
      Object.keys(change).every((key) => live.includes(key))
    ) {
      return this.#attempt(() => this.training.adjust(change as LiveOptions));
    }
    this.#leavePast();
    this.former.hold();
    this.training.options = { ...options, ...change };
    this.#build.keepOptions = true;
    return this.#build.request();
  }

  /** Takes the last edit back. */
  undo(): Promise<void> {
    return this.#go(this.edits.undo(this.#draft));
  }

  /** Makes the edit again that was last taken back. */
  redo(): Promise<void> {
    return this.#go(this.edits.redo(this.#draft));
  }

  /** What a model is made from at the moment; null: something is missing or cannot work. */
  get modelSpec(): ModelSpec | null {
    const { dataset } = this.data;
    const { spec: network, blocked } = this.network;
    const { options: training } = this.training;
    if (!dataset || !network || !training || blocked) return null;
    return { dataset: dataset.id, network, training };
  }

  /** Trains the network once a fold, beside the model that is open. */
  crossValidate(): Promise<void> {
    return this.#attempt(async () => {
      await this.#build.settled();
      await this.training.pause();
      if (this.modelSpec) await this.crossValidation.run(this.modelSpec);
    });
  }

  playPause(): Promise<void> {
    return this.training.running ? this.#attempt(() => this.training.pause()) : this.train({});
  }

  train(until: { steps?: number; epochs?: number }): Promise<void> {
    return this.#attempt(async () => {
      this.training.starting = true;
      try {
        await this.#build.settled();
      } finally {
        this.training.starting = false;
      }
      if (!this.training.model || this.awaitsData || this.training.running) return;
      await this.#keepFormer();
      this.#leavePast();
      this.results.clear();
      const run = this.training.run(until);
      this.files.setEdited(true);
      void this.#attempt(() => this.look.follow());
      try {
        await run;
      } finally {
        await this.look.refresh("rest");
        await this.results.refresh();
        await this.runs.findMoments();
      }
    });
  }

  /** Shows the model as it was at a moment of its training; training goes on from there. */
  lookBack(step: number): Promise<void> {
    return this.#attempt(async () => {
      await this.#build.settled();
      await this.training.pause();
      await this.runs.lookBack(step);
      await this.look.refresh("rest");
      await this.results.refresh();
    });
  }

  /** Back from a moment to the model as it is now. */
  lookForward(): Promise<void> {
    return this.#attempt(async () => {
      this.runs.lookForward();
      await this.look.refresh("rest");
      await this.results.refresh();
    });
  }

  /** Makes a kept run the present model; the present one, if it is trained, is kept instead. */
  openRun(number: number): Promise<void> {
    return this.#attempt(async () => {
      await this.#build.settled();
      await this.training.pause();
      const { table } = this.data;
      const { model, step } = this.training;
      if (!table || this.awaitsData) return;
      this.#leavePast();
      if (model && step > 0) this.runs.add(model, Runs.tableKey(table));
      const run = this.runs.take(number);
      if (!run) return;
      await this.#show(await this.link.engine.modelState(run.model.id));
      this.files.setEdited(true);
    });
  }

  /** Trains many models on the open data, which become runs; the present one stays. */
  tryMany(trials: readonly Trial[], epochs: number): Promise<void> {
    return this.#attempt(async () => {
      await this.#build.settled();
      await this.training.pause();
      const { table, dataset } = this.data;
      if (!table || !dataset || this.search.running) return;
      const key = Runs.tableKey(table);
      await this.search.run(dataset.id, trials, epochs, (model) => this.runs.add(model, key));
    });
  }

  /** Goes back to the trained model that an edit or other data replaced. */
  takeBack(): Promise<void> {
    return this.#attempt(async () => {
      await this.#build.settled();
      await this.training.pause();
      const former = this.former.take();
      if (!former) return;
      const {
        model: { id },
        table,
        source,
        subject,
      } = former;
      if (this.data.table !== table) {
        this.#use(table, source);
        this.files.setDocument(null, subject);
      }
      await this.#show(await this.link.engine.modelState(id));
      this.files.setEdited(true);
    });
  }

  rewind(): Promise<void> {
    return this.#attempt(async () => {
      await this.training.rewind();
      await this.runs.findMoments();
      await this.look.refresh("rest");
      await this.results.refresh();
    });
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
    return this.#attempt(async () => {
      await this.#build.settled();
      const { model } = this.training;
      if (!model) return;
      await this.training.pause();
      const { table } = this.data;
      const whole = !askForPlace && this.files.document?.kind === "project" && table !== null;
      const bytes = whole
        ? this.link.engine.saveProject(table.id, model.id, this.runs.on(Runs.tableKey(table)))
        : this.link.engine.saveModel(model.id);
      if (whole) await this.files.save(await bytes);
      else if (askForPlace) await this.files.saveAs(await bytes, "safetensors");
      else await this.files.save(await bytes);
    });
  }

  /** Saves the table and the model on it as one file. */
  saveProject(): Promise<void> {
    return this.#attempt(async () => {
      await this.#build.settled();
      const { table } = this.data;
      if (!table) return;
      await this.training.pause();
      const model = this.awaitsData ? null : (this.training.model?.id ?? null);
      const runs = this.runs.on(Runs.tableKey(table));
      const bytes = await this.link.engine.saveProject(table.id, model, runs);
      await this.files.saveAs(bytes, "chainrule");
    });
  }

  /** Writes the model for other programs. @param name of a format of the catalogue */
  exportModel(name: string): Promise<void> {
    return this.#attempt(async () => {
      await this.#build.settled();
      const { model } = this.training;
      const format = this.catalogue?.exportFormats.find((entry) => entry.name === name);
      if (!model || !format) return;
      const { folder, extension } = format;
      const files = await this.link.engine.exportModel(model.id, name);
      const title = this.files.title.replace(/\.[^.]*$/, "");
      await this.files.export({
        name: folder ? `${title}-${name}` : `${title}${extension}`,
        folder,
        files,
      });
    });
  }

  /** Opens what a crash has left behind. */
  recover(id: string): Promise<void> {
    return this.#attempt(async () => {
      await this.#openKept(id);
    });
  }

  async cancel(task: string): Promise<void> {
    await this.#attempt(() => this.link.engine.cancel(task));
  }

  async #openIfAny(file: OpenedFile | null): Promise<void> {
    if (file) await this.openFile(file);
  }

  async #openModel(file: OpenedFile): Promise<void> {
    await this.training.pause();
    const foreign = /\.onnx$/i.test(file.name);
    const source = { kind: "file", token: file.token, name: file.name } as const;
    const model = await this.tasks.run(`Reading ${file.name}`, (task, progress) =>
      foreign
        ? this.link.engine.importModel(source, task, progress)
        : this.link.engine.openModel(source, task, progress),
    );
    if (this.files.edited) this.former.hold();
    this.look.clear();
    this.results.clear();
    this.training.setModel(model);
    this.training.options = model.training;
    this.network.spec = model.network;
    this.network.proposal = null;
    this.network.objections = [];
    this.notices.clearErrors();
    // What came from another program is saved as a file of its own.
    this.files.setDocument(foreign ? null : file, file.name);
    if (foreign) this.files.release(file.token);
    await this.look.refresh("rest");
  }

  async #openProject(file: OpenedFile): Promise<void> {
    await this.training.pause();
    const source = { kind: "file", token: file.token, name: file.name } as const;
    const { table, model, runs } = await this.tasks.run(`Reading ${file.name}`, (task, progress) =>
      this.link.engine.openProject(source, task, progress),
    );
    if (this.files.edited) this.former.hold();
    this.files.setDocument(file, file.name);
    this.#use(table, source);
    this.notices.clear();
    this.#build.keepHidden = false;
    this.#build.keepOptions = false;
    const key = Runs.tableKey(table);
    for (const run of runs) this.runs.remark(this.runs.add(run.model, key).number, run.note);
    if (model) await this.#show(model);
    else await this.#build.dataEdited();
  }

  /** Opens kept work. @returns whether there was any */
  async #openKept(id: string): Promise<boolean> {
    const work = await this.keeper.recover(id);
    if (!work || (!work.table && !work.model)) return false;
    const { table, model, title } = work;
    if (table) await this.#openProject(table);
    if (model) {
      const open = this.data.table;
      await this.#openModel(model);
      const { source } = this.data;
      if (table && open && source) await this.#attach(open, source);
    }
    this.files.setDocument(null, title);
    this.files.setEdited(true);
    await this.keeper.recovered(id);
    return true;
  }

  get #draft(): Draft {
    return {
      source: sourceKey(this.data.source),
      types: this.data.types,
      data: this.data.spec,
      network: this.network.spec,
      options: this.training.options,
      keepHidden: this.#build.keepHidden,
      keepOptions: this.#build.keepOptions,
    };
  }

  /** What the training that begins would replace becomes a run. */
  async #keepFormer(): Promise<void> {
    const { held, replaced } = this.former;
    if (!held || !replaced) return this.former.drop();
    const model = await this.link.engine.modelState(held.model.id);
    this.former.release();
    this.runs.add(model, Runs.tableKey(held.table));
  }

  /** The moment that is looked at, if any, becomes the present; its training becomes a run. */
  #leavePast(): void {
    const { table } = this.data;
    if (table) this.runs.branchOff(Runs.tableKey(table));
  }

  /** Goes over to a draft: to the trained model it was of, where that is still there. */
  #go(draft: Draft | null): Promise<void> {
    if (!draft || this.awaitsData) return Promise.resolve();
    return this.#attempt(async () => {
      await this.#build.settled();
      const { model } = this.former.held ?? {};
      if (model && this.former.replaced && isOf(model, draft)) {
        await this.takeBack();
        return;
      }
      await this.training.pause();
      this.#leavePast();
      this.former.hold();
      const { types } = this.data;
      if (Object.entries(draft.types).some(([name, type]) => types[name] !== type)) {
        await this.data.retype(draft.types);
      }
      const sameData = JSON.stringify(draft.data) === JSON.stringify(this.data.spec);
      this.data.adopt(draft.data);
      this.network.spec = draft.network;
      this.training.options = draft.options;
      this.#build.keepHidden = true;
      this.#build.keepOptions = true;
      this.files.setEdited(true);
      await (sameData ? this.#build.request() : this.#build.dataEdited());
      this.#build.keepHidden = draft.keepHidden;
      this.#build.keepOptions = draft.keepOptions;
    });
  }

  async #attach(table: TableSummary, source: DataSource): Promise<void> {
    const { model } = this.training;
    if (!model) return;
    const attached = await this.link.engine.attach(model.id, table.id).catch((error) => {
      if (this.data.table !== table) void this.link.engine.closeTable(table.id);
      throw error;
    });
    if (this.data.table !== table) this.#use(table, source);
    await this.#show(attached);
    this.notices.clearErrors();
  }

  /** Shows a model with the open table, which is the one it is trained on. */
  async #show(model: ModelState): Promise<void> {
    this.data.adopt(model.datasetSpec);
    const dataset = await this.data.prepare();
    if (dataset) this.network.proposal = await this.link.engine.propose(dataset.id);
    this.look.clear();
    this.results.clear();
    this.training.setModel(model);
    this.training.options = model.training;
    this.network.spec = model.network;
    this.network.objections = [];
    this.#build.keepHidden = true;
    this.#build.keepOptions = true;
    await this.look.refresh("rest");
    await this.results.refresh();
    await this.runs.findMoments();
  }

  /** Goes over to another table; the file of the old one is no longer needed. */
  #use(table: TableSummary, source: DataSource): void {
    const old = this.data.source;
    this.#leavePast();
    if (sourceKey(old) !== sourceKey(source)) this.edits.clear();
    this.data.use(table, source);
    this.files.source = source.kind === "file" ? source.token : null;
    const tokens = tokensOf(source);
    for (const token of tokensOf(old)) if (!tokens.includes(token)) this.files.release(token);
  }

  /** Does something of which failure is told to the user. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.notices.report(error);
    }
  }
}

/** The files that a source is read from. */
function tokensOf(source: DataSource | null): string[] {
  if (source?.kind !== "file") return [];
  return [source.token, ...(source.labels ? [source.labels.token] : [])];
}

/** What tells one source from another. */
function sourceKey(source: DataSource | null): string {
  return source ? `${source.kind} ${source.kind === "file" ? source.token : source.name}` : "";
}

/** Plain data as text, in which the order of keys does not show. */
function inOrder(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Whether a model was made from a draft. */
function isOf(model: ModelState, { data, network, options }: Draft): boolean {
  const same = (a: unknown, b: unknown) => inOrder(a) === inOrder(b);
  return (
    same(model.network, network) && same(model.datasetSpec, data) && same(model.training, options)
  );
}

export const [useWorkbench, provideWorkbench] = createContext<Workbench>();
