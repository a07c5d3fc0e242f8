import type { OnProgress } from "../api.ts";
import { Cancelled } from "../errors.ts";

const PROGRESS_INTERVAL_MS = 1000 / 30;

/** A long task under way, as the code that does it sees it. */
export interface Task {
  /** Tells how far it is; passed on at most 30 times a second. */
  progress(done: number, total: number | null): void;
  cancelled(): boolean;
}

const unwatched: Task = { progress: () => {}, cancelled: () => false };

/** The long tasks under way, by the names their callers gave them. */
export class Tasks {
  private readonly cancelled = new Map<string, boolean>();

  /**
   * Runs a task under its name; one without a name goes on whatever happens.
   * @throws {Cancelled} when `cancel` was called meanwhile
   */
  async run<T>(
    name: string | undefined,
    what: string,
    onProgress: OnProgress | undefined,
    work: (task: Task) => Promise<T>,
  ): Promise<T> {
    if (name === undefined) return work(unwatched);
    if (this.cancelled.has(name)) throw new Error(`a task called ${name} is running already`);
    this.cancelled.set(name, false);
    let told = Number.NEGATIVE_INFINITY;
    const isCancelled = () => this.cancelled.get(name) === true;
    try {
      const result = await work({
        progress(done, total) {
          const now = performance.now();
          if (now - told < PROGRESS_INTERVAL_MS && done !== total) return;
          told = now;
          onProgress?.({ what, done, total });
        },
        cancelled: isCancelled,
      });
      if (isCancelled()) throw new Cancelled();
      return result;
    } catch (error) {
      throw isCancelled() ? new Cancelled() : error;
    } finally {
      this.cancelled.delete(name);
    }
  }

  cancel(name: string): void {
    if (this.cancelled.has(name)) this.cancelled.set(name, true);
  }
}
