/** What is predicted: one of two classes, one of K classes, or numbers. */
export type Task = "binary" | "multiclass" | "regression";

/** The three parts of a data set. Only `training` is fitted on. */
export type Part = "training" | "validation" | "test";

/** How a table becomes inputs and targets. */
export interface DatasetSpec {
  readonly table: number;
  /** Target columns: one, or several numeric ones for regression. */
  readonly targets: readonly string[];
  /** Feature columns in order; null: all the others that can be used. */
  readonly features: readonly string[] | null;
  /** "auto": text or two values → classes; numbers → regression, but few whole numbers → classes. */
  readonly task: Task | "auto";
  /** Whether numeric features (and regression targets) are brought to mean 0, deviation 1 with
   *  the training part's figures. A constant column is only centred. */
  readonly standardize: boolean;
  /** Share of rows held out for validation, 0 ≤ share < 1; null: 0.2, but none below 20 rows. */
  readonly validation: number | null;
  /** Share of rows held out as test part, 0 ≤ share < 1. */
  readonly test: number;
  /** Rows with a missing value in a used column: left out, or filled from the training part. */
  readonly missing: "drop" | "mean" | "mode";
  /** Seeds the random split: an integer, 0 ≤ seed < 2³². */
  readonly seed: number;
}

/** A prepared data set as the window shows it. */
export interface DatasetSummary {
  readonly id: number;
  readonly table: number;
  readonly spec: DatasetSpec;
  readonly task: Task;
  /** Names of the network's inputs, after coding of categories ("colour = red"). */
  readonly inputNames: readonly string[];
  readonly targetNames: readonly string[];
  /** Class labels in the order of the outputs; null for regression. */
  readonly labels: readonly string[] | null;
  readonly rows: Readonly<Record<Part, number>>;
  /** Rows left out for missing values. */
  readonly dropped: number;
  /** Feature columns that were left out, and why. */
  readonly ignored: readonly { readonly column: string; readonly why: string }[];
  readonly notes: readonly string[];
}

/** One feature column, and the inputs it becomes. */
export type FeatureCoding =
  | {
      readonly column: string;
      readonly type: "number";
      /** Subtracted, then divided by: input = (value − mean) / scale. */
      readonly mean: number;
      readonly scale: number;
      /** Put in place of a missing value; null: such rows are left out. */
      readonly fill: number | null;
    }
  | {
      readonly column: string;
      readonly type: "category";
      /** One-hot: one input a label, in this order; an unseen category gives all zeros. */
      readonly labels: readonly string[];
      readonly fill: string | null;
    };

/** What target columns become. */
export type TargetCoding =
  | {
      readonly task: "binary" | "multiclass";
      readonly column: string;
      readonly labels: readonly string[];
      /** Whether the labels are numbers in the table. */
      readonly numeric: boolean;
    }
  | {
      readonly task: "regression";
      readonly columns: readonly {
        readonly column: string;
        readonly mean: number;
        readonly scale: number;
      }[];
    };

/** All that turns a row of the user's table into the network's input, and its output back. */
export interface Preprocessing {
  readonly features: readonly FeatureCoding[];
  readonly target: TargetCoding;
  readonly spec: Omit<DatasetSpec, "table">;
  readonly picture: { readonly width: number; readonly height: number } | null;
}

/** A prepared part in the worker: coded and scaled, one row a sample. */
export interface PartData {
  readonly rows: number;
  /** [rows, inputs]. */
  readonly x: Float32Array;
  /** Class index a row, from 0; empty for regression. */
  readonly labels: Int32Array;
  /** Targets [rows, outputs]: 0/1 for binary, scaled numbers for regression; empty for
   *  multiclass. */
  readonly y: Float32Array;
  /** Row of the table each row came from. */
  readonly source: Int32Array;
}

/** A prepared data set in the worker. */
export interface Dataset {
  readonly preprocessing: Preprocessing;
  readonly task: Task;
  readonly inputs: number;
  readonly inputNames: readonly string[];
  readonly parts: Readonly<Record<Part, PartData>>;
  readonly dropped: number;
  readonly ignored: DatasetSummary["ignored"];
  readonly notes: readonly string[];
}
