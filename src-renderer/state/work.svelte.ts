import type { Bridge, OpenedFile } from "../../src-main/ipc.ts";
import type {
  Catalogue,
  DataSource,
  Engine,
  ModelSpec,
  ModelState,
  TableSummary,
} from "../../src-worker/api.ts";
import { Build } from "./build.ts";
import { Compute } from "./compute.svelte.ts";
import { CrossValidationState } from "./cross-validation.svelte.ts";
import { DataState } from "./data.svelte.ts";
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
import { sourceKey, tokensOf } from "./sources.ts";
import { Tasks } from "./tasks.svelte.ts";
import { TrainingRun } from "./training.svelte.ts";

/** The parts of the user's work, and how another table or model takes its place among them. */
export class Work {
  catalogue = $state.raw<Catalogue | null>(null);
  readonly link: EngineLink;
  readonly notices = new Notices();
  readonly tasks = new Tasks();
  readonly settings: SettingsState;
  readonly compute: Compute;
  readonly files: Files;
  readonly data: DataState;
  readonly network = new NetworkState();
  readonly training: TrainingRun;
  readonly look: Look;
  readonly results: Results;
  readonly build: Build;
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
  #changed: Promise<unknown> = Promise.resolve();
  /** Undone and made again just now, with the edits that wait for it. */
  #goingOver = 0;

  constructor(link: EngineLink, bridge: Bridge) {
    this.link = link;
    const engine = (): Engine => link.engine;
    this.settings = new SettingsState(bridge);
    this.compute = new Compute(engine, bridge);
    this.files = new Files(bridge, this.notices);
    this.data = new DataState(engine, this.tasks);
    this.training = new TrainingRun(engine);
    this.crossValidation = new CrossValidationState(engine, this.tasks);
    this.look = new Look(engine, this.data, this.training);
    this.results = new Results(engine, this.data, this.training);
    this.build = new Build(engine, this, this.notices);
    this.runs = new Runs(engine, this.training);
    this.search = new Search(engine);
    this.keeper = new Keeper(engine, bridge, this);
    this.former = new Former(engine, this.data, this.training, this.files);
  }

  /** What a model is made from at the moment; null: something is missing or cannot work. */
  get modelSpec(): ModelSpec | null {
    const { dataset } = this.data;
    const { spec: network, blocked } = this.network;
    const { options: training } = this.training;
    if (!dataset || !network || !training || blocked) return null;
    return { dataset: dataset.id, network, training };
  }

  /** All that the user has chosen, as it is now. */
  get draft(): Draft {
    return {
      source: sourceKey(this.data.source),
      types: this.data.types,
      data: this.data.spec,
      testTable: this.data.testTable,
      network: this.network.spec,
      options: this.training.options,
      keepHidden: this.build.keepHidden,
      keepOptions: this.build.keepOptions,
    };
  }

  /** Goes over to something else when what is being gone over to has been: never half of each. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#changed.then(async () => {
      await this.build.settled();
      await this.training.pause();
      return change();
    });
    this.#changed = done.catch(() => {});
    return done;
  }

  /** Goes over to another draft of the same table, in its turn. */
  async goOver(change: () => Promise<void>): Promise<void> {
    const { source } = this.draft;
    this.#goingOver += 1;
    try {
      await this.inTurn(async () => {
        // Another table may have been opened meanwhile.
        if (source === this.draft.source) await change();
      });
    } finally {
      this.#goingOver -= 1;
    }
  }

  /** Edits at once, or after what is being undone, which would take the edit back. */
  edit(change: () => Promise<void>): Promise<void> {
    return this.#goingOver > 0 ? this.goOver(change) : change();
  }

  /** Goes over to another table; the file of the old one is no longer needed. */
  use(table: TableSummary, source: DataSource, testTable: TableSummary | null = null): void {
    const old = this.data.source;
    this.leavePast();
    const other = sourceKey(old) !== sourceKey(source);
    if (other) this.edits.clear();
    this.data.use(table, source);
    this.data.setTestTable(testTable);
    if (other) this.data.closeTestTables(this.former.held?.testTable ?? null);
    this.files.source = source.kind === "file" ? source.token : null;
    const tokens = tokensOf(source);
    for (const token of tokensOf(old)) if (!tokens.includes(token)) this.files.release(token);
  }

  /** Nothing of the network or its training is the user's own yet. */
  startAfresh(): void {
    this.build.keepHidden = false;
    this.build.keepOptions = false;
  }

  /** Shows a model with the open table, which is the one it is trained on. */
  async show(model: ModelState): Promise<void> {
    this.data.adopt(model.datasetSpec);
    const dataset = await this.data.prepare();
    if (dataset) this.network.proposal = await this.link.engine.propose(dataset.id);
    this.take(model);
    this.build.keepHidden = true;
    this.build.keepOptions = true;
    await this.look.refresh("rest");
    await this.results.refresh();
    await this.runs.findMoments();
  }

  /** Makes a model the present one, with what it is made of. */
  take(model: ModelState): void {
    this.look.clear();
    this.results.clear();
    this.training.setModel(model);
    this.training.options = model.training;
    this.network.spec = model.network;
    this.network.objections = [];
  }

  /** The moment that is looked at, if any, becomes the present; its training becomes a run. */
  leavePast(): void {
    const { table } = this.data;
    if (table) this.runs.branchOff(Runs.tableKey(table));
  }

  /** The engine and all it held are gone. */
  protected forget(): void {
    this.former.forget();
    this.keeper.forget();
    this.runs.forget();
    this.search.clear();
    this.crossValidation.result = null;
    this.edits.clear();
    this.data.forget();
    this.training.setModel(null);
    this.look.clear();
    this.results.clear();
  }
}
