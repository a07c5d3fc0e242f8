import type {
  DecisionMap,
  Engine,
  LayerParameters,
  MapRequest,
  UnitMaps,
} from "../../src-worker/api.ts";
import type { DataState } from "./data.svelte.ts";
import type { TrainingRun } from "./training.svelte.ts";

const UNIT_MAP = 24;
const MAP_WHILE_TRAINING = 64;
const MAP_AT_REST = 160;
const CURVE = 240;
/** Parameters that may be fetched several times a second without slowing the training. */
const FEW_PARAMETERS = 60_000;
const MOST_PARAMETERS = 4_000_000;
const MOST_UNITS_WITH_MAPS = 256;
const PAUSE_BETWEEN_LOOKS = 120;
/** How many times longer than the drawing of a look the pause after it is. */
const SHARE_OF_PAUSE = 4;

/** What is seen of a model: its weights, what its units do, and its decision. */
export class Look {
  parameters = $state.raw<readonly LayerParameters[] | null>(null);
  /** By layer; only for networks of one or two numeric features. */
  unitMaps = $state.raw<readonly (UnitMaps | null)[]>([]);
  map = $state.raw<DecisionMap | null>(null);
  /** The features on the map's axes; null: the first ones. */
  xChoice = $state<string | null>(null);
  yChoice = $state<string | null>(null);

  readonly axes = $derived.by(() => {
    const names = this.#data.axes.map(({ name }) => name);
    const find = (choice: string | null) =>
      choice !== null && names.includes(choice) ? choice : null;
    const x = find(this.xChoice) ?? names[0];
    const y = find(this.yChoice) ?? names.find((name) => name !== x) ?? x;
    return x === undefined || y === undefined ? null : { x, y };
  });
  /** A curve over one feature, instead of a map over two. */
  readonly curve = $derived(this.axes !== null && this.axes.x === this.axes.y);
  readonly pictures = $derived.by(() => this.#data.table?.picture ?? null);
  readonly #data: DataState;
  readonly #training: TrainingRun;
  readonly #engine: () => Engine;
  #following = false;

  constructor(engine: () => Engine, data: DataState, training: TrainingRun) {
    this.#engine = engine;
    this.#data = data;
    this.#training = training;
  }

  clear(): void {
    this.parameters = null;
    this.unitMaps = [];
    this.map = null;
  }

  /** Looks again and again while training runs, each look after the one before. */
  async follow(): Promise<void> {
    if (this.#following) return;
    this.#following = true;
    try {
      while (this.#training.running) {
        await this.refresh("training");
        const pause = Math.max(PAUSE_BETWEEN_LOOKS, SHARE_OF_PAUSE * (await drawing()));
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    } finally {
      this.#following = false;
    }
  }

  /** Looks once; fine pictures at rest, coarse ones while training. */
  async refresh(when: "training" | "rest"): Promise<void> {
    const { model } = this.#training;
    if (!model) return this.clear();
    const most = when === "training" ? FEW_PARAMETERS : MOST_PARAMETERS;
    const parameters =
      model.parameterCount <= most ? await this.#engine().parameters(model.id) : this.parameters;
    const { axes } = this;
    const drawn = model.dataset !== null && axes !== null && this.pictures === null;
    const side = when === "training" ? MAP_WHILE_TRAINING : MAP_AT_REST;
    const map = drawn
      ? await this.#engine().decisionMap(model.id, this.#request(axes, this.curve ? CURVE : side))
      : null;
    const unitMaps: (UnitMaps | null)[] = [];
    if (drawn && model.inputNames.length <= 2) {
      for (const [layer, { units }] of model.network.layers.slice(0, -1).entries()) {
        unitMaps.push(
          units <= MOST_UNITS_WITH_MAPS
            ? await this.#engine().unitMaps(model.id, layer, this.#request(axes, UNIT_MAP))
            : null,
        );
      }
    }
    if (this.#training.model?.id !== model.id) return;
    this.parameters = parameters;
    this.map = map;
    this.unitMaps = unitMaps;
  }

  #request(axes: { x: string; y: string }, side: number): MapRequest {
    return {
      xFeature: axes.x,
      yFeature: axes.y,
      bounds: null,
      width: side,
      height: axes.x === axes.y ? 1 : side,
    };
  }
}

/** Milliseconds until what was just changed has been drawn. */
function drawing(): Promise<number> {
  if (typeof requestAnimationFrame === "undefined") return Promise.resolve(0);
  const start = performance.now();
  // The second frame begins when the first has been drawn.
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
  });
}
