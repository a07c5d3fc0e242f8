/**
 * The contract of the worker: what the window and the command line may ask of the engine, in
 * plain data. Used through comlink (src-worker/connect.ts); implemented by src-worker/engine.ts.
 *
 * Every method may reject with a UserError (src-worker/errors.ts), which crosses the border with
 * its place and remedy; a cancelled task rejects with Cancelled. Typed arrays in results are
 * moved, not copied.
 */

import type { DataEngine, SampleEntry } from "./data/contract.ts";
import type { PreprocessingCatalogue } from "./data/dataset.ts";
import type { EvaluateEngine } from "./evaluate/contract.ts";
import type { ExportEntry, FileSource, FormatsEngine } from "./formats/contract.ts";
import type { LossName } from "./graph/network.ts";
import type { InspectEngine } from "./inspect/contract.ts";
import type { Result } from "./inspect/solve.ts";
import type { ComputeEngine } from "./kernels/contract.ts";
import type { LabEngine } from "./lab/contract.ts";
import type { LearnEngine } from "./learn/contract.ts";
import type { ModelEngine } from "./session/contract.ts";
import type { PredictionEngine } from "./session/prediction-contract.ts";
import type { CatalogueEntry, TrainingOptions } from "./train/options.ts";

export type * from "./data/contract.ts";
export type * from "./evaluate/contract.ts";
export type * from "./formats/contract.ts";
export type * from "./graph/network.ts";
export type { GradientCheck, Kink } from "./inspect/check.ts";
export type * from "./inspect/contract.ts";
export type { Result } from "./inspect/solve.ts";
export type * from "./kernels/contract.ts";
export type * from "./lab/contract.ts";
export type * from "./learn/contract.ts";
export type * from "./session/contract.ts";
export type * from "./session/prediction-contract.ts";
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

/** Each part of the contract stands beside its code. */
export interface Engine
  extends DataEngine,
    ModelEngine,
    PredictionEngine,
    FormatsEngine,
    InspectEngine,
    EvaluateEngine,
    LabEngine,
    LearnEngine,
    ComputeEngine {
  catalogue(): Promise<Catalogue>;
  /** Answers as soon as the engine comes to a breath: one that does not for long hangs. */
  answer(): Promise<void>;
  /** Ends the task of that name, which rejects with Cancelled; no effect when there is none. */
  cancel(task: string): Promise<void>;

  /** Every intermediate, loss and gradient of a `chainrule-problem/1` file, by name. */
  solve(
    problem: FileSource,
    task: string,
    progress: OnProgress,
  ): Promise<Readonly<Record<string, Result>>>;
}
