/** The part of the worker's contract (src-worker/api.ts) on models and their training. Plain data only. */

import type { OnProgress } from "../api.ts";
import type { DatasetSpec, Task } from "../data/dataset.ts";
import type { ColumnType } from "../data/table.ts";
import type { NetworkSpec } from "../graph/network.ts";
import type { GradientCheck } from "../inspect/check.ts";
import type { ComputeArithmetic } from "../kernels/contract.ts";
import type { History, Stop } from "../train/history.ts";
import type { LiveOptions, TrainingOptions } from "../train/options.ts";

/** A sound architecture for a data set (problem 1.4), and what in it is a free choice. */
export interface Proposal {
  readonly network: NetworkSpec;
  readonly training: TrainingOptions;
  readonly reasons: readonly Reason[];
}

/** One choice of a proposal, why it is so, and whether another would do as well. */
export interface Reason {
  /** "inputs", "outputs", "output activation", "loss", "hidden units", "hidden activation". */
  readonly choice: string;
  readonly value: string;
  readonly why: string;
  readonly free: boolean;
}

/** A choice that cannot work ("error": training refuses) or is unwise ("warning"), in words. */
export interface Objection {
  readonly severity: "error" | "warning";
  /** Layer it is about, from 0; null: the whole. */
  readonly layer: number | null;
  readonly words: string;
}

/** What a model is made from. */
export interface ModelSpec {
  /** The prepared data set it is for: its preprocessing becomes part of the model. */
  readonly dataset: number;
  readonly network: NetworkSpec;
  readonly training: TrainingOptions;
}

/** A model as the window shows it. Parameters are asked for separately. */
export interface ModelState {
  readonly id: number;
  readonly network: NetworkSpec;
  readonly training: TrainingOptions;
  readonly task: Task;
  /** Names of the network's inputs, after coding of categories ("colour = red"). */
  readonly inputNames: readonly string[];
  readonly targetNames: readonly string[];
  /** Class labels in the order of the outputs; null for regression. */
  readonly labels: readonly string[] | null;
  /** What the columns of its data must be read as. */
  readonly columnTypes: Readonly<Record<string, ColumnType>>;
  /** How the table must be read and coded to fit the model, for re-opening its data. */
  readonly datasetSpec: Omit<DatasetSpec, "table" | "testTable">;
  /** The data set it trains on; null until one is attached. */
  readonly dataset: number | null;
  readonly step: number;
  readonly epoch: number;
  readonly parameterCount: number;
  readonly history: History;
  /** Why training stopped by itself; null: it did not. */
  readonly stopped: Stop | null;
  /** The file held tensors alone: activations are not known and stand as identity. */
  readonly plain: boolean;
  /** "fast": some of its steps were, so that other computers may come to other bits. */
  readonly arithmetic: ComputeArithmetic;
}

/** A point of a model's training whose state is kept. */
export interface Moment {
  readonly step: number;
  readonly epoch: number;
}

/** Sent while training, at most 30 times a second. */
export interface TrainingProgress {
  readonly model: number;
  readonly step: number;
  readonly epoch: number;
  readonly stepsPerEpoch: number;
  /** Loss of the last batch, a mean over its rows with reduction "mean". */
  readonly batchLoss: number;
  /** The whole thinned history while it is short, so that a listener may simply replace its own. */
  readonly history: History;
  readonly samplesPerSecond: number;
  /** Seconds spent training since the start. */
  readonly seconds: number;
  /** Seconds left at this rate; null when training has no last epoch. */
  readonly secondsLeft: number | null;
}

/** Which parameters a gradient check looks at. */
export interface CheckRequest {
  /** So many, drawn by the seed; null: all. */
  readonly sample: number | null;
  readonly seed: number;
}

/** One layer's parameters. */
export interface LayerParameters {
  /** [units, inputs of the layer], row-major. */
  readonly weight: Float32Array;
  /** [units]; empty without a bias. */
  readonly bias: Float32Array;
}

/** Makes models and trains them. */
export interface ModelEngine {
  /** A sound network and training for the data set. */
  propose(dataset: number): Promise<Proposal>;
  /** What is wrong or unwise in a combination; empty: nothing. */
  judge(spec: ModelSpec): Promise<readonly Objection[]>;
  /** Makes a model with freshly initialised parameters. @throws on an "error" objection */
  createModel(spec: ModelSpec): Promise<ModelState>;
  /**
   * Gives a model a table to go on training with: coded, scaled and split as before. Cancelled, it
   * leaves the model as it was.
   * @param testTable its rows are the test part; null: rows of the other
   */
  attach(
    model: number,
    table: number,
    testTable?: number | null,
    task?: string,
    progress?: OnProgress,
  ): Promise<ModelState>;
  modelState(model: number): Promise<ModelState>;
  closeModel(model: number): Promise<void>;
  /**
   * Trains until paused or the bound is reached; without a bound, to the last epoch of the
   * options or for ever. Resolves with the state then.
   * `progress` is called at most 30 times a second and once at the end.
   */
  train(
    model: number,
    until: { readonly steps?: number; readonly epochs?: number },
    progress: (progress: TrainingProgress) => void,
  ): Promise<ModelState>;
  /** Stops `train` within 50 ms. Training goes on from there, to the same bits. */
  pause(model: number): Promise<void>;
  /** Back to the same start: the parameters and orders of step 0. */
  rewind(model: number): Promise<ModelState>;
  adjust(model: number, options: LiveOptions): Promise<void>;
  /** Moments of its training that a model can be taken back to, the earliest first. */
  moments(model: number): Promise<readonly Moment[]>;
  /** A new model as this one was at a kept moment; both go on by themselves. */
  branch(model: number, step: number): Promise<ModelState>;
  /** Says which activation each layer of a `plain` model has; softmax and one sigmoid mean classes. */
  setActivations(model: number, names: readonly string[]): Promise<ModelState>;
  parameters(model: number): Promise<readonly LayerParameters[]>;
  /** SHA-256, hex, over all parameters as little-endian float32 in the order of their names. */
  parametersSha256(model: number): Promise<string>;
  /** Backpropagation against central differences in float64, on the table's first 64 rows. */
  check(model: number, table: number, request: CheckRequest): Promise<GradientCheck>;
}
