import type { Bridge } from "../../src-main/ipc.ts";
import type { ComputeState, Engine } from "../../src-worker/api.ts";

/** What computes: how many threads, and whether training may trade reproducible bits for speed. */
export class Compute {
  /** As the engine has it; null: it has not been told yet. */
  state = $state.raw<ComputeState | null>(null);
  /** What was wished, which another computer may not have. */
  threads = $state<number | null>(null);
  fast = $state(false);
  readonly #engine: () => Engine;
  readonly #bridge: Bridge;

  constructor(engine: () => Engine, bridge: Bridge) {
    this.#engine = engine;
    this.#bridge = bridge;
  }

  /** Tells an engine that has just started. */
  async begin(): Promise<void> {
    const { threads, fastArithmetic } = await this.#bridge.settings();
    this.threads = threads;
    this.fast = fastArithmetic;
    await this.#apply();
  }

  /** Asks anew how is computed: a thread may have stopped meanwhile. */
  async look(): Promise<void> {
    this.state = await this.#engine().compute();
  }

  /** @param threads at most; null: as many as suit this computer */
  async chooseThreads(threads: number | null): Promise<void> {
    this.threads = threads;
    await Promise.all([this.#bridge.changeSettings({ threads }), this.#apply()]);
  }

  async chooseFast(fastArithmetic: boolean): Promise<void> {
    this.fast = fastArithmetic;
    await Promise.all([this.#bridge.changeSettings({ fastArithmetic }), this.#apply()]);
  }

  async #apply(): Promise<void> {
    const engine = this.#engine();
    const { mostThreads } = this.state ?? (await engine.compute());
    this.state = await engine.setCompute({
      threads: this.threads === null ? null : Math.min(this.threads, mostThreads),
      arithmetic: this.fast ? "fast" : "exact",
    });
  }
}
