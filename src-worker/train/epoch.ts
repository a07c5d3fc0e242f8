import type { RandomState } from "../kernels/random.ts";
import { EpochOrder } from "./order.ts";
import type { TrainingState } from "./state.ts";
import type { StepsTaken } from "./stepper.ts";

/** Where training stands within an epoch, and what the epoch has come to so far. */
export class Epoch {
  /** Rows of a batch. */
  batch: number;
  private readonly order: EpochOrder;
  private done = 0;
  private lossSum = 0;
  private rightCount = 0;

  /**
   * @param rows of an epoch
   * @param shuffle state of the generator from which the order of the rows is drawn
   */
  constructor(rows: number, batch: number, shuffle: RandomState) {
    this.order = new EpochOrder(rows, shuffle);
    this.batch = Math.min(batch, rows);
  }

  /** Goes on where an epoch was left; with data of another size it begins anew. */
  static from(state: TrainingState, rows: number): Epoch {
    const epoch = new Epoch(rows, state.batch, state.shuffle);
    if (state.rows === rows && state.position <= rows) {
      epoch.done = state.position;
      epoch.lossSum = state.epochLoss;
      epoch.rightCount = state.epochRight;
    }
    return epoch;
  }

  /** Rows that are done. */
  get position(): number {
    return this.done;
  }

  get isDone(): boolean {
    return this.done >= this.order.rows.length;
  }

  /** Mean loss of the rows, each before the update of its batch. */
  get loss(): number {
    return this.lossSum / this.order.rows.length;
  }

  /** Share of the rows that spoke for their class, likewise. */
  get accuracy(): number {
    return this.rightCount / this.order.rows.length;
  }

  /** What has to be saved of it. */
  state(): Pick<
    TrainingState,
    "rows" | "position" | "batch" | "shuffle" | "epochLoss" | "epochRight"
  > {
    return {
      rows: this.order.rows.length,
      position: this.done,
      batch: this.batch,
      shuffle: this.order.state,
      epochLoss: this.lossSum,
      epochRight: this.rightCount,
    };
  }

  /** Rows of the next batch: fewer only in the last one. */
  get nextRows(): number {
    return Math.min(this.batch, this.order.rows.length - this.done);
  }

  /** Row numbers of the next batches, at most `most`, all of `nextRows` rows. */
  next(most: number): Int32Array {
    const rows = this.nextRows;
    const batches = Math.min(most, Math.floor((this.order.rows.length - this.done) / rows));
    return this.order.rows.subarray(this.done, this.done + batches * rows);
  }

  /** Takes in what the steps on the next so many rows came to. */
  add(rows: number, { sums, right }: StepsTaken): void {
    this.done += rows;
    for (const sum of sums) this.lossSum += sum;
    this.rightCount += right;
  }

  /** Begins the next epoch, in a new order. */
  advance(): void {
    this.order.advance();
    this.done = 0;
    this.lossSum = 0;
    this.rightCount = 0;
  }
}
