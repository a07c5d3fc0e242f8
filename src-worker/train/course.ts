import type { ComputeArithmetic } from "../kernels/contract.ts";
import type { Epoch } from "./epoch.ts";
import type { History, Stop } from "./history.ts";
import { Recorder } from "./recorder.ts";
import type { TrainingState } from "./state.ts";
import type { Validation } from "./validation.ts";
import { Watch } from "./watch.ts";

/** What a training has come to so far, beside the numbers that it computes with. */
export class Course {
  /** The last batch's; NaN before the first step. */
  batchLoss: number;
  /** Spent training. */
  seconds: number;
  /** Why training stopped by itself; null: it did not. */
  stopped: Stop | null;
  private epochsDone: number;
  private hasFastSteps: boolean;
  private readonly recorder: Recorder;
  private readonly watch = new Watch();

  /** @param state where to go on from; without it, from the start */
  constructor(state?: TrainingState) {
    this.epochsDone = state?.epoch ?? 0;
    this.batchLoss = state?.batchLoss ?? Number.NaN;
    this.seconds = state?.seconds ?? 0;
    this.stopped = state?.stopped ?? null;
    this.hasFastSteps = state?.fast ?? false;
    this.recorder = new Recorder(state?.recorder);
    this.watch.best = state?.best ?? null;
  }

  /** Epochs completed. */
  get epochs(): number {
    return this.epochsDone;
  }

  get history(): History {
    return this.recorder.history();
  }

  /** "fast": some of the steps were. */
  get arithmetic(): ComputeArithmetic {
    return this.hasFastSteps ? "fast" : "exact";
  }

  /** What has to be saved of it. */
  state(): Pick<
    TrainingState,
    "epoch" | "batchLoss" | "best" | "fast" | "recorder" | "seconds" | "stopped"
  > {
    return {
      epoch: this.epochsDone,
      batchLoss: this.batchLoss,
      best: this.watch.best,
      ...(this.hasFastSteps && { fast: true }),
      recorder: this.recorder.state(),
      seconds: this.seconds,
      stopped: this.stopped,
    };
  }

  addStep(step: number, batchLoss: number, isFast: boolean): void {
    this.hasFastSteps ||= isFast;
    this.batchLoss = batchLoss;
    this.recorder.addStep(step, batchLoss);
  }

  /**
   * Takes in an epoch whose rows are all done.
   * @param step the epoch's last one
   * @param isClasses whether its accuracy means anything
   * @param learningRate of that step
   */
  addEpoch(
    epoch: Epoch,
    step: number,
    isClasses: boolean,
    measured: Validation | undefined,
    learningRate: number,
  ): void {
    this.epochsDone += 1;
    this.recorder.addEpoch({
      epoch: this.epochsDone,
      step,
      loss: epoch.loss,
      accuracy: isClasses ? epoch.accuracy : null,
      validationLoss: measured?.loss ?? null,
      validationAccuracy: measured?.accuracy ?? null,
      learningRate,
    });
  }

  /** Early stopping, after an epoch: see `Watch.see`. */
  stopEarly(loss: number, parameters: Float32Array, patience: number | null): void {
    this.stopped = this.watch.see(this.epochsDone, loss, parameters, patience);
  }

  /** Stops after the last epoch. @returns whether that is done */
  finish(epochs: number | null): boolean {
    if (epochs === null || this.epochsDone < epochs) return false;
    const { best } = this.watch;
    // Not brought back here: more epochs must go on to the same bits as if there had been no end.
    const note =
      best === null || best.epoch === this.epochsDone
        ? ""
        : `; the lowest validation loss was that of epoch ${best.epoch}`;
    this.stopped = { kind: "finished", words: `all ${epochs} epochs are done${note}` };
    return true;
  }
}
