import type { Engine } from "../../src-worker/api.ts";
import { type Connection, connect } from "../../src-worker/connect.ts";
import { Pulse } from "./pulse.ts";

/** A worker that starts takes its lock within moments. */
const UNTIL_HELD_MS = 200;
const BEAT_MS = 1000;
/** A worker that has not answered for so long is said to hang. */
const PATIENCE_MS = 10_000;
/** The same while it starts, or does what may take it long at one stretch. */
const MORE_PATIENCE_MS = 60_000;
/** The user's own patience, when they choose to wait. */
const WAIT_MS = 30_000;
/** Calls in which the engine comes to no breath: on the largest tables they take many seconds. */
const AT_ONE_STRETCH: ReadonlySet<string> = new Set([
  "openTable",
  "retypeTable",
  "createModel",
  "openModel",
  "openProject",
  "exportModel",
  "importModel",
  "evaluate",
  "predict",
  "assess",
  "compare",
]);

/** What the rest of the window needs of the worker. */
export interface EngineLink {
  readonly engine: Engine;
  /** Whether the worker has died; all its tables and models are gone then. */
  readonly dead: boolean;
  /** Whether the worker lives but has not answered for long. */
  readonly silent: boolean;
  /** Counts the workers there were: what one of them numbered is nothing to the next. */
  readonly generation: number;
  /** Gives a silent worker more time. */
  wait(): void;
  /** Ends the worker, whatever it does, and starts another. */
  restart(): void;
}

/** The worker and the line to it. */
export class WorkerLink implements EngineLink {
  dead = $state(false);
  silent = $state(false);
  generation = $state(0);
  #worker: Worker;
  #connection: Connection;
  #pulse: Pulse;
  /** Milliseconds of silence that are still fine. */
  #patience = MORE_PATIENCE_MS;

  constructor() {
    [this.#worker, this.#connection, this.#pulse] = this.#start();
    // As long as the window itself.
    setInterval(() => this.#beat(), BEAT_MS);
  }

  get engine(): Engine {
    return this.#connection.engine;
  }

  wait(): void {
    this.#patience += WAIT_MS;
    this.silent = false;
  }

  restart(): void {
    // What it had under way is not answered any more.
    this.#worker.terminate();
    this.#connection.fail(new WorkerDied("it was ended"));
    [this.#worker, this.#connection, this.#pulse] = this.#start();
    this.dead = false;
    this.silent = false;
    this.generation += 1;
  }

  #beat(): void {
    if (this.#pulse.beat() >= this.#patience && !this.dead) this.silent = true;
  }

  #start(): [Worker, Connection, Pulse] {
    const name = `engine ${crypto.randomUUID()}`;
    const worker = new Worker(new URL("../../src-worker/browser.ts", import.meta.url), {
      type: "module",
      name,
    });
    const connection = connect(worker);
    const isOurs = () => worker === this.#worker;
    const died = (reason: string) => {
      connection.fail(new WorkerDied(reason));
      if (isOurs()) this.dead = true;
    };
    const failed = (event: Event) => {
      event.preventDefault();
      died(event instanceof ErrorEvent && event.message ? event.message : "no reason given");
    };
    worker.addEventListener("error", failed);
    worker.addEventListener("messageerror", failed);
    void lockReleased(name, isOurs).then(() => died("it ended without a word"));
    let answered = false;
    const pulse = new Pulse(
      () => {
        // What was asked of the worker before is what may keep it from answering.
        const long = connection.underWay().some((method) => AT_ONE_STRETCH.has(method));
        this.#patience = long || !answered ? MORE_PATIENCE_MS : PATIENCE_MS;
        return connection.engine.answer();
      },
      () => {
        answered = true;
        if (isOurs()) this.silent = false;
      },
    );
    return [worker, connection, pulse];
  }
}

/**
 * Resolves when the worker that holds the lock of this name has ended, which nothing else tells.
 * @param isWanted whether it is waited for still, should it not have begun yet
 */
async function lockReleased(name: string, isWanted: () => boolean): Promise<void> {
  for (;;) {
    const { held = [] } = await navigator.locks.query();
    if (held.some((lock) => lock.name === name)) break;
    await new Promise((resolve) => setTimeout(resolve, UNTIL_HELD_MS));
    if (!isWanted()) return;
  }
  await navigator.locks.request(name, () => {});
}

/** What every call rejects with once the worker has died. */
export class WorkerDied extends Error {
  override readonly name = "WorkerDied";
}
