import type { OnProgress } from "../../src-worker/api.ts";

export interface RunningTask {
  readonly name: string;
  readonly what: string;
  readonly done: number;
  /** Null when not known. */
  readonly total: number | null;
}

/** The long tasks under way, each with its progress and a way to end it. */
export class Tasks {
  running = $state.raw<readonly RunningTask[]>([]);
  #next = 1;

  /** Runs a long task under a name of its own and shows how far it is until it ends. */
  async run<T>(what: string, work: (name: string, progress: OnProgress) => Promise<T>): Promise<T> {
    const name = `task-${this.#next++}`;
    this.running = [...this.running, { name, what, done: 0, total: null }];
    try {
      return await work(name, (progress) => {
        this.running = this.running.map((task) =>
          task.name === name ? { name, ...progress } : task,
        );
      });
    } finally {
      this.running = this.running.filter((task) => task.name !== name);
    }
  }
}
