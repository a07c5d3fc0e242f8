/** The part of the worker's contract (src-worker/api.ts) on what models predict. Plain data only. */

import type { OnProgress } from "../api.ts";
import type { Part } from "../data/dataset.ts";
import type { ModelSpec } from "./contract.ts";

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

/** What a hidden unit has learnt: its activation over a plane or, for pixels, its weights. */
export interface UnitMaps {
  readonly layer: number;
  readonly width: number;
  readonly height: number;
  /** [units, height, width]. */
  readonly values: Float32Array;
}

/** What models predict, and how good it is. */
export interface PredictionEngine {
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
}
