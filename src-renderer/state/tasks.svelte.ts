import type { OnProgress, TaskProgress } from "../../src-worker/api.ts";

export interface RunningTask {
  readonly name: string;
  readonly what: string;
  readonly done: number;
  /** Null when not known. */
  readonly total: number | null;
  /** At the rate so far; null when that says nothing yet. */
  readonly secondsLeft: number | null;
}

/** What is mostly short is shown only when it takes longer than this. */
export const SHOWN_AFTER_MS = 300;
/** Before this, the rate says little. */
const FIRST_GUESS_MS = 1500;

/** The long tasks under way, each with its progress and a way to end it. */
export class Tasks {
  running = $state.raw<readonly RunningTask[]>([]);
  #next = 1;
  readonly #now: () => number;

  /** @param now in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Runs a long task under a name of its own and shows how far it is until it ends.
   * @param shownAfter milliseconds before which it is not shown: what is mostly short is not to
   *   flash
   */
  async run<T>(
    what: string,
    work: (name: string, progress: OnProgress) => Promise<T>,
    shownAfter = 0,
  ): Promise<T> {
    const name = `task-${this.#next++}`;
    const begun = { name, what, done: 0, total: null, secondsLeft: null };
    const from = this.#now();
    let shown = shownAfter === 0;
    if (shown) this.running = [...this.running, begun];
    let rate = new Rate(this.#now);
    let phase = what;
    try {
      return await work(name, (progress) => {
        // Another part of the work has a rate of its own.
        if (progress.what !== phase) rate = new Rate(this.#now);
        phase = progress.what;
        const secondsLeft = rate.secondsLeft(progress);
        if (!shown && this.#now() - from >= shownAfter) {
          shown = true;
          this.running = [...this.running, begun];
        }
        this.running = this.running.map((task) =>
          task.name === name ? { name, ...progress, secondsLeft } : task,
        );
      });
    } finally {
      this.running = this.running.filter((task) => task.name !== name);
    }
  }
}

/** How fast a task goes. */
class Rate {
  readonly #now: () => number;
  #start: { readonly at: number; readonly done: number } | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  secondsLeft({ done, total }: TaskProgress): number | null {
    const at = this.#now();
    // A task that counts from the beginning again has begun something else.
    if (!this.#start || done < this.#start.done) this.#start = { at, done };
    const { at: from, done: before } = this.#start;
    if (total === null || done <= before || at - from < FIRST_GUESS_MS) return null;
    return (((total - done) / (done - before)) * (at - from)) / 1000;
  }
}
