import type { Engine } from "../../src-worker/api.ts";
import { type Connection, connect } from "../../src-worker/connect.ts";

/** What the rest of the window needs of the worker. */
export interface EngineLink {
  readonly engine: Engine;
  /** Whether the worker has died; all its tables and models are gone then. */
  readonly dead: boolean;
  restart(): void;
}

/** The worker and the line to it. */
export class WorkerLink implements EngineLink {
  dead = $state(false);
  #worker: Worker;
  #connection: Connection;

  constructor() {
    [this.#worker, this.#connection] = this.#start();
  }

  get engine(): Engine {
    return this.#connection.engine;
  }

  restart(): void {
    this.#worker.terminate();
    [this.#worker, this.#connection] = this.#start();
    this.dead = false;
  }

  #start(): [Worker, Connection] {
    const worker = new Worker(new URL("../../src-worker/browser.ts", import.meta.url), {
      type: "module",
    });
    const connection = connect(worker);
    const died = (event: Event) => {
      event.preventDefault();
      const reason =
        event instanceof ErrorEvent && event.message ? event.message : "no reason given";
      this.dead = true;
      connection.fail(new WorkerDied(reason));
    };
    worker.addEventListener("error", died);
    worker.addEventListener("messageerror", died);
    return [worker, connection];
  }
}

/** What every call rejects with once the worker has died. */
export class WorkerDied extends Error {
  override readonly name = "WorkerDied";
}
