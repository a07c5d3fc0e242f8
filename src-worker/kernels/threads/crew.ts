import { JOINED_AT, MOST_THREADS, OPENED_AT, SESSION_AT } from "../wasm/places.ts";

/** What a helper is told to begin with a memory; see wasm/threads.as.ts for the arguments. */
export interface Task {
  /** A WebAssembly module and the shared memory for it. */
  readonly module: object;
  readonly memory: object;
  readonly helper: number;
  readonly session: number;
  readonly ownPlaces: number;
}

/** A thread that does what helper.ts says. */
export interface Helper {
  post(task: Task): void;
}

/** A memory that helpers may work on. */
export interface Site {
  readonly module: object;
  readonly memory: { readonly buffer: ArrayBuffer | SharedArrayBuffer };
  /** How many threads are to work on it, the first among them. */
  readonly threads: number;
  /** Where a helper's own places begin. */
  ownPlaces(helper: number): number;
}

/**
 * The helpers of this thread's kernels. They work for one memory at a time, that of the latest
 * call; a memory whose helpers are not (yet) at their places is worked on by one thread.
 */
export class Crew {
  readonly threads: number;
  private readonly start: () => Helper;
  private readonly helpers: Helper[] = [];
  private site: { readonly of: Site; readonly words: Int32Array; readonly session: number } | null =
    null;
  private sessions = 0;

  /** @param start starts a helper; may throw: then there are as many threads as there are */
  constructor(threads: number, start: () => Helper) {
    this.threads = Math.max(1, Math.min(threads, MOST_THREADS));
    this.start = start;
  }

  /** Whether all helpers of the memory are at their places; calls them when they are not. */
  isAt(site: Site): boolean {
    if (this.site?.of !== site) this.move(site);
    if (this.site === null) return false;
    const { words, session } = this.site;
    for (let helper = 1; helper < site.threads; helper++) {
      if (Atomics.load(words, JOINED_AT / 4 + helper) !== session) return false;
    }
    return true;
  }

  private move(of: Site): void {
    if (this.site) {
      const { words } = this.site;
      Atomics.store(words, SESSION_AT / 4, 0);
      Atomics.add(words, OPENED_AT / 4, 1);
      Atomics.notify(words, OPENED_AT / 4);
      this.site = null;
    }
    while (this.helpers.length < of.threads - 1) this.helpers.push(this.start());
    this.sessions += 1;
    const session = this.sessions;
    const words = new Int32Array(of.memory.buffer);
    Atomics.store(words, SESSION_AT / 4, session);
    const { module, memory } = of;
    this.helpers.slice(0, of.threads - 1).forEach((helper, index) => {
      const own = index + 1;
      helper.post({ module, memory, helper: own, session, ownPlaces: of.ownPlaces(own) });
    });
    this.site = { of, words, session };
  }
}

let hired: Crew | null = null;

/** Lets all kernels of this thread from now on use so many threads; null: one. */
export function hire(crew: Crew | null): void {
  hired = crew;
}

/** The crew for memories that are made now; null: there is one thread. */
export function hiredCrew(): Crew | null {
  return hired;
}
