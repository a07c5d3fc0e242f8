import type { ColumnHint } from "./table.ts";

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
  /** Whether regression targets and, unless `scaling` says otherwise, numeric features are brought
   *  to mean 0, deviation 1 with the training part's figures. A constant column is only centred. */
  readonly standardize: boolean;
  /** Share of rows held out for validation, 0 ≤ share < 1; null: 0.2, but none below 20 rows. */
  readonly validation: number | null;
  /** Share of rows held out as test part, 0 ≤ share < 1. */
  readonly test: number;
  /** Rows with a missing value in a used column: left out, or filled from the training part. Of
   *  categories, whatever is no "drop" takes the most frequent. */
  readonly missing: FillerName;
  /** Seeds the random split: an integer, 0 ≤ seed < 2³². */
  readonly seed: number;
  /** Scaling of all numeric features, dates' parts and ordinal codes; left out: "standard" or
   *  "none", as `standardize` says. */
  readonly scaling?: ScalerName;
  /** Coding of all categories (left out: "one-hot"). */
  readonly encoding?: EncoderName;
  /** What is chosen otherwise for single feature columns, by name. */
  readonly columns?: Readonly<Record<string, ColumnChoice>>;
  /** Numeric column of at least 0 that multiplies each row's loss; null: all rows count alike. */
  readonly weight?: string | null;
  /** How rows are held out (left out: "stratified"). */
  readonly split?: SplitName;
  /** The column that "column" and "group" need and "order" may have (null: order of the rows). Of
   *  "column" and "group" it is no feature. */
  readonly splitColumn?: string | null;
  /** A table whose rows are the test part; `test` counts as 0 then. Belongs to the session, not to
   *  the model. */
  readonly testTable?: number | null;
}

/** Scalings of a number: entries of data/scalers.ts. */
export type ScalerName = "none" | "standard" | "minmax" | "robust" | "log";

/** Codings of a category: entries of data/encoders.ts. */
export type EncoderName = "one-hot" | "ordinal";

/** What becomes of missing values: entries of data/fillers.ts. "value": the column's own choice. */
export type FillerName = "drop" | "mean" | "median" | "mode" | "value";

/** Ways to hold rows out: entries of data/splits.ts. */
export type SplitName = "stratified" | "random" | "column" | "group" | "order";

/** Numbers that a date is taken apart into: entries of data/date-parts.ts. */
export type DatePart =
  | "time"
  | "year"
  | "month"
  | "day"
  | "weekday"
  | "dayOfYear"
  | "hour"
  | "minute"
  | "second";

/** Choices for one feature column; what is left out is as for all. */
export interface ColumnChoice {
  readonly scaling?: ScalerName;
  readonly encoding?: EncoderName;
  readonly missing?: FillerName;
  /** With missing "value": a number, a category's label, or a date as text. */
  readonly value?: number | string;
  /** Of a date; left out: those that differ within the training part, "time" not among them. */
  readonly parts?: readonly DatePart[];
}

/** A choice in a menu of the preprocessing. */
export interface PreprocessingEntry<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** One sentence for a tooltip. */
  readonly about: string;
}

/** All choices there are for a data set, and what holds unless told otherwise: the same in the
 *  window and on the command line. */
export interface PreprocessingCatalogue {
  readonly scalers: readonly PreprocessingEntry<ScalerName>[];
  readonly encoders: readonly PreprocessingEntry<EncoderName>[];
  readonly fillers: readonly PreprocessingEntry<FillerName>[];
  /** `column`: whether the split goes by a column. */
  readonly splits: readonly (PreprocessingEntry<SplitName> & {
    readonly column: "none" | "needed" | "optional";
  })[];
  readonly dateParts: readonly PreprocessingEntry<DatePart>[];
  readonly defaults: DatasetDefaults;
}

/** A whole specification but for what only the table can tell. */
export type DatasetDefaults = Required<Omit<DatasetSpec, "table" | "targets" | "testTable">>;

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
  /** Rows of each class in each part, in the order of `labels`; null for regression. */
  readonly balance: Readonly<Record<Part, readonly number[]>> | null;
  /** Columns to look at twice: a feature that equals the target and the like. */
  readonly hints: readonly ColumnHint[];
}

/** (curve(value) − mean) / scale. */
export interface NumberScale {
  /** "log": sign(v) · ln(1 + |v|), defined for every number; left out: the value itself. */
  readonly curve?: "log";
  readonly mean: number;
  readonly scale: number;
}

/** One feature column, and the inputs it becomes: `inputCount` in data/code.ts. */
export type FeatureCoding =
  | (NumberScale & {
      readonly column: string;
      readonly type: "number";
      /** The training part has whole numbers that float32 would round. */
      readonly wide?: true;
      /** Put in place of a missing value; null: such rows are left out. */
      readonly fill: number | null;
    })
  | {
      readonly column: string;
      readonly type: "category";
      /** One-hot: one input a label, in this order; an unseen category gives all zeros. */
      readonly labels: readonly string[];
      readonly fill: string | null;
    }
  | (NumberScale & {
      readonly column: string;
      /** One input: the label's place from 0, scaled; an unseen category has the place −1. */
      readonly type: "ordinal";
      readonly labels: readonly string[];
      readonly fill: string | null;
    })
  | {
      readonly column: string;
      /** One input a part. */
      readonly type: "date";
      readonly parts: readonly (NumberScale & { readonly part: DatePart })[];
      /** What comes first in dates such as 3/4/2024; left out: the training part had none. */
      readonly order?: "month" | "day";
      /** Milliseconds since 1970 UTC. */
      readonly fill: number | null;
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
  readonly spec: Omit<DatasetSpec, "table" | "testTable">;
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
  /** Row of the table (of the test part: of the test table, if there is one) each came from. */
  readonly source: Int32Array;
  /** What each row's loss is multiplied by; left out: 1. */
  readonly weights?: Float32Array;
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
  readonly hints: readonly ColumnHint[];
}
