/**
 * The contract of the worker: what the window and the command line may ask of the engine, in
 * plain data. Used through comlink (src-worker/connect.ts); implemented by src-worker/engine.ts.
 *
 * Every method may reject with a UserError (src-worker/errors.ts), which crosses the border with
 * its place and remedy; a cancelled task rejects with Cancelled. Typed arrays in results are
 * moved, not copied.
 */

import type {
  DatasetSpec,
  DatasetSummary,
  Part,
  PreprocessingCatalogue,
  Task,
} from "./data/dataset.ts";
import type {
  ColumnType,
  DataSource,
  ReadableSource,
  RowPage,
  TableSummary,
  TextPreview,
} from "./data/table.ts";
import type { EvaluateEngine } from "./evaluate/contract.ts";
import type { Wording } from "./formats/report/wording.ts";
import type { LossName, NetworkSpec } from "./graph/network.ts";
import type { GradientCheck } from "./inspect/check.ts";
import type { InspectEngine } from "./inspect/contract.ts";
import type { Result } from "./inspect/solve.ts";
import type { ComputeArithmetic, ComputeEngine } from "./kernels/contract.ts";
import type { LabEngine } from "./lab/contract.ts";
import type { LearnEngine } from "./learn/contract.ts";
import type { History, Stop } from "./train/history.ts";
import type { CatalogueEntry, LiveOptions, TrainingOptions } from "./train/options.ts";

export type * from "./data/dataset.ts";
export type * from "./data/table.ts";
export type * from "./evaluate/contract.ts";
export type { Wording } from "./formats/report/wording.ts";
export type * from "./graph/network.ts";
export type { GradientCheck, Kink } from "./inspect/check.ts";
export type * from "./inspect/contract.ts";
export type { Result } from "./inspect/solve.ts";
export type * from "./kernels/contract.ts";
export type * from "./lab/contract.ts";
export type * from "./learn/contract.ts";
export type * from "./train/history.ts";
export type * from "./train/options.ts";

/** How far a long task is. */
export interface TaskProgress {
  /** What is being done, for a person: "reading iris.csv". */
  readonly what: string;
  readonly done: number;
  /** In the unit of `done`; null when not known. */
  readonly total: number | null;
}

/**
 * Hears of a long task, at most 30 times a second. The `task` name beside it is chosen by the
 * caller, unique among its running tasks: `cancel` ends the task by it.
 */
export type OnProgress = (progress: TaskProgress) => void;

/** All there is to choose from: the menus of the window and the words of the command line. */
export interface Catalogue {
  /** `role`: where an activation may stand. */
  readonly activations: readonly (CatalogueEntry & {
    readonly role: "hidden" | "output" | "both";
  })[];
  readonly losses: readonly (CatalogueEntry & { readonly name: LossName })[];
  readonly optimizers: readonly CatalogueEntry[];
  readonly schedules: readonly CatalogueEntry[];
  readonly initializers: readonly CatalogueEntry[];
  readonly samples: readonly SampleEntry[];
  readonly exportFormats: readonly ExportEntry[];
  readonly preprocessing: PreprocessingCatalogue;
  /** What training starts from unless told otherwise, the same in the window and in the CLI. */
  readonly defaults: TrainingOptions;
}

/** A generated data set. */
export interface SampleEntry {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly rows: number;
  readonly columns: number;
  readonly task: Task;
}

/** A way out of the program: see `exportModel`. */
export interface ExportEntry {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  /** Whether it is a folder of files; otherwise it is one file, which the user names. */
  readonly folder: boolean;
  /** Usual ending of the file's name, with its dot; empty for a folder. */
  readonly extension: string;
}

/** One file of an export: `name` is relative to the chosen place, with "/" between folders. */
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

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

/** How good a model is on some rows. */
export type Metrics =
  | {
      readonly kind: "classification";
      readonly rows: number;
      /** Mean over the rows. */
      readonly loss: number;
      readonly accuracy: number;
      /** Rows: true class, columns: predicted class. */
      readonly confusion: readonly (readonly number[])[];
      readonly labels: readonly string[];
      /** Of a whole table: what could not be coded, counted, in words. */
      readonly notes?: readonly string[];
    }
  | {
      readonly kind: "regression";
      readonly rows: number;
      readonly loss: number;
      /** In the target's own unit. */
      readonly rmse: number;
      readonly mae: number;
      readonly r2: number;
      readonly notes?: readonly string[];
    };

/** How good a way of making models is, whatever the split. */
export interface CrossValidation {
  readonly folds: readonly {
    /** Rows trained on. */
    readonly training: number;
    readonly epochs: number;
    /** On the rows of the fold. */
    readonly metrics: Metrics;
  }[];
  /** Loss and accuracy, or loss, RMSE, MAE and R²: over the folds, each alike. */
  readonly summary: readonly {
    readonly name: "loss" | "accuracy" | "rmse" | "mae" | "r2";
    readonly mean: number;
    /** Sample standard deviation (divisor folds − 1). */
    readonly spread: number;
  }[];
}

/** Predictions for some rows. */
export interface PredictionPage {
  readonly start: number;
  readonly total: number;
  /** Row of the table, from 0, that each prediction is for. */
  readonly rows: readonly number[];
  /** The outputs u, [rows, outputs]: probabilities, or values in the target's own unit. */
  readonly outputs: Float32Array;
  /** Predicted label or value, one an output column (one for classification). */
  readonly predicted: readonly (readonly (string | number)[])[];
  /** True label or value, "" where a row has none; null where the data has no target. */
  readonly actual: readonly (readonly (string | number)[])[] | null;
  /** Of a whole table: categories that the model does not know, counted over all rows. */
  readonly notes?: readonly string[];
}

/** A region of the plane of two features, the others held at their mean (or first category). */
export interface MapRequest {
  /** Other values to hold features at, by their name (`features`): numbers in their own unit, or
   *  labels. */
  readonly held?: Readonly<Record<string, number | string>>;
  readonly xFeature: string;
  readonly yFeature: string;
  /** Bounds in the features' own units; null: the data's range and a margin of a tenth. */
  readonly bounds: {
    readonly x: readonly [number, number];
    readonly y: readonly [number, number];
  } | null;
  readonly width: number;
  readonly height: number;
}

/** What the network says over a plane: row 0 is the top (largest y). */
export interface DecisionMap {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly width: number;
  readonly height: number;
  /** Outputs u, [height, width, outputs]. */
  readonly values: Float32Array;
  readonly outputs: number;
  /** The training and validation points, at most 2000: x, y, class or value, part. */
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly target: number;
    readonly part: Part;
  }[];
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

/** What a hidden unit has learnt: its activation over a plane or, for pixels, its weights. */
export interface UnitMaps {
  readonly layer: number;
  readonly width: number;
  readonly height: number;
  /** [units, height, width]. */
  readonly values: Float32Array;
}

/** Each view's own part of the contract stands beside its code. */
export interface Engine
  extends InspectEngine,
    EvaluateEngine,
    LabEngine,
    LearnEngine,
    ComputeEngine {
  catalogue(): Promise<Catalogue>;
  /** Answers as soon as the engine comes to a breath: one that does not for long hangs. */
  answer(): Promise<void>;
  /** Ends the task of that name, which rejects with Cancelled; no effect when there is none. */
  cancel(task: string): Promise<void>;

  /** Reads a file or makes a sample, and keeps it as typed columns. */
  openTable(source: DataSource, task: string, progress: OnProgress): Promise<TableSummary>;
  /** Reads the same source again with other column types. The old id stays valid until closed. */
  retypeTable(
    table: number,
    types: Readonly<Record<string, ColumnType>>,
    task: string,
    progress: OnProgress,
  ): Promise<TableSummary>;
  /** The first rows of a text table as it would be read; null: it is no text. */
  preview(source: ReadableSource): Promise<TextPreview | null>;
  rows(table: number, start: number, count: number): Promise<RowPage>;
  closeTable(table: number): Promise<void>;

  /** Codes, splits and scales a table for training. */
  prepare(spec: DatasetSpec): Promise<DatasetSummary>;
  closeDataset(dataset: number): Promise<void>;

  /** A sound network and training for the data set. */
  propose(dataset: number): Promise<Proposal>;
  /** What is wrong or unwise in a combination; empty: nothing. */
  judge(spec: ModelSpec): Promise<readonly Objection[]>;

  /** Makes a model with freshly initialised parameters. @throws on an "error" objection */
  createModel(spec: ModelSpec): Promise<ModelState>;
  /** Reads a model file, or the model of a project. It can predict at once, and train after `attach`. */
  openModel(source: FileSource, task: string, progress: OnProgress): Promise<ModelState>;
  /** Gives a model a table to go on training with: coded, scaled and split as before.
   *  `testTable`: its rows are the test part. */
  attach(model: number, table: number, testTable?: number): Promise<ModelState>;
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

  /**
   * Trains the specified model once a fold, freshly coded and from the same start, on all other
   * folds, and measures it on that one. The test part stays out of it.
   * @throws when `folds` is not between 2 and the number of rows
   */
  crossValidate(
    spec: ModelSpec,
    folds: number,
    task: string,
    progress: OnProgress,
  ): Promise<CrossValidation>;

  evaluate(model: number, part: Part): Promise<Metrics>;
  predict(model: number, part: Part, start: number, count: number): Promise<PredictionPage>;
  /** Metrics on another table with the same columns. */
  evaluateTable(model: number, table: number): Promise<Metrics>;
  predictTable(model: number, table: number, start: number, count: number): Promise<PredictionPage>;
  decisionMap(model: number, request: MapRequest): Promise<DecisionMap>;
  unitMaps(model: number, layer: number, request: MapRequest): Promise<UnitMaps>;

  parameters(model: number): Promise<readonly LayerParameters[]>;
  /** SHA-256, hex, over all parameters as little-endian float32 in the order of their names. */
  parametersSha256(model: number): Promise<string>;
  /** Every intermediate, loss and gradient of a `chainrule-problem/1` file, by name. */
  solve(
    problem: FileSource,
    task: string,
    progress: OnProgress,
  ): Promise<Readonly<Record<string, Result>>>;
  /** Backpropagation against central differences in float64, on the table's first 64 rows. */
  check(model: number, table: number, request: CheckRequest): Promise<GradientCheck>;

  /** The model as bytes of a safetensors file. */
  saveModel(model: number): Promise<Uint8Array>;
  /** The table, the model on it (null: none yet) and further ones as bytes of a project file. */
  saveProject(
    table: number,
    model: number | null,
    runs: readonly { readonly model: number; readonly note: string }[],
  ): Promise<Uint8Array>;
  /** Reads a project file: its table, and its models with the table attached. */
  openProject(
    source: FileSource,
    task: string,
    progress: OnProgress,
  ): Promise<{
    readonly table: TableSummary;
    readonly model: ModelState | null;
    readonly runs: readonly { readonly model: ModelState; readonly note: string }[];
  }>;
  /**
   * The model for other programs, with the data attached to it where the format holds data; a
   * format that people read is in English unless `wording` says otherwise.
   */
  exportModel(model: number, format: string, wording?: Wording): Promise<readonly ExportedFile[]>;
  /** Says which activation each layer of a `plain` model has; softmax and one sigmoid mean classes. */
  setActivations(model: number, names: readonly string[]): Promise<ModelState>;
  /** Reads a model of another program (ONNX). It is used as one of `openModel`. */
  importModel(source: FileSource, task: string, progress: OnProgress): Promise<ModelState>;
}

/** A file that the host opens for the worker by a token: see DataSource. */
export interface FileSource {
  readonly kind: "file";
  readonly token: string;
  /** The file's name, for messages. */
  readonly name: string;
}
