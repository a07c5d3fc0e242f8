import type { EpochPoint, History, StepPoint } from "./history.ts";

/** Most points of either kind; beyond, the series is thinned to half. */
const MAX_POINTS = 600;

/** All that a recorder needs to go on. */
export interface RecorderState {
  readonly history: History;
  /** Steps that one step point stands for. */
  readonly stepStride: number;
  /** Epochs from one kept epoch point to the next. */
  readonly epochStride: number;
  /** Losses of the steps since the last step point, and how many. */
  readonly pendingSum: number;
  readonly pendingCount: number;
}

/**
 * Records the course of a training in bounded space: step points are means over 1, 2, 4, …
 * steps, epoch points are those of every 1st, 2nd, 4th, … epoch, as many as have room.
 */
export class Recorder {
  private epochs: EpochPoint[];
  private steps: StepPoint[];
  private stepStride: number;
  private epochStride: number;
  private pendingSum: number;
  private pendingCount: number;

  constructor(state?: RecorderState) {
    this.epochs = [...(state?.history.epochs ?? [])];
    this.steps = [...(state?.history.steps ?? [])];
    this.stepStride = state?.stepStride ?? 1;
    this.epochStride = state?.epochStride ?? 1;
    this.pendingSum = state?.pendingSum ?? 0;
    this.pendingCount = state?.pendingCount ?? 0;
  }

  addStep(step: number, loss: number): void {
    this.pendingSum += loss;
    this.pendingCount += 1;
    if (this.pendingCount < this.stepStride) return;
    this.steps.push({ step, loss: this.pendingSum / this.pendingCount });
    this.pendingSum = 0;
    this.pendingCount = 0;
    if (this.steps.length > MAX_POINTS) this.halveSteps();
  }

  addEpoch(point: EpochPoint): void {
    // The newest point is always there; it stays only if its epoch is one of those kept.
    const last = this.epochs.at(-1);
    if (last && last.epoch % this.epochStride !== 0) this.epochs.pop();
    this.epochs.push(point);
    if (this.epochs.length <= MAX_POINTS) return;
    this.epochStride *= 2;
    this.epochs = this.epochs.filter(
      ({ epoch }) => epoch % this.epochStride === 0 || epoch === point.epoch,
    );
  }

  /** What was recorded so far; a copy. */
  history(): History {
    return { epochs: [...this.epochs], steps: [...this.steps] };
  }

  state(): RecorderState {
    const { stepStride, epochStride, pendingSum, pendingCount } = this;
    return { history: this.history(), stepStride, epochStride, pendingSum, pendingCount };
  }

  private halveSteps(): void {
    const kept: StepPoint[] = [];
    for (let i = 0; i + 1 < this.steps.length; i += 2) {
      const [first, second] = [this.steps[i], this.steps[i + 1]] as [StepPoint, StepPoint];
      kept.push({ step: second.step, loss: (first.loss + second.loss) / 2 });
    }
    // The odd point left over waits for its partner.
    if (this.steps.length % 2 === 1) {
      const left = this.steps.at(-1) as StepPoint;
      this.pendingSum = left.loss * this.stepStride;
      this.pendingCount = this.stepStride;
    }
    this.stepStride *= 2;
    this.steps = kept;
  }
}
