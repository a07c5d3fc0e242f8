import type { TrainingState } from "./state.ts";

const MOST = 32;
const MOST_BYTES = 128 * 2 ** 20;

/**
 * States of a training to go back to: evenly over its epochs, at growing distances the longer it
 * lasts, so that there are never too many and taking them never costs more than a small share.
 */
export class Snapshots {
  private kept: TrainingState[] = [];
  /** Epochs between two of them. */
  private stride = 1;

  /** @param take gives the state after so many epochs; called only when it will be kept */
  offer(epoch: number, take: () => TrainingState): void {
    if (epoch % this.stride !== 0) return;
    const state = take();
    this.kept = [...this.kept.filter(({ step }) => step < state.step), state];
    while (this.kept.length > 1 && this.kept.length > mostOf(state)) {
      this.stride *= 2;
      const [first, ...others] = this.kept;
      this.kept = others.filter((other) => other.epoch % this.stride === 0);
      // The start stays: every training can be looked at from there.
      if (first) this.kept.unshift(first);
      if (this.stride > epoch) break;
    }
  }

  /** Takes over those of another training up to the step at which this one branches off. */
  inherit(other: Snapshots, step: number): void {
    this.kept = other.kept.filter((state) => state.step <= step);
    this.stride = other.stride;
  }

  /** All of them, the earliest first. */
  get all(): readonly TrainingState[] {
    return this.kept;
  }

  /** Forgets all of them. */
  clear(): void {
    this.kept = [];
    this.stride = 1;
  }

  /** Forgets those after a step, to which the training has gone back. */
  cut(step: number): void {
    this.kept = this.kept.filter((state) => state.step <= step);
  }
}

function mostOf({ parameters, slots }: TrainingState): number {
  const vectors = 1 + Object.keys(slots).length;
  return Math.min(MOST, Math.floor(MOST_BYTES / (vectors * parameters.byteLength)));
}
