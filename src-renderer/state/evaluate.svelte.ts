import { untrack } from "svelte";
import { phrase, t } from "../../src-words/words.svelte.ts";
import type {
  Assessment,
  CellRequest,
  Comparison,
  DecisionMap,
  FeatureEffect,
  FeatureSummary,
  Importance,
  JudgedRows,
  LossSurface,
  Part,
  SizeCurve,
  SurfaceRequest,
} from "../../src-worker/api.ts";
import { nameOfRun } from "../drawing/run-words.ts";
import { Measured } from "./measured.svelte.ts";
import type { Run } from "./runs.svelte.ts";
import type { Workbench } from "./workbench.svelte.ts";

const PARTS: readonly Part[] = ["test", "validation", "training"];
/** Of a confusion cell, or with the largest residuals. */
export const ROWS_OF_PAGE = 50;

/** The measures, in the order of their tabs. */
const MEASURES = [
  { name: "confusion", label: phrase("Confusion matrix"), for: "classes" },
  { name: "threshold", label: phrase("ROC and threshold"), for: "classes" },
  { name: "calibration", label: phrase("Calibration"), for: "classes" },
  { name: "residuals", label: phrase("Residuals"), for: "numbers" },
  { name: "map", label: phrase("Decision map"), for: "all" },
  { name: "effect", label: phrase("Feature effect"), for: "all" },
  { name: "importance", label: phrase("Feature importance"), for: "all" },
  { name: "surface", label: phrase("Loss surface"), for: "all" },
  { name: "curves", label: phrase("Learning curves"), for: "all" },
  { name: "compare", label: phrase("Compare models"), for: "all" },
] as const;

export type MeasureName = (typeof MEASURES)[number]["name"];

/** A model that the present one is compared with. */
export interface Rival {
  readonly id: number;
  readonly name: string;
  /** Whether it was opened for the comparison alone; otherwise it is a kept run of the Bench. */
  readonly own: boolean;
  /** Of the worker that holds it. */
  readonly generation: number;
}

/** All that the view Evaluate shows; kept by Views as "evaluate". */
export class EvaluateState {
  choice = $state<MeasureName | null>(null);
  partChoice = $state<Part | null>(null);
  positiveChoice = $state<number | null>(null);
  threshold = $state(0.5);
  /** Cell of the confusion matrix whose rows are shown. */
  cell = $state.raw<CellRequest | null>(null);
  target = $state(0);
  featureChoice = $state<string | null>(null);
  xChoice = $state<string | null>(null);
  yChoice = $state<string | null>(null);
  /** Where features are held on the decision map; those left out at their typical value. */
  held = $state.raw<Readonly<Record<string, number | string>>>({});
  repeats = $state(5);
  seed = $state(0);
  surfaceRequest = $state.raw<SurfaceRequest>({
    directions: "random",
    seed: 0,
    side: 31,
    span: 1,
  });

  readonly assessment: Measured<Assessment>;
  readonly rows: Measured<JudgedRows>;
  readonly features: Measured<readonly FeatureSummary[]>;
  readonly map: Measured<DecisionMap>;
  readonly effect: Measured<FeatureEffect>;
  readonly importance: Measured<Importance>;
  readonly surface: Measured<LossSurface>;
  readonly sizes: Measured<SizeCurve>;
  readonly comparison: Measured<Comparison>;

  readonly #workbench: Workbench;
  /** The effect under way, which another one takes the place of. */
  #effectTask: string | null = null;
  #chosen = $state.raw<readonly Rival[]>([]);
  /** The data set of the measurements made on demand. */
  #measuredOn: number | null = null;

  /** Kept runs may be removed on the Bench meanwhile, and a worker's end is that of all it held. */
  readonly rivals = $derived.by(() => {
    const kept = new Set(this.#workbench.runs.list.map(({ model }) => model.id));
    const { generation } = this.#workbench.link;
    return this.#chosen.filter(
      (rival) =>
        rival.generation === generation &&
        (rival.own || kept.has(rival.id)) &&
        rival.id !== this.model?.id,
    );
  });
  readonly model = $derived.by(() => {
    const { model } = this.#workbench.training;
    return model && model.dataset !== null ? model : null;
  });
  readonly numbers = $derived(this.model?.task === "regression");
  readonly measures = $derived(
    MEASURES.filter((it) => it.for === "all" || (it.for === "numbers") === this.numbers),
  );
  readonly measure = $derived(
    this.measures.find(({ name }) => name === this.choice)?.name ?? this.measures[0]?.name ?? "map",
  );
  readonly parts = $derived.by(() =>
    PARTS.filter((part) => (this.#workbench.data.dataset?.rows[part] ?? 0) > 0),
  );
  readonly part = $derived(
    this.partChoice && this.parts.includes(this.partChoice)
      ? this.partChoice
      : (this.parts[0] ?? "training"),
  );
  readonly labels = $derived(this.model?.labels ?? []);
  /** Class that threshold, ranking and calibration are of: the second of two unless chosen. */
  readonly positive = $derived(
    Math.min(this.positiveChoice ?? (this.labels.length === 2 ? 1 : 0), this.labels.length - 1),
  );
  /** What measurements are of: another model, or the same after more training, is measured anew. */
  readonly subject = $derived.by(() =>
    this.model
      ? `${this.model.id} of worker ${this.#workbench.link.generation} at step ${this.model.step}`
      : "",
  );

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    const { notices } = workbench;
    this.assessment = new Measured(notices);
    this.rows = new Measured(notices);
    this.features = new Measured(notices);
    this.map = new Measured(notices);
    this.effect = new Measured(notices);
    this.importance = new Measured(notices);
    this.surface = new Measured(notices);
    this.sizes = new Measured(notices);
    this.comparison = new Measured(notices);
  }

  /** Measures the part again when there is something new. */
  async assess(): Promise<void> {
    const { model, part, positive } = this;
    this.#forgetOtherData(model?.dataset ?? null);
    if (!model || this.parts.length === 0) return this.assessment.clear();
    await this.assessment.take(`${this.subject}, ${part}, ${positive}`, () =>
      this.#engine.assess(model.id, part, positive),
    );
  }

  /** What was measured on demand is of one set of data: its features may not even be there in another. */
  #forgetOtherData(dataset: number | null): void {
    if (dataset === this.#measuredOn) return;
    this.#measuredOn = dataset;
    for (const measured of [this.importance, this.surface, this.sizes]) measured.clear();
  }

  /** The rows of the chosen cell, or of a regression the largest residuals. */
  async fetchRows(start: number): Promise<void> {
    const { model, part, cell, target } = this;
    if (!model) return;
    if (!this.numbers && !cell) return this.rows.clear();
    const of = `${this.subject}, ${part}, ${JSON.stringify(cell)}, ${target}, ${start}`;
    await this.rows.take(of, () => this.readRows(start, ROWS_OF_PAGE));
  }

  /** Rows of the residuals, or of the chosen cell: none where none is chosen. */
  async readRows(start: number, count: number): Promise<JudgedRows> {
    const { model, part, cell, target } = this;
    if (model && this.numbers) {
      return await this.#engine.residualRows(model.id, part, target, start, count);
    }
    if (model && cell) return await this.#engine.cellRows(model.id, part, cell, start, count);
    return { start, total: 0, rows: [] };
  }

  async fetchFeatures(): Promise<void> {
    const { model } = this;
    if (!model) return this.features.clear();
    const of = `${model.id} of worker ${this.#workbench.link.generation}`;
    await this.features.take(of, () => this.#engine.features(model.id));
  }

  async fetchEffect(feature: string, points: number): Promise<void> {
    const { model, part } = this;
    if (!model) return;
    const of = `${this.subject}, ${part}, ${feature}`;
    // Who asks need not ask again because the list of tasks changes.
    await untrack(() =>
      this.effect.take(of, () => {
        if (this.#effectTask !== null) void this.#workbench.cancel(this.#effectTask);
        return this.#workbench.tasks.run(t("Averaging predictions"), async (task, progress) => {
          this.#effectTask = task;
          try {
            return await this.#engine.featureEffect(
              model.id,
              part,
              feature,
              points,
              task,
              progress,
            );
          } finally {
            if (this.#effectTask === task) this.#effectTask = null;
          }
        });
      }),
    );
  }

  async fetchMap(
    xFeature: string,
    yFeature: string,
    held: Readonly<Record<string, number | string>>,
    side: number,
  ): Promise<void> {
    const { model } = this;
    if (!model) return;
    const height = xFeature === yFeature ? 1 : side;
    const request = { xFeature, yFeature, bounds: null, width: side, height, held };
    await this.map.take(`${this.subject}, ${JSON.stringify(request)}`, () =>
      this.#engine.decisionMap(model.id, request),
    );
  }

  async measureImportance(): Promise<void> {
    const { model, part, repeats, seed } = this;
    if (!model) return;
    await this.importance.again(`${this.subject}, ${part}`, () =>
      this.#workbench.tasks.run(t("Shuffling features"), (task, progress) =>
        this.#engine.importance(model.id, { part, repeats, seed }, task, progress),
      ),
    );
  }

  async measureSurface(): Promise<void> {
    const { model, surfaceRequest } = this;
    if (!model) return;
    await this.surface.again(this.subject, () =>
      this.#workbench.tasks.run(t("Measuring the loss"), (task, progress) =>
        this.#engine.lossSurface(model.id, surfaceRequest, task, progress),
      ),
    );
  }

  async measureSizes(): Promise<void> {
    const { model } = this;
    if (!model) return;
    await this.sizes.again(this.subject, () =>
      this.#workbench.tasks.run(t("Training on shares of the rows"), (task, progress) =>
        this.#engine.sizeCurve(model.id, task, progress),
      ),
    );
  }

  async compare(): Promise<void> {
    const { model, part, rivals } = this;
    if (!model || this.parts.length === 0) return this.comparison.clear();
    const ids = [model.id, ...rivals.map(({ id }) => id)];
    await this.comparison.take(`${this.subject}, ${part}, ${ids.join()}`, () =>
      this.#engine.compare(ids, part),
    );
  }

  /** Opens a model file to compare with. */
  async addRival(): Promise<void> {
    const file = await this.#workbench.files.ask("model");
    if (!file) return;
    const { generation } = this.#workbench.link;
    try {
      const opened = await this.#workbench.tasks.run(
        t("Reading {name}", { name: file.name }),
        (task, progress) =>
          this.#engine.openModel(
            { kind: "file", token: file.token, name: file.name },
            task,
            progress,
          ),
      );
      await this.#admit({ id: opened.id, name: file.name, own: true, generation });
    } catch (error) {
      this.#workbench.notices.report(error);
    } finally {
      this.#workbench.files.release(file.token);
    }
  }

  /** Compares with a kept run. */
  async addRun(run: Run): Promise<void> {
    const { model } = run;
    if (this.rivals.some(({ id }) => id === model.id)) return;
    const { generation } = this.#workbench.link;
    try {
      await this.#admit({
        id: model.id,
        // In the language that is spoken when it is shown.
        get name() {
          return nameOfRun(run);
        },
        own: false,
        generation,
      });
    } catch (error) {
      this.#workbench.notices.report(error);
    }
  }

  /** Takes a rival in. @throws when it cannot be measured on the open table */
  async #admit(rival: Rival): Promise<void> {
    const { model, part } = this;
    try {
      if (model) await this.#engine.compare([model.id, rival.id], part);
    } catch (error) {
      this.#close(rival);
      throw error;
    }
    this.#chosen = [...this.#chosen, rival];
  }

  removeRival(id: number): void {
    for (const rival of this.rivals) if (rival.id === id) this.#close(rival);
    this.#chosen = this.#chosen.filter((rival) => rival.id !== id);
  }

  #close({ id, own }: Rival): void {
    if (own) void this.#engine.closeModel(id).catch(() => {});
  }

  get #engine() {
    return this.#workbench.link.engine;
  }
}
