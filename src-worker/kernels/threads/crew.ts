import { JOINED_AT, MOST_THREADS, OPENED_AT, SESSION_AT } from "../wasm/places.ts";
import type { SharedMemory } from "./instance.ts";

/** What a helper is told to begin with a memory; see wasm/threads.as.ts for the arguments. */
export interface Task {
  /** A WebAssembly module and the shared memory for it. */
  readonly module: object;
  readonly memory: SharedMemory;
  readonly helper: number;
  readonly session: number;
  readonly ownPlaces: number;
}

/** A thread that does what helper.ts says. */
export interface Helper {
  post(task: Task): void;
  /** Ends the thread, whatever it is doing. */
  end(): void;
}

/** A memory that helpers may work on. */
export interface Site {
  readonly module: object;
  readonly memory: SharedMemory;
  /** How many threads are to work on it, the first among them. */
  readonly threads: number;
  /** Where a helper's own places begin. */
  ownPlaces(helper: number): number;
}

/** From how much work on threads may be worth it, in multiply-adds. */
export interface Worth {
  /** Of a call, to open it to the helpers and meet them. */
  readonly call: number;
  /** Of the calls of a list that are divided, to wake the helpers. */
  readonly list: number;
  /** Of a pass through a graph and back, for each thread beside the first. */
  readonly thread: number;
  /** Milliseconds that threads are tried before they are compared with one; see pace.ts. */
  readonly trial: number;
  /** Milliseconds without any part done after which helpers are taken for dead. */
  readonly stall: number;
}

const usual: Worth = {
  call: 30_000,
  list: 100_000,
  thread: 300_000,
  trial: 3,
  // A part takes milliseconds, and a computer may be busy with much else.
  stall: 10_000,
};

/**
 * The helpers of this thread's kernels. They work for one memory at a time, that of the latest
 * call; a memory at which no helper is (yet) is worked on by one thread.
 */
export class Crew {
  readonly threads: number;
  readonly worth: Worth;
  private readonly start: (gone: () => void) => Helper;
  private readonly helpers: Helper[] = [];
  private site: { readonly of: Site; readonly words: Int32Array; readonly session: number } | null =
    null;
  private sessions = 0;
  /** Threads cannot be started here, or not be given memory, or have been sent away for good. */
  private isRefused = false;
  private hasLost = false;

  /**
   * @param threads at most, this one among them
   * @param start starts a helper; it calls `gone` when the thread has ended by itself
   */
  constructor(threads: number, start: (gone: () => void) => Helper, worth = usual) {
    this.threads = Math.max(1, Math.min(threads, MOST_THREADS));
    this.start = start;
    this.worth = worth;
  }

  /** Whether any helper is at its place at the memory; calls them when they are elsewhere. */
  isAt(site: Site): boolean {
    if (this.site?.of !== site && !this.isRefused) this.move(site);
    return this.count(1) > 0;
  }

  /** Whether all helpers are at their places at the memory they were called to last. */
  get isComplete(): boolean {
    return this.site !== null && this.count(this.site.of.threads) === this.site.of.threads - 1;
  }

  /** Whether a helper stopped in the midst of its work, so that there are none any more. */
  get isLost(): boolean {
    return this.hasLost;
  }

  /** Ends all helpers, of which one has stopped in the midst of its work. */
  lose(): void {
    this.hasLost = true;
    this.dismiss();
  }

  /** Ends all helpers; memories that they worked on are worked on by one thread from now on. */
  dismiss(): void {
    this.isRefused = true;
    this.leave();
    for (const helper of this.helpers.splice(0)) helper.end();
  }

  /** How many helpers are at their places, of those that there should be; at most so many. */
  private count(most: number): number {
    if (this.site === null) return 0;
    const { of, words, session } = this.site;
    let found = 0;
    for (let helper = 1; helper < of.threads && found < most; helper++) {
      if (Atomics.load(words, JOINED_AT / 4 + helper) === session) found += 1;
    }
    return found;
  }

  private move(of: Site): void {
    this.leave();
    this.sessions += 1;
    const session = this.sessions;
    const words = new Int32Array(of.memory.buffer);
    Atomics.store(words, SESSION_AT / 4, session);
    const { module, memory } = of;
    try {
      for (let helper = 1; helper < of.threads; helper++) {
        const ownPlaces = of.ownPlaces(helper);
        this.helper(helper).post({ module, memory, helper, session, ownPlaces });
      }
      this.site = { of, words, session };
    } catch {
      this.isRefused = true;
    }
  }

  /** Sends the helpers away from where they are. */
  private leave(): void {
    if (this.site === null) return;
    const { words } = this.site;
    Atomics.store(words, SESSION_AT / 4, 0);
    Atomics.add(words, OPENED_AT / 4, 1);
    Atomics.notify(words, OPENED_AT / 4);
    this.site = null;
  }

  private helper(number: number): Helper {
    const helper = this.helpers[number - 1] ?? this.start(() => this.miss(number));
    this.helpers[number - 1] = helper;
    return helper;
  }

  /** A helper that has ended is at no place. */
  private miss(number: number): void {
    if (this.site !== null) Atomics.store(this.site.words, JOINED_AT / 4 + number, 0);
  }
}

let hired: Crew | null = null;

/** Lets all kernels of this thread from now on use so many threads; null: one. */
export function hire(crew: Crew | null): void {
  hired = crew;
}

/** The crew for memories that are made now; null: there is one thread. */
export function hiredCrew(): Crew | null {
  return hired?.isLost ? null : hired;
}

/** Whether the crew was lost, and there is one thread for that reason. */
export function isCrewLost(): boolean {
  return hired?.isLost ?? false;
}
