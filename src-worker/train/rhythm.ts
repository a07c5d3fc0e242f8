import type { TrainingProgress } from "../api.ts";

/** The world outside, lent to the loop. None of it can change a result. */
export interface Hooks {
  progress(progress: Omit<TrainingProgress, "model">): void;
  /** Milliseconds. */
  now(): number;
  /** Resolves after waiting messages are answered. */
  breathe(): Promise<void>;
}

/** Training looks up after so long. */
const BURST_MS = 8;
const PROGRESS_MS = 1000 / 30;
/** Multiply-adds between two looks at the clock: well below a burst, far above a look's cost. */
const WORK_PER_LOOK = 100_000;
/** What a kernel call costs beside its multiply-adds, in these. */
const CALL_WORK = 100;

/** Runs work in bursts, between which messages are answered and progress is told. */
export class Rhythm {
  private readonly startedAt: number;
  private readonly hooks: Hooks;
  private readonly tell: () => void;
  private paused = false;
  private burstStart: number;
  private toldAt: number;
  private work = 0;

  /** @param tell is called at most 30 times a second, between two bursts */
  constructor(hooks: Hooks, tell: () => void) {
    this.hooks = hooks;
    this.tell = tell;
    this.startedAt = hooks.now();
    this.burstStart = this.startedAt;
    this.toldAt = this.startedAt;
  }

  /** Seconds since the start. */
  get seconds(): number {
    return (this.hooks.now() - this.startedAt) / 1000;
  }

  /** Ends the running work after its present burst. */
  pause(): void {
    this.paused = true;
  }

  /**
   * Runs work, which yields how much it did, to its end; null: paused on the way. At once where no
   * look up falls into it, as a promise costs as much as a step of a tiny network.
   */
  drive<T>(work: Generator<number, T>): T | null | Promise<T | null> {
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      if (this.isDue(value)) return this.driveOn(work);
    }
  }

  private async driveOn<T>(work: Generator<number, T>): Promise<T | null> {
    if (!(await this.lookUp())) return null;
    return this.drive(work);
  }

  /** Counts work that was done. @returns whether it is time to look up */
  isDue(work: number): boolean {
    this.work += work + CALL_WORK;
    if (this.work < WORK_PER_LOOK) return false;
    this.work = 0;
    return this.hooks.now() - this.burstStart >= BURST_MS;
  }

  /** Tells progress and lets messages be answered. @returns false when paused by one */
  async lookUp(): Promise<boolean> {
    const { hooks } = this;
    const now = hooks.now();
    if (now - this.toldAt >= PROGRESS_MS) {
      this.toldAt = now;
      this.tell();
    }
    await hooks.breathe();
    this.burstStart = hooks.now();
    return !this.paused;
  }
}
