import type { Engine } from "../../src-worker/api.ts";
import { type Connection, connect } from "../../src-worker/connect.ts";

/** The engine looks at its messages every few milliseconds while it trains, and between its tasks. */
const SIGN_MS = 3000;
const MOST_UNANSWERED = 5;

/** A worker that starts takes its lock within moments. */
const UNTIL_HELD_MS = 200;

/** What the rest of the window needs of the worker. */
export interface EngineLink {
  readonly engine: Engine;
  /** Whether the worker has died; all its tables and models are gone then. */
  readonly dead: boolean;
  /** Whether it has not answered for so long that it may hang. */
  readonly silent: boolean;
  restart(): void;
}

/** The worker and the line to it. */
export class WorkerLink implements EngineLink {
  dead = $state(false);
  silent = $state(false);
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
    this.silent = false;
  }

  #start(): [Worker, Connection] {
    const name = `engine ${crypto.randomUUID()}`;
    const worker = new Worker(new URL("../../src-worker/browser.ts", import.meta.url), {
      type: "module",
      name,
    });
    const connection = connect(worker);
    const died = (reason: string) => {
      connection.fail(new WorkerDied(reason));
      if (worker === this.#worker) this.dead = true;
    };
    const failed = (event: Event) => {
      event.preventDefault();
      died(event instanceof ErrorEvent && event.message ? event.message : "no reason given");
    };
    worker.addEventListener("error", failed);
    worker.addEventListener("messageerror", failed);
    this.#listen(worker, connection);
    void lockReleased(name).then(() => died("it ended without a word"));
    return [worker, connection];
  }

  /** Asks the worker for a sign of life now and then. */
  #listen(worker: Worker, { engine }: Connection): void {
    let unanswered = 0;
    const timer = setInterval(() => {
      if (worker !== this.#worker || this.dead) return clearInterval(timer);
      // Counted, not timed: a computer that slept has missed no answer.
      this.silent = unanswered >= MOST_UNANSWERED;
      unanswered += 1;
      if (unanswered > 1) return;
      const answered = () => {
        unanswered = 0;
        if (worker === this.#worker) this.silent = false;
      };
      engine.catalogue().then(answered, () => {});
    }, SIGN_MS);
  }
}

/** Resolves when the worker that holds the lock of this name has ended, which nothing else tells. */
async function lockReleased(name: string): Promise<void> {
  for (;;) {
    const { held = [] } = await navigator.locks.query();
    if (held.some((lock) => lock.name === name)) break;
    await new Promise((resolve) => setTimeout(resolve, UNTIL_HELD_MS));
  }
  await navigator.locks.request(name, () => {});
}

/** What every call rejects with once the worker has died. */
export class WorkerDied extends Error {
  override readonly name = "WorkerDied";
}
