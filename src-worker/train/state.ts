import type { RandomState } from "../kernels/random.ts";
import type { Stop } from "./history.ts";
import type { RecorderState } from "./recorder.ts";

/** The parameters with the lowest validation loss so far. */
export interface Best {
  readonly parameters: Float32Array;
  readonly loss: number;
  readonly epoch: number;
}

/** All that training needs to go on to the same bits as if it had never stopped. */
export interface TrainingState {
  /** In the order of their names. */
  readonly parameters: Float32Array;
  /** State vectors of the optimiser by name, each as long as the parameters. */
  readonly slots: Readonly<Record<string, Float32Array>>;
  /** Steps taken. */
  readonly step: number;
  /** Epochs completed. */
  readonly epoch: number;
  /** Rows of an epoch; with data of another size, the current epoch begins anew. */
  readonly rows: number;
  /** Rows of the current epoch that are done. */
  readonly position: number;
  /** Rows of a batch in the current epoch. */
  readonly batch: number;
  /** The shuffling generator before it drew the current epoch's order. */
  readonly shuffle: RandomState;
  readonly dropout: RandomState;
  /** Sum of the losses of the current epoch's rows so far, and how many were classified right. */
  readonly epochLoss: number;
  readonly epochRight: number;
  /** The last batch's loss; NaN before the first step. */
  readonly batchLoss: number;
  readonly best: Best | null;
  readonly recorder: RecorderState;
  /** Set when steps were taken in fast arithmetic. */
  readonly fast?: true;
  /** Seconds spent training. */
  readonly seconds: number;
  /** Why training stopped by itself; null: it did not. */
  readonly stopped: Stop | null;
}
