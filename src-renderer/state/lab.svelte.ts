import type {
  Engine,
  LabAnswer,
  LabInputText,
  LabPreset,
  LabResult,
} from "../../src-worker/api.ts";
import { LabTrainingRun } from "./lab-training.svelte.ts";
import { Latest } from "./latest.ts";

/** The Gradient Lab: what is typed, and the last of it that could be worked out. */
export class LabState {
  presets = $state.raw<readonly LabPreset[]>([]);
  /** Name of the preset that was taken last; "" once the formulas are another's. */
  preset = $state("");
  source = $state("");
  inputs = $state.raw<readonly LabInputText[]>([]);
  of = $state<string | null>(null);
  by = $state<string | null>(null);
  through = $state<string | null>(null);
  /** What the engine says of the formulas as they are typed now, or were a moment ago. */
  answer = $state.raw<LabAnswer | null>(null);
  /** The last good result, and the lines it is of. */
  result = $state.raw<LabResult | null>(null);
  /** Name of the node that is looked at; null: the value. */
  chosen = $state<string | null>(null);
  readonly problem = $derived(this.answer?.problem ?? null);
  /** Whether the result is of an earlier text, because the present one has a mistake. */
  readonly stale = $derived(this.result !== null && this.problem !== null);
  readonly node = $derived.by(() => {
    const nodes = this.result?.nodes ?? [];
    const wish = this.chosen ?? this.result?.value;
    return nodes.find(({ name }) => name === wish) ?? nodes.at(-1) ?? null;
  });
  readonly training: LabTrainingRun;
  readonly #engine: () => Engine;
  readonly #report: (error: unknown) => void;
  readonly #latest = new Latest(() => this.#ask());

  constructor(engine: () => Engine, report: (error: unknown) => void) {
    this.#engine = engine;
    this.#report = report;
    this.training = new LabTrainingRun(engine, report);
  }

  /** Loads the presets and shows the first, once. */
  async start(): Promise<void> {
    if (this.presets.length > 0) return;
    try {
      this.presets = await this.#engine().labPresets();
    } catch (error) {
      this.#report(error);
      return;
    }
    const [first] = this.presets;
    if (first && this.source === "") await this.use(first);
  }

  use(preset: LabPreset): Promise<void> {
    this.preset = preset.name;
    this.source = preset.lines.join("\n");
    this.inputs = preset.inputs;
    this.of = preset.of;
    this.by = preset.by;
    this.through = preset.through;
    this.chosen = null;
    this.training.use(preset);
    return this.#latest.request();
  }

  setSource(source: string): Promise<void> {
    this.source = source;
    return this.#edited();
  }

  setInput(place: number, change: Partial<LabInputText>): Promise<void> {
    const old = this.inputs[place];
    if (!old) return Promise.resolve();
    this.inputs = this.inputs.with(place, { ...old, ...change });
    if (change.name !== undefined) this.training.renamed(old.name, change.name);
    return this.#edited();
  }

  addInput(name: string): Promise<void> {
    this.inputs = [...this.inputs, { name, text: "1" }];
    return this.#edited();
  }

  removeInput(place: number): Promise<void> {
    this.inputs = this.inputs.toSpliced(place, 1);
    return this.#edited();
  }

  /** Takes other values over, as those that training came to. */
  setValues(values: ReadonlyMap<string, string>): Promise<void> {
    this.inputs = this.inputs.map(({ name, text }) => ({ name, text: values.get(name) ?? text }));
    return this.#edited();
  }

  /** Asks for another derivative; what is left out stays. */
  ask(wish: { of?: string; by?: string; through?: string | null }): Promise<void> {
    if (wish.of !== undefined) this.of = wish.of;
    if (wish.by !== undefined) this.by = wish.by;
    if (wish.through !== undefined) this.through = wish.through;
    return this.#latest.request();
  }

  /** A name that no input or line has yet. */
  freeName(): string {
    const taken = new Set([...this.inputs.map(({ name }) => name), ...(this.result?.names ?? [])]);
    const letters = Array.from("xywbaczuvktpqrs");
    return letters.find((letter) => !taken.has(letter)) ?? `x${taken.size + 1}`;
  }

  get lines(): readonly string[] {
    return this.source.split("\n");
  }

  #edited(): Promise<void> {
    this.training.drop();
    return this.#latest.request();
  }

  async #ask(): Promise<void> {
    const { lines, inputs, of, by, through } = this;
    try {
      const answer = await this.#engine().labAnswer({ lines, inputs, of, by, through });
      this.answer = answer;
      if (answer.result) this.result = answer.result;
    } catch (error) {
      this.#report(error);
    }
  }
}
