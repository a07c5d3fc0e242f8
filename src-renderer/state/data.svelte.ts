import { t } from "../../src-words/words.svelte.ts";
import type {
  ColumnChoice,
  ColumnSummary,
  ColumnType,
  DataSource,
  DatasetSpec,
  DatasetSummary,
  EncoderName,
  Engine,
  ReadableSource,
  ScalerName,
  SplitName,
  TableSummary,
  Task,
} from "../../src-worker/api.ts";
import { Cancelled, UserError } from "../../src-worker/errors.ts";
import { SHOWN_AFTER_MS, type Tasks } from "./tasks.svelte.ts";

/** What a column is used for. */
export type Role = "feature" | "target" | "weight" | "ignored";

/** The open table and how it becomes inputs and targets. */
export class DataState {
  table = $state.raw<TableSummary | null>(null);
  source = $state.raw<DataSource | null>(null);
  /** By column name. */
  roles = $state.raw<Readonly<Record<string, Role>>>({});
  task = $state<Task | "auto">("auto");
  standardize = $state(true);
  /** Null: the engine's own choice. */
  validation = $state<number | null>(null);
  test = $state(0);
  missing = $state<DatasetSpec["missing"]>("drop");
  seed = $state(0);
  scaling = $state<ScalerName>("standard");
  encoding = $state<EncoderName>("one-hot");
  split = $state<SplitName>("stratified");
  splitColumn = $state<string | null>(null);
  /** What single columns have otherwise, by name. */
  choices = $state.raw<Readonly<Record<string, ColumnChoice>>>({});
  /** A table whose rows are the test part; null: a share of this one. */
  testTable = $state.raw<TableSummary | null>(null);
  /** What could not be read as it was guessed to be written; the user may say how. */
  refused = $state.raw<ReadableSource | null>(null);
  dataset = $state.raw<DatasetSummary | null>(null);

  /** A table that is not closed when another takes its place. */
  kept: number | null = null;
  /** Tables that are or were the test part: an edit that is undone may need them. */
  #testTables: readonly TableSummary[] = [];
  /** The test table of the present data set. */
  #preparedWith: TableSummary | null = null;
  /** Data sets that are not closed when another takes their place. */
  readonly #held = new Set<number>();

  readonly targets = $derived(this.#columnsWith("target"));
  readonly features = $derived(this.#columnsWith("feature"));
  readonly weight = $derived(this.#columnsWith("weight")[0] ?? null);
  /** Feature columns that are axes for a picture of the decision. */
  readonly axes = $derived(
    this.features.filter(
      ({ name, type }) => type === "number" && this.dataset?.inputNames.includes(name),
    ),
  );
  /** Remarks on columns: on the table's, and on what they say of what is predicted. */
  readonly hints = $derived([...(this.table?.hints ?? []), ...(this.dataset?.hints ?? [])]);
  readonly #engine: () => Engine;
  readonly #tasks: Tasks;

  constructor(engine: () => Engine, tasks: Tasks) {
    this.#engine = engine;
    this.#tasks = tasks;
  }

  /**
   * Reads a table without yet using it.
   * @param begun hears the name of the task
   */
  async read(source: DataSource, begun: (task: string) => void = () => {}): Promise<TableSummary> {
    this.refused = null;
    try {
      return await this.#tasks.run(t("Reading {name}", { name: source.name }), (name, progress) => {
        begun(name);
        return this.#engine().openTable(source, name, progress);
      });
    } catch (error) {
      if (error instanceof UserError && source.kind !== "sample") this.refused = source;
      throw error;
    }
  }

  /** Goes over to another table, with the roles and task that it proposes. */
  use(table: TableSummary, source: DataSource): void {
    const old = this.table;
    this.table = table;
    this.source = source;
    this.task = "auto";
    this.choices = {};
    this.splitColumn = null;
    if (this.split !== "random") this.split = "stratified";
    this.testTable = null;
    const numberings = table.hints.filter(({ kind }) => kind === "numbering");
    const ignored = new Set(numberings.map(({ column }) => column));
    this.roles = Object.fromEntries(
      table.columns.map(({ name }): [string, Role] => [
        name,
        name === table.proposal.target ? "target" : ignored.has(name) ? "ignored" : "feature",
      ]),
    );
    if (old && old.id !== table.id) this.#close(old);
  }

  /** The type of each column. */
  get types(): Readonly<Record<string, ColumnType>> {
    return Object.fromEntries(this.table?.columns.map(({ name, type }) => [name, type]) ?? []);
  }

  /** Reads the same table again with other types of some columns. */
  async retype(changed: Readonly<Record<string, ColumnType>>): Promise<void> {
    const old = this.table;
    if (!old) return;
    const types = { ...this.types, ...changed };
    const table = await this.#tasks.run(
      t("Reading {name} again", { name: old.name }),
      (name, progress) => this.#engine().retypeTable(old.id, types, name, progress),
    );
    if (this.table !== old) return this.#close(table);
    this.table = table;
    this.#close(old);
  }

  /** A column's role. Only numbers can be predicted several at a time. */
  setRole(column: string, role: Role): void {
    const roles: Record<string, Role> = { ...this.roles, [column]: role };
    const typeOf = (name: string) => this.table?.columns.find((c) => c.name === name)?.type;
    if (role === "target") {
      for (const [name, other] of Object.entries(roles)) {
        const together = typeOf(name) === "number" && typeOf(column) === "number";
        if (other === "target" && name !== column && !together) roles[name] = "feature";
      }
    }
    if (role === "weight") {
      for (const [name, other] of Object.entries(roles)) {
        if (other === "weight" && name !== column) roles[name] = "ignored";
      }
    }
    this.roles = roles;
  }

  /** Chooses something for one column alone; undefined: as for all. */
  choose(column: string, change: { [K in keyof ColumnChoice]: ColumnChoice[K] | undefined }): void {
    const before: ColumnChoice = this.choices[column] ?? {};
    const choice = Object.fromEntries(
      Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined),
    );
    const others = Object.entries(this.choices).filter(([name]) => name !== column);
    const all = Object.keys(choice).length === 0 ? others : [...others, [column, choice]];
    this.choices = Object.fromEntries(all);
  }

  /** Takes the rows of another table as test part; it stays open until `closeTestTables`. */
  setTestTable(table: TableSummary | null): void {
    this.testTable = table;
    if (table && !this.#testTables.includes(table)) {
      this.#testTables = [...this.#testTables, table];
    }
  }

  /** Closes the tables that were the test part, but for the present one and one that is kept. */
  closeTestTables(kept: TableSummary | null): void {
    const open = [this.testTable, kept];
    for (const table of this.#testTables) if (!open.includes(table)) this.#close(table);
    this.#testTables = this.#testTables.filter((table) => open.includes(table));
  }

  /** The one column to predict; what was predicted before becomes a feature. */
  setTarget(column: string): void {
    this.roles = Object.fromEntries(
      Object.entries(this.roles).map(([name, role]): [string, Role] => [
        name,
        name === column ? "target" : role === "target" ? "feature" : role,
      ]),
    );
  }

  /** Takes over how a model's table is coded and split. */
  adopt(spec: Omit<DatasetSpec, "table">): void {
    const targets = new Set(spec.targets);
    const features = spec.features && new Set(spec.features);
    this.roles = Object.fromEntries(
      (this.table?.columns ?? []).map(({ name }): [string, Role] => [
        name,
        targets.has(name)
          ? "target"
          : name === spec.weight
            ? "weight"
            : !features || features.has(name)
              ? "feature"
              : "ignored",
      ]),
    );
    this.scaling = spec.scaling ?? (spec.standardize ? "standard" : "none");
    this.encoding = spec.encoding ?? "one-hot";
    this.split = spec.split ?? "stratified";
    this.splitColumn = spec.splitColumn ?? null;
    this.choices = spec.columns ?? {};
    this.task = spec.task;
    this.standardize = spec.standardize;
    this.validation = spec.validation;
    this.test = spec.test;
    this.missing = spec.missing;
    this.seed = spec.seed;
  }

  /** How the table is used as it is set up now. */
  get spec(): Omit<DatasetSpec, "table"> {
    const names = (columns: readonly ColumnSummary[]) => columns.map(({ name }) => name);
    const used = this.features.length + this.targets.length + (this.weight ? 1 : 0);
    const all = used === this.table?.columns.length;
    return {
      targets: names(this.targets),
      features: all ? null : names(this.features),
      task: this.task,
      standardize: this.standardize,
      validation: this.validation,
      test: this.test,
      missing: this.missing,
      seed: this.seed,
      // What is as usual is left out, as older versions of the program leave it out.
      ...(this.scaling === (this.standardize ? "standard" : "none")
        ? {}
        : { scaling: this.scaling }),
      ...(this.encoding === "one-hot" ? {} : { encoding: this.encoding }),
      ...(Object.keys(this.choices).length === 0 ? {} : { columns: this.choices }),
      ...(this.weight ? { weight: this.weight.name } : {}),
      ...(this.split === "stratified" ? {} : { split: this.split }),
      ...(this.splitColumn === null ? {} : { splitColumn: this.splitColumn }),
    };
  }

  /**
   * Codes and splits the table as it is set up now.
   * @throws {Cancelled} when the user ends it; the table is used as it was before then
   */
  async prepare(): Promise<DatasetSummary | null> {
    const { table, dataset: old, testTable } = this;
    if (!table) return null;
    const before = this.#preparedWith;
    const canGoBack = old?.table === table.id;
    this.dataset = null;
    const spec = { table: table.id, ...this.spec, testTable: testTable?.id ?? null };
    try {
      this.dataset = await this.#tasks.run(
        t("Coding the columns of {name}", { name: table.name }),
        (task, progress) => this.#engine().prepare(spec, task, progress),
        SHOWN_AFTER_MS,
      );
    } catch (error) {
      if (!(error instanceof Cancelled && canGoBack)) {
        if (old) this.#give(old);
        throw error;
      }
      this.adopt(old.spec);
      this.testTable = before;
      this.dataset = old;
      throw error;
    }
    if (old) this.#give(old);
    this.#preparedWith = testTable;
    return this.dataset;
  }

  /** Keeps a data set open, whatever is edited. @returns ends that */
  hold({ id }: DatasetSummary): () => void {
    this.#held.add(id);
    return () => {
      this.#held.delete(id);
      if (this.dataset?.id !== id) this.#closeDataset(id);
    };
  }

  /** The engine and all it held are gone. */
  forget(): void {
    this.table = null;
    this.dataset = null;
    this.testTable = null;
    this.#testTables = [];
    this.#held.clear();
  }

  /** A data set that another has taken the place of. */
  #give({ id }: DatasetSummary): void {
    if (!this.#held.has(id)) this.#closeDataset(id);
  }

  #closeDataset(id: number): void {
    void this.#engine()
      .closeDataset(id)
      .catch(() => {});
  }

  #close({ id }: TableSummary): void {
    if (id === this.kept) return;
    void this.#engine()
      .closeTable(id)
      .catch(() => {});
  }

  #columnsWith(role: Role): readonly ColumnSummary[] {
    return this.table?.columns.filter(({ name }) => this.roles[name] === role) ?? [];
  }
}
