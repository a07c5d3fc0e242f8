/** The part of the worker's contract (src-worker/api.ts) to measure a model from every side. Plain data only. */

import type { OnProgress } from "../api.ts";
import type { Part } from "../data/dataset.ts";
import type { Diagnosis } from "../train/doctor/finding.ts";

export type * from "../train/doctor/finding.ts";

/** How well one class is told from the others. */
export interface ClassFigures {
  readonly label: string;
  /** Share of the rows predicted as the class that are of it; NaN when none is predicted so. */
  readonly precision: number;
  /** Share of the rows of the class that are predicted as it; NaN when there are none. */
  readonly recall: number;
  /** Harmonic mean of both, 2·TP / (2·TP + FP + FN); NaN when all three are 0. */
  readonly f1: number;
  /** Rows of the class. */
  readonly support: number;
}

/**
 * Every threshold on the score of one class, from the highest: rows with score ≥ thresholds[i]
 * count as the class. One entry a distinct score. ROC and precision–recall are read from it.
 */
export interface Ranking {
  /** Class that the score speaks for. */
  readonly positive: number;
  readonly thresholds: Float32Array;
  /** Rows of the class, and of the others, with at least that score. */
  readonly truePositives: Int32Array;
  readonly falsePositives: Int32Array;
  readonly positives: number;
  readonly negatives: number;
  /** Area under the ROC: the share of pairs (one row of the class, one of another) in which the
   *  former has the higher score, equal scores counting half. NaN without such pairs. */
  readonly auc: number;
  /** Average precision: Σ (recallᵢ − recallᵢ₋₁)·precisionᵢ. NaN without rows of the class. */
  readonly averagePrecision: number;
}

/** Rows whose score lies in [from, to), the last bin including its end. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean score, and share of the rows that are of the class; NaN for an empty bin. */
  readonly predicted: number;
  readonly observed: number;
}

/** Whether probabilities mean what they say, for one class. */
export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error: mean over the rows of |predicted − observed| of their bin. */
  readonly error: number;
  /** Mean of (score − 1 or 0)². */
  readonly brier: number;
}

export interface ClassAssessment {
  readonly kind: "classification";
  readonly rows: number;
  /** Mean of a row. */
  readonly loss: number;
  readonly accuracy: number;
  readonly labels: readonly string[];
  /** Rows: true class, columns: predicted class. */
  readonly confusion: readonly (readonly number[])[];
  readonly classes: readonly ClassFigures[];
  readonly ranking: Ranking;
  readonly calibration: Calibration;
}

/** Bars of equal width from `low` to `high`. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

/** One target of a regression, all in its own unit. A residual is true minus predicted. */
export interface TargetAssessment {
  readonly name: string;
  readonly rmse: number;
  readonly mae: number;
  /** 1 − Σ residual² / Σ (y − ȳ)²; NaN for a target that never changes. */
  readonly r2: number;
  /** Mean residual. */
  readonly bias: number;
  readonly residuals: Histogram;
  /** Some rows, evenly spread, at most 2000: row of the part, truth, prediction. */
  readonly row: Int32Array;
  readonly actual: Float32Array;
  readonly predicted: Float32Array;
}

export interface RegressionAssessment {
  readonly kind: "regression";
  readonly rows: number;
  /** Mean of a row, in the units of training. */
  readonly loss: number;
  readonly targets: readonly TargetAssessment[];
}

export type Assessment = ClassAssessment | RegressionAssessment;

/** How a class is decided on: the likeliest one, or one class against the rest by its score. */
export type Decision = { readonly positive: number; readonly threshold: number } | null;

/** A cell of the confusion matrix. With a threshold, 1 is its class and 0 stands for the rest. */
export interface CellRequest {
  readonly actual: number;
  readonly predicted: number;
  readonly decision: Decision;
}

/** One row of a part, with what is said about it. */
export interface JudgedRow {
  /** Row of the part, from 0. */
  readonly row: number;
  /** Row of the table, from 0. */
  readonly source: number;
  readonly actual: string | number;
  readonly predicted: string | number;
  /** Classification: the probability given to the true class. Regression: the residual. */
  readonly figure: number;
}

/** A stretch of a sorted list of rows. */
export interface JudgedRows {
  readonly start: number;
  readonly total: number;
  readonly rows: readonly JudgedRow[];
}

/** A feature as it is before its coding, or a part of a date, over the training part. */
export type FeatureSummary =
  | {
      readonly name: string;
      readonly type: "number";
      readonly low: number;
      readonly high: number;
      /** The mean. */
      readonly typical: number;
    }
  | {
      readonly name: string;
      readonly type: "category";
      readonly labels: readonly string[];
      /** The most frequent label. */
      readonly typical: string;
    };

/** What the outputs do when one feature is set to a value in every row: partial dependence. */
export interface FeatureEffect {
  readonly name: string;
  /** Values the feature is set to, in its own unit; for a category, the places of its labels. */
  readonly values: Float32Array;
  /** Null for a number. */
  readonly labels: readonly string[] | null;
  /** What is shown: a class or a target each. */
  readonly outputs: readonly string[];
  /** Mean, and the 10 % and 90 % quantiles over the rows: [values, outputs]. */
  readonly mean: Float32Array;
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** Rows it is taken over. */
  readonly rows: number;
}

/** What is lost when the values of one column are shuffled among the rows. */
export interface FeatureImportance {
  readonly column: string;
  /** Mean rise of the loss over the repeats, and its standard deviation (n − 1). */
  readonly loss: number;
  readonly lossSpread: number;
  /** The same of the fall of accuracy, or of R². */
  readonly score: number;
  readonly scoreSpread: number;
}

export interface Importance {
  /** In the order of the table. */
  readonly features: readonly FeatureImportance[];
  readonly loss: number;
  /** Accuracy, or R² (mean over the targets). */
  readonly score: number;
  readonly scoreName: "accuracy" | "R²";
  readonly rows: number;
  readonly repeats: number;
}

export interface ImportanceRequest {
  readonly part: Part;
  /** Shuffles of each feature, 2 to 100. */
  readonly repeats: number;
  readonly seed: number;
}

export interface SurfaceRequest {
  /**
   * "random": two random directions, each unit's weights scaled to the length of its own (Li et
   * al., "Visualizing the Loss Landscape of Neural Nets", 2018); "path": the two along which the
   * training went most (principal components of its path).
   */
  readonly directions: "random" | "path";
  readonly seed: number;
  /** Points along each direction, an odd number from 5 to 101. */
  readonly side: number;
  /** Random directions: from −span to span, in lengths of the parameters. */
  readonly span: number;
}

/** Loss over θ + a·d₁ + b·d₂. */
export interface LossSurface {
  /** Values of a and b. */
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** [b, a]: row j is b[j]. Infinite where the network's numbers are no longer finite. */
  readonly loss: Float32Array;
  /** Rows of the training part that the loss is a mean over. */
  readonly rows: number;
  /** Loss of the present parameters over these rows. */
  readonly here: number;
  /** The way of the training in these coordinates, from its start; null: not known. */
  readonly path: {
    readonly step: Int32Array;
    readonly a: Float32Array;
    readonly b: Float32Array;
    /** Share of the path's squared extent that each direction covers. */
    readonly covered: readonly [number, number];
  } | null;
}

/** How good the network gets with a share of the training rows. */
export interface SizePoint {
  readonly rows: number;
  readonly trainingLoss: number;
  readonly heldLoss: number;
  /** Accuracy, or R² (mean over the targets). */
  readonly trainingScore: number;
  readonly heldScore: number;
}

export interface SizeCurve {
  readonly points: readonly SizePoint[];
  readonly scoreName: "accuracy" | "R²";
  /** What the held-out figures are of. */
  readonly held: Part;
  /** Epochs that each training had. */
  readonly epochs: number;
}

/** Several models on the same rows of one model's part. */
export interface Comparison {
  readonly rows: number;
  readonly models: readonly ComparedModel[];
}

export type ComparedModel = {
  readonly model: number;
  readonly parameters: number;
  readonly loss: number;
} & (
  | {
      readonly kind: "classification";
      readonly accuracy: number;
      /** Mean over the classes that occur. */
      readonly f1: number;
      /** Rows that only the first model, or only this one, gets right. */
      readonly onlyFirst: number;
      readonly onlyThis: number;
    }
  | {
      readonly kind: "regression";
      readonly rmse: number;
      readonly mae: number;
      readonly r2: number;
      /** Rows to which the first model, or this one, comes closer. */
      readonly onlyFirst: number;
      readonly onlyThis: number;
    }
);

export interface EvaluateEngine {
  /** @param positive the class that ranking and calibration are of; no matter for regression */
  assess(model: number, part: Part, positive: number): Promise<Assessment>;
  /** Rows of a cell of the confusion matrix, those with the least probable truth first. */
  cellRows(
    model: number,
    part: Part,
    cell: CellRequest,
    start: number,
    count: number,
  ): Promise<JudgedRows>;
  /** Rows of a regression with the largest residual of one target first. */
  residualRows(
    model: number,
    part: Part,
    target: number,
    start: number,
    count: number,
  ): Promise<JudgedRows>;
  features(model: number): Promise<readonly FeatureSummary[]>;
  /** @param points number of values for a numeric feature, over its range */
  featureEffect(
    model: number,
    part: Part,
    feature: string,
    points: number,
    task: string,
    progress: OnProgress,
  ): Promise<FeatureEffect>;
  importance(
    model: number,
    request: ImportanceRequest,
    task: string,
    progress: OnProgress,
  ): Promise<Importance>;
  lossSurface(
    model: number,
    request: SurfaceRequest,
    task: string,
    progress: OnProgress,
  ): Promise<LossSurface>;
  /** Trains anew on 10, 20, … 100 % of the training rows, as long as the model has been trained. */
  sizeCurve(model: number, task: string, progress: OnProgress): Promise<SizeCurve>;
  /** Measures models on the rows of a part of the first one that all can be given, coded as each needs. */
  compare(models: readonly number[], part: Part): Promise<Comparison>;
  /** What is amiss in the training, from the present parameters, one fixed batch and the history. */
  diagnose(model: number): Promise<Diagnosis>;
}
