/**
 * Runs one piece of work at a time; however often it is asked for meanwhile, it runs once more
 * afterwards. So the last edit always counts and no queue builds up.
 */
export class Latest {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | null = null;
  #again = false;

  /** @param work must not reject */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when the work has run after this request. */
  request(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#loop();
    return this.#running;
  }

  get busy(): boolean {
    return this.#running !== null;
  }

  /** Resolves when nothing is left to do. */
  settled(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  async #loop(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#work();
      }
    } finally {
      this.#running = null;
    }
  }
}
