import { t } from "../../src-words/words.svelte.ts";
import type {
  ChainRule,
  Explanation,
  GradientCheck,
  InspectedNode,
  InspectedPass,
  InspectStep,
  NameStyle,
  Part,
  SgdStep,
  TensorOverview,
  TensorSide,
} from "../../src-worker/api.ts";
import { UserError } from "../../src-worker/errors.ts";
import { RankedRows } from "./inspect-rows.svelte.ts";
import { Latest } from "./latest.ts";
import type { Workbench } from "./workbench.svelte.ts";

/** One tensor of a pass, and what it is like as a whole. */
export interface Shown {
  readonly pass: InspectedPass;
  readonly node: InspectedNode;
  readonly side: TensorSide;
  readonly overview: TensorOverview;
}

/** What is looked at in the Inspect view: rows, a pass of them, a node, an element, a step. */
export class InspectState {
  /** Null: the first part that has rows. */
  partChoice = $state<Part | null>(null);
  names = $state<NameStyle>("notes");
  /** Place in the ranking of the row that is looked at. */
  place = $state(0);
  /** So many rows in one batch, from that row on. */
  batch = $state(1);
  pass = $state.raw<InspectedPass | null>(null);
  nodeName = $state("loss");
  side = $state<TensorSide>("value");
  /** The tensor whose numbers are here; it follows the selection as they come. */
  shown = $state.raw<Shown | null>(null);
  element = $state.raw<{ readonly row: number; readonly column: number } | null>(null);
  explanation = $state.raw<Explanation | null>(null);
  chain = $state.raw<ChainRule | null>(null);
  check = $state.raw<GradientCheck | null>(null);
  checking = $state(false);
  sgd = $state.raw<SgdStep | null>(null);
  /** Null: α of the training. */
  learningRate = $state<number | null>(null);
  stepIndex = $state<number | null>(null);

  readonly parts = $derived.by(() => this.#workbench.results.parts);
  readonly part = $derived(
    this.partChoice && this.parts.includes(this.partChoice)
      ? this.partChoice
      : (this.parts[0] ?? "training"),
  );
  readonly node = $derived(this.pass?.nodes.find(({ name }) => name === this.nodeName) ?? null);
  readonly step = $derived(
    this.stepIndex === null ? null : (this.pass?.steps[this.stepIndex] ?? null),
  );
  readonly alpha = $derived(this.learningRate ?? this.pass?.learningRate ?? 0.01);
  /** The row of the part that was chosen, here or in another view; null: the one at `place`. */
  #asked: number | null = null;
  /** The data set that the chosen row is one of. */
  #dataset: number | null = null;
  readonly #ranking = new RankedRows(() => this.#engine);
  readonly #workbench: Workbench;
  readonly #refresh = new Latest(() => this.#tell(() => this.#load()));
  readonly #look = new Latest(() => this.#tell(() => this.#show()));

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** The rows of the part in the order of their errors; null: not known yet. */
  get rows() {
    return this.#ranking.rows;
  }

  get #engine() {
    return this.#workbench.link.engine;
  }

  /** Ranks the rows of the present model again and passes the chosen ones through it. */
  refresh(): Promise<void> {
    return this.#refresh.request();
  }

  /** Looks at one row of a part, from 0. */
  ask(part: Part, row: number): Promise<void> {
    this.partChoice = part;
    this.#asked = row;
    this.#dataset = this.#model()?.dataset ?? null;
    return this.refresh();
  }

  /** Looks at a row of the user's table, from 0, in whatever part it is. */
  find(source: number): Promise<void> {
    return this.#tell(async () => {
      const model = this.#model();
      if (!model) return;
      const found = await this.#engine.inspectFind(model.id, source);
      if (found) return this.ask(found.part, found.row);
      const row = String(source + 1);
      throw new UserError(
        t(
          "row {row} is in no part of the data: a value is missing in it, or there is no such row",
          {
            row,
          },
        ),
        t("choose another row"),
      );
    });
  }

  choosePart(part: Part): Promise<void> {
    this.partChoice = part;
    this.#asked = null;
    this.place = 0;
    return this.refresh();
  }

  chooseNames(names: NameStyle): Promise<void> {
    this.names = names;
    return this.refresh();
  }

  choosePlace(place: number): Promise<void> {
    this.place = place;
    // The same row is looked at when training has gone on, wherever it stands then.
    this.#asked = this.rows?.known.get(place)?.row ?? null;
    return this.refresh();
  }

  chooseBatch(batch: number): Promise<void> {
    this.batch = batch;
    return this.refresh();
  }

  select(name: string, side: TensorSide = this.side): Promise<void> {
    const node = this.pass?.nodes.find((one) => one.name === name);
    if (!node) return Promise.resolve();
    if (name !== this.nodeName) {
      this.element = null;
      this.chain = null;
      this.check = null;
    }
    this.nodeName = name;
    this.side = this.#possible(node, side);
    return this.#look.request();
  }

  selectElement(element: { row: number; column: number } | null): Promise<void> {
    this.element = element;
    return this.#look.request();
  }

  goTo(index: number): Promise<void> {
    const step = this.pass?.steps[index];
    if (!step) return Promise.resolve();
    this.stepIndex = index;
    return this.select(stepTarget(step), step.direction === "forward" ? "value" : "gradient");
  }

  next(): Promise<void> {
    return this.goTo(this.stepIndex === null ? 0 : this.stepIndex + 1);
  }

  previous(): Promise<void> {
    return this.goTo((this.stepIndex ?? 0) - 1);
  }

  /** Makes the gradient tensor between the selected node and its use. */
  showChain(of: string, by: string): Promise<void> {
    return this.#tell(async () => {
      const { pass } = this;
      if (!pass) return;
      const chain = await this.#engine.inspectChain(pass.model, of, by);
      if (this.pass === pass && this.nodeName === by) this.chain = chain;
    });
  }

  /** Checks the selected parameter: one element, or all of it. */
  runCheck(index: readonly number[] | null): Promise<void> {
    return this.#tell(async () => {
      const { pass, nodeName } = this;
      if (!pass || this.checking) return;
      this.checking = true;
      try {
        const check = await this.#engine.inspectCheck(pass.model, nodeName, index);
        if (this.pass === pass && this.nodeName === nodeName) this.check = check;
      } finally {
        this.checking = false;
      }
    });
  }

  /** Works one step of gradient descent out. */
  workOut(learningRate: number | null = this.learningRate): Promise<void> {
    this.learningRate = learningRate;
    return this.#tell(async () => {
      const { pass } = this;
      if (!pass) return;
      const sgd = await this.#engine.inspectSgd(pass.model, this.alpha);
      if (this.pass === pass) this.sgd = sgd;
    });
  }

  /** Reads the rows that have come into view. */
  view(start: number, end: number): Promise<void> {
    return this.#tell(async () => {
      const model = this.#model();
      if (model) await this.#ranking.view(model.id, start, end);
    });
  }

  /** Multi-index of the selected element. */
  get index(): readonly number[] | null {
    const { node, element } = this;
    if (!node) return null;
    if (node.shape.length === 0) return [];
    if (!element) return null;
    return node.shape.length === 1 ? [element.row] : [element.row, element.column];
  }

  /** Reads numbers of a node; for grids. */
  region(
    name: string,
    side: TensorSide,
    region: { row: number; column: number; rows: number; columns: number },
  ) {
    return this.#engine.inspectRegion(this.pass?.model ?? 0, name, side, region);
  }

  #model() {
    const { model } = this.#workbench.training;
    return model && model.dataset !== null ? model : null;
  }

  async #load(): Promise<void> {
    const model = this.#model();
    if (!model || this.parts.length === 0 || this.#workbench.training.running) {
      if (!model) {
        this.pass = null;
        this.#ranking.rows = null;
      }
      return;
    }
    if (model.dataset !== this.#dataset) {
      // Rows of other data are other rows.
      this.#dataset = model.dataset;
      this.#asked = null;
      this.place = 0;
    }
    const { part, batch, names } = this;
    const asked = this.#asked;
    const wish = asked === null ? { place: this.place } : { row: asked };
    const { rows: ranked, place } = await this.#ranking.read(model.id, part, wish);
    // What is asked for may be beyond the rows that are ranked.
    const row = ranked.known.get(place)?.row ?? asked;
    if (row === null) return;
    const rows = this.#batchRows(row, batch, part);
    const pass = await this.#engine.inspect(model.id, { part, rows, names });
    if (this.#model()?.id !== model.id) return;
    this.#ranking.rows = ranked;
    this.place = place;
    this.pass = pass;
    this.sgd = null;
    this.chain = null;
    this.check = null;
    if (this.stepIndex !== null && this.stepIndex >= pass.steps.length) this.stepIndex = null;
    const node = pass.nodes.find(({ name }) => name === this.nodeName) ?? pass.nodes.at(-1);
    if (node) {
      this.nodeName = node.name;
      this.side = this.#possible(node, this.side);
    }
    await this.#look.request();
  }

  /** The row itself and those after it in the part, from its beginning after its end. */
  #batchRows(first: number, batch: number, part: Part): number[] {
    const all = this.#workbench.data.dataset?.rows[part] ?? 1;
    return Array.from({ length: Math.min(batch, all) }, (_, offset) => (first + offset) % all);
  }

  /** Reads what is shown of the selected node and element. */
  async #show(): Promise<void> {
    const { pass, node, side } = this;
    if (!pass || !node) return;
    if (side !== "value" && side !== "gradient" && !this.sgd) await this.workOut();
    const overview = await this.#engine.inspectOverview(pass.model, node.name, side);
    if (this.pass !== pass || this.nodeName !== node.name || this.side !== side) return;
    this.shown = { pass, node, side, overview };
    const { element } = this;
    if (element && (element.row >= overview.rows || element.column >= overview.columns)) {
      this.element = null;
    }
    const { index } = this;
    const explained = index !== null && (side === "value" || side === "gradient");
    const explanation = explained
      ? await this.#engine.explain(pass.model, node.name, side, index)
      : null;
    if (this.pass === pass && this.nodeName === node.name) this.explanation = explanation;
  }

  #possible(node: InspectedNode, side: TensorSide): TensorSide {
    if (side === "gradient" && !node.hasGradient) return "value";
    return (side === "step" || side === "after") && node.kind !== "parameter" ? "value" : side;
  }

  async #tell(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#workbench.notices.report(error);
    }
  }
}

/** The node that a step is about. */
const stepTarget = (step: InspectStep): string => step.results[0]?.node ?? step.at;
