import type { Notices } from "./notices.svelte.ts";

/** Something measured of a model: the last result, what it is of, and whether another is on its way. */
export class Measured<T> {
  value = $state.raw<T | null>(null);
  /** What the value is of. */
  of = $state.raw<string | null>(null);
  busy = $state(false);
  readonly #notices: Notices;
  #latest = 0;
  #asked: string | null = null;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** Measures again unless that is what was asked for last; of several, the last one counts. */
  async take(of: string, work: () => Promise<T>): Promise<void> {
    if (of === this.#asked) return;
    await this.again(of, work);
  }

  /** Measures even if it was measured before. */
  async again(of: string, work: () => Promise<T>): Promise<void> {
    const own = ++this.#latest;
    this.#asked = of;
    this.busy = true;
    try {
      const value = await work();
      if (own !== this.#latest) return;
      this.value = value;
      this.of = of;
    } catch (error) {
      if (own !== this.#latest) return;
      this.#asked = null;
      this.value = null;
      this.of = null;
      this.#notices.report(error);
    } finally {
      if (own === this.#latest) this.busy = false;
    }
  }

  clear(): void {
    this.#latest++;
    this.#asked = null;
    this.value = null;
    this.of = null;
    this.busy = false;
  }
}
