/** What was measured at the end of one epoch. */
export interface EpochPoint {
  readonly epoch: number;
  readonly step: number;
  /** Mean loss of a row over the epoch's batches, before each update. */
  readonly loss: number;
  /** Share of training rows classified right, over the epoch's batches; null for regression. */
  readonly accuracy: number | null;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly learningRate: number;
}

/** A mean of consecutive batch losses. */
export interface StepPoint {
  /** The last step of the mean. */
  readonly step: number;
  readonly loss: number;
}

/** Why a training ended by itself: at its last epoch, early, or at a number that is none. */
export interface Stop {
  readonly kind: "finished" | "early" | "diverged";
  /** What happened and what to do, for a person. */
  readonly words: string;
}

/** The course of a training, thinned so that its size stays bounded. */
export interface History {
  readonly epochs: readonly EpochPoint[];
  readonly steps: readonly StepPoint[];
}
