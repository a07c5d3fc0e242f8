import type { LossName, Reduction } from "../graph/network.ts";

/** A named choice from a catalogue (optimiser, schedule, initialiser) with its numeric options. */
export interface Choice {
  readonly name: string;
  /** Options by name; those left out have the catalogue's default. */
  readonly options: Readonly<Record<string, number>>;
}

/** Everything that decides how a network is trained. Same options, data and seed: same bits. */
export interface TrainingOptions {
  readonly loss: LossName;
  readonly reduction: Reduction;
  readonly optimizer: Choice;
  /** α of eq. (21) before the schedule, > 0. May be changed while training. */
  readonly learningRate: number;
  readonly schedule: Choice;
  /** Rows of a mini-batch, ≥ 1. May be changed while training; takes effect at the next epoch. */
  readonly batch: number;
  /** Epochs after which training ends by itself; null: until paused. */
  readonly epochs: number | null;
  /** Seeds initialisation, shuffling and dropout: an integer, 0 ≤ seed < 2³². */
  readonly seed: number;
  readonly initializer: Choice;
  /** λ of the L2 penalty; decoupled from the gradient with adamw (PyTorch's conventions). */
  readonly weightDecay: number;
  /** λ of the L1 penalty: adds λ·sign(p) to the gradient. */
  readonly l1: number;
  /** Largest norm of the whole gradient; null: not clipped. */
  readonly clipNorm: number | null;
  /** Epochs without a better validation loss after which training stops and the best parameters
   *  come back; null: never. */
  readonly earlyStopping: number | null;
  /** Layers that are not trained. */
  readonly frozen: readonly number[];
}

/** What may be changed without starting again. */
export type LiveOptions = Partial<Pick<TrainingOptions, "learningRate" | "batch" | "epochs">>;

/** One numeric option of a catalogue entry. */
export interface OptionSpec {
  readonly name: string;
  readonly label: string;
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: boolean;
}

/** An entry of a catalogue, as menus and the command line show it. */
export interface CatalogueEntry {
  readonly name: string;
  readonly label: string;
  /** One sentence for a tooltip. */
  readonly about: string;
  readonly options: readonly OptionSpec[];
}
