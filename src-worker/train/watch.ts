import type { Stop } from "./history.ts";
import type { Best } from "./state.ts";

/** Early stopping: remembers the parameters with the lowest validation loss. */
export class Watch {
  /** Null: no epoch has been seen yet. */
  best: Best | null = null;

  /**
   * @param parameters after the epoch; when training is to stop, the best ones are put there
   * @param patience epochs without a better loss after which to stop; null: never
   * @returns why to stop; null: go on
   */
  see(epoch: number, loss: number, parameters: Float32Array, patience: number | null): Stop | null {
    if (patience === null) return null;
    const { best } = this;
    if (best === null || loss < best.loss) {
      this.best = { parameters: parameters.slice(), loss, epoch };
      return null;
    }
    if (epoch - best.epoch < patience) return null;
    parameters.set(best.parameters);
    // Training on from here begins a new watch.
    this.best = null;
    return {
      kind: "early",
      words: `the validation loss has not improved for ${patience} epochs; the parameters of epoch ${best.epoch} are back`,
    };
  }
}
