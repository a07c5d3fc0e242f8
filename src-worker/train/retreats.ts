import type { TrainingState } from "./state.ts";

/** Steps, at the least, between two states. */
const STEPS_BETWEEN = 100;

/**
 * The states that a diverging training may fall back to. The steps just before a divergence were
 * exploding already, so that the two latest are kept and the older one counts.
 */
export class Retreats {
  private older: TrainingState;
  private newer: TrainingState;

  constructor(start: TrainingState) {
    this.older = start;
    this.newer = start;
  }

  /** Keeps the state of a step, if it is far enough from the one before. */
  offer(step: number, state: () => TrainingState): void {
    if (step - this.newer.step < STEPS_BETWEEN) return;
    this.older = this.newer;
    this.newer = state();
  }

  /** Where to fall back to. */
  get state(): TrainingState {
    return this.older;
  }

  /** Where to go on when it was no divergence that ended the training. */
  get latest(): TrainingState {
    return this.newer;
  }
}
