import { type Component, createContext } from "svelte";
import { phrase } from "../../src-words/words.svelte.ts";
import Bench from "../views/Bench.svelte";

/** The views, in the order of their tabs; all but the first are loaded when first shown. */
export const VIEWS = [
  { name: "bench", label: phrase("Bench"), load: async () => ({ default: Bench }) },
  { name: "evaluate", label: phrase("Evaluate"), load: () => import("../views/Evaluate.svelte") },
  { name: "inspect", label: phrase("Inspect"), load: () => import("../views/Inspect.svelte") },
  { name: "learn", label: phrase("Learn"), load: () => import("../views/Learn.svelte") },
  { name: "lab", label: phrase("Gradient Lab"), load: () => import("../views/Lab.svelte") },
] as const;

export type ViewName = (typeof VIEWS)[number]["name"];

/** Which view is shown, and what each view keeps while another one is. */
export class Views {
  name = $state<ViewName>("bench");
  component = $state.raw<Component | null>(Bench);
  readonly #kept = new Map<string, unknown>();

  async show(name: ViewName): Promise<void> {
    this.name = name;
    const view = VIEWS.find((it) => it.name === name);
    const component: Component | null = (await view?.load())?.default ?? null;
    // The user may have gone on to another meanwhile.
    if (this.name === name) this.component = component;
  }

  /** The state of that name, made at its first use: it outlives the view, and its code comes with the view. */
  keep<T>(name: string, make: () => T): T {
    if (!this.#kept.has(name)) {
      // The root lives on with its function: with `make` in it, so would the view that made it.
      const once = [make];
      // What is derived in it belongs to no component: it would end with the first one otherwise.
      $effect.root(() => void this.#kept.set(name, once.pop()?.()));
    }
    return this.#kept.get(name) as T;
  }
}

export const [useViews, provideViews] = createContext<Views>();
