import type {
  Choice,
  Engine,
  LabInputText,
  LabPreset,
  LabTraining,
  LabTrainingSpec,
} from "../../src-worker/api.ts";

/** What an input is to training; features and target: it gets columns of a data set. */
export type LabRole = "parameter" | "data" | "features" | "target" | "constant";

/** Where the rows come from: what is typed, the data of the Bench, or a sample by name. */
export type LabSource = "typed" | "bench" | `sample:${string}`;

/** The training of typed formulas: its settings, and how far it is. */
export class LabTrainingRun {
  loss = $state("");
  roles = $state.raw<Readonly<Record<string, LabRole>>>({});
  source = $state<LabSource>("typed");
  optimizer = $state.raw<Choice>({ name: "sgd", options: {} });
  learningRate = $state(0.05);
  batch = $state(4);
  seed = $state(0);
  /** Deviation of the numbers that parameters start from; null: the typed values. */
  scale = $state<number | null>(null);
  state = $state.raw<LabTraining | null>(null);
  running = $state(false);
  /** Whether the formulas have ever been given roles by a preset or the user. */
  readonly ready = $derived(Object.values(this.roles).includes("parameter"));
  readonly #engine: () => Engine;
  readonly #report: (error: unknown) => void;
  #run: Promise<void> | null = null;
  /** The worker that the training is in. */
  #trainer: Engine | null = null;
  /** What the next frame will show. */
  #next: LabTraining | null = null;

  constructor(engine: () => Engine, report: (error: unknown) => void) {
    this.#engine = engine;
    this.#report = report;
  }

  /** The preset's own training, or none. */
  use({ training }: LabPreset): void {
    this.drop();
    this.loss = training?.loss ?? "";
    this.source = "typed";
    this.scale = null;
    const data = training?.data.kind === "typed" ? training.data.names : [];
    this.roles = Object.fromEntries([
      ...(training?.parameters ?? []).map((name) => [name, "parameter"] as const),
      ...data.map((name) => [name, "data"] as const),
    ]);
  }

  roleOf(name: string): LabRole {
    return this.roles[name] ?? "constant";
  }

  setRole(name: string, role: LabRole): void {
    // Only one input gets the features, and one the target.
    const single = role === "features" || role === "target";
    const others = Object.entries(this.roles).map(([own, old]) => {
      return [own, single && old === role ? "constant" : old] as const;
    });
    this.roles = { ...Object.fromEntries(others), [name]: role };
    this.drop();
  }

  setSource(source: LabSource): void {
    const typed = source === "typed";
    const data = Object.entries(this.roles).filter(([, role]) => role === "data");
    this.source = source;
    this.roles = Object.fromEntries(
      Object.entries(this.roles).map(([name, role]) => {
        if (typed) return [name, role === "features" || role === "target" ? "data" : role];
        if (role !== "data") return [name, role];
        return [name, name === data[0]?.[0] ? "features" : "target"];
      }),
    );
    this.drop();
  }

  renamed(old: string, name: string): void {
    const { [old]: role, ...others } = this.roles;
    if (role) this.roles = { ...others, [name]: role };
    if (this.loss === old) this.loss = name;
  }

  /** Changes settings that a training starts with: the next one is a new one. */
  set(
    change: Partial<Pick<LabTrainingRun, "loss" | "optimizer" | "batch" | "seed" | "scale">>,
  ): void {
    Object.assign(this, change);
    this.drop();
  }

  async adjust(learningRate: number): Promise<void> {
    this.learningRate = learningRate;
    if (!this.state) return;
    await this.#attempt(() => this.#engine().labAdjust(this.state?.id ?? 0, learningRate));
  }

  /** Trains so many steps or epochs, or until paused; with a new model where there is none. */
  train(
    formulas: { readonly lines: readonly string[]; readonly inputs: readonly LabInputText[] },
    dataset: number | null,
    until: { steps?: number; epochs?: number },
  ): Promise<void> {
    if (this.running) return Promise.resolve();
    this.running = true;
    const run = this.#attempt(async () => {
      const engine = this.#engine();
      // What a worker trained ended with it.
      if (this.#trainer !== engine) this.state = null;
      this.#trainer = engine;
      if (!this.state) {
        const made = await engine.labCreate(this.#spec(formulas, dataset));
        // Something was edited meanwhile.
        if (this.#run !== run) return engine.labClose(made.id);
        this.state = made;
      }
      const { id } = this.state;
      const last = await engine.labTrain(id, until, (progress) => this.#show(progress));
      this.#next = null;
      if (this.state?.id === id) this.state = last;
    }).finally(() => {
      if (this.#run === run) this.running = false;
    });
    this.#run = run;
    return run;
  }

  async pause(): Promise<void> {
    const { state } = this;
    if (!state || !this.running) return;
    await this.#attempt(() => this.#engine().labPause(state.id));
    await this.#run;
  }

  async rewind(): Promise<void> {
    await this.pause();
    const { state } = this;
    if (!state) return;
    await this.#attempt(async () => {
      this.state = await this.#engine().labRewind(state.id);
    });
  }

  /** What was trained belongs to other formulas: it is closed. */
  drop(): void {
    const { state } = this;
    this.state = null;
    this.running = false;
    this.#run = null;
    if (state) {
      void this.#engine()
        .labClose(state.id)
        .catch(() => {});
    }
  }

  /** At most once a frame: a busy window leaves progress out rather than fall behind it. */
  #show(progress: LabTraining): void {
    const waiting = this.#next !== null;
    this.#next = progress;
    if (waiting) return;
    requestAnimationFrame(() => {
      if (this.#next && this.state?.id === this.#next.id) this.state = this.#next;
      this.#next = null;
    });
  }

  #spec(
    { lines, inputs }: { lines: readonly string[]; inputs: readonly LabInputText[] },
    dataset: number | null,
  ): LabTrainingSpec {
    const named = (role: LabRole) =>
      inputs.filter(({ name }) => this.roleOf(name) === role).map(({ name }) => name);
    const { loss, optimizer, learningRate, batch, seed, scale, source } = this;
    const [features = ""] = named("features");
    const [target = null] = named("target");
    const data: LabTrainingSpec["data"] =
      source === "typed"
        ? { kind: "typed", names: named("data") }
        : source === "bench"
          ? { kind: "dataset", dataset: dataset ?? 0, features, target }
          : { kind: "sample", name: source.slice("sample:".length), seed: 0, features, target };
    const parameters = named("parameter");
    return { lines, inputs, loss, parameters, data, optimizer, learningRate, batch, seed, scale };
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#report(error);
    }
  }
}
