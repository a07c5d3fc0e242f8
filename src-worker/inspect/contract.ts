/** The part of the worker's contract (src-worker/api.ts) to see every number of a pass: values, gradients, checks and steps. Plain data only. */

import type { Part } from "../data/dataset.ts";
import type { GradientCheck } from "./check.ts";
import type { NameStyle } from "./symbols.ts";

export type { NameStyle } from "./symbols.ts";

/** One row of a part as it can be picked. */
export interface RankedRow {
  /** Its place in the part, from 0. */
  readonly row: number;
  /** Row of the user's table, from 0. */
  readonly source: number;
  /** Class labels, or numbers in the targets' own units. */
  readonly predicted: readonly (string | number)[];
  readonly actual: readonly (string | number)[];
  /** Whether the predicted class is another one; false for regression. */
  readonly wrong: boolean;
  /** The row's loss: cross-entropy of its class, or squared error of the scaled targets. */
  readonly loss: number;
}

/** A page of rows, wrong predictions first, then by falling loss. */
export interface RankedRows {
  readonly part: Part;
  readonly start: number;
  /** Rows that were ranked: the part's first ones where it is too large for all. */
  readonly total: number;
  /** Rows of the part. */
  readonly all: number;
  /** How many of the ranked are wrong. */
  readonly wrong: number;
  readonly rows: readonly RankedRow[];
}

/** What is passed through the network. */
export interface InspectRequest {
  readonly part: Part;
  /** Places in the part, from 0; at least one. */
  readonly rows: readonly number[];
  readonly names: NameStyle;
}

/** One node of the computation graph, for the rows that were passed through. */
export interface InspectedNode {
  /** As in the graph: `layers.0.z`. */
  readonly name: string;
  readonly kind: "data" | "parameter" | "computed" | "loss";
  /** Its symbol in TeX, and in plain letters for speaking. */
  readonly tex: string;
  readonly text: string;
  readonly shape: readonly number[];
  /** What its axes count: "row", "unit", "input". */
  readonly axes: readonly string[];
  /** Name of the operation in words: "linear map"; "" for data and parameters. */
  readonly operation: string;
  /** Number of the layer it belongs to, from 0; null: to none. */
  readonly layer: number | null;
  /** Its equation in TeX for the whole tensor and for one element; "" without one. */
  readonly equation: string;
  readonly elementEquation: string;
  /** Whether the loss is differentiated by it. */
  readonly hasGradient: boolean;
  readonly inputs: readonly string[];
}

/** One step of the forward or backward pass, in the order of the notes. */
export interface InspectStep {
  readonly direction: "forward" | "backward";
  /** In TeX: "z^O → W^O, b^O, u^H". */
  readonly title: string;
  readonly words: string;
  /** Node whose value is computed, or whose gradient is passed on. */
  readonly at: string;
  /** The nodes whose value (forward) or gradient (backward) the step gives, and how. */
  readonly results: readonly {
    readonly node: string;
    /** In TeX, for the tensor (the tensor dot-product, when backward) and for one element. */
    readonly tensor: string;
    readonly element: string;
  }[];
}

/** One forward and backward pass with everything kept; the numbers stay in the engine. */
export interface InspectedPass {
  readonly model: number;
  /** Steps of training done when it was made. */
  readonly step: number;
  readonly part: Part;
  readonly rows: readonly number[];
  /** Rows of the user's table. */
  readonly sources: readonly number[];
  readonly names: NameStyle;
  readonly nodes: readonly InspectedNode[];
  readonly steps: readonly InspectStep[];
  readonly loss: number;
  readonly reduction: "mean" | "sum";
  /** α of the training options. */
  readonly learningRate: number;
  readonly inputNames: readonly string[];
  /** What the outputs stand for: class labels (one output: the class of its probability) or columns. */
  readonly outputNames: readonly string[];
  /** When the inputs are the pixels of a picture. */
  readonly picture: { readonly width: number; readonly height: number } | null;
  /** What is to be known about the gradients; "" when nothing is. */
  readonly note: string;
}

/**
 * Which numbers of a node: its value; ∂L/∂node; and, of parameters after `inspectSgd`,
 * α·∂L/∂θ and θ′.
 */
export type TensorSide = "value" | "gradient" | "step" | "after";

/** A tensor as rows and columns, and what it is like as a whole. */
export interface TensorOverview {
  readonly rows: number;
  readonly columns: number;
  readonly least: number;
  readonly largest: number;
  readonly mean: number;
  /** Root of the sum of squares. */
  readonly norm: number;
  readonly zeros: number;
  readonly notFinite: number;
  /** Counts of the finite elements in bins of equal width from `least` to `largest`. */
  readonly histogram: readonly number[];
  /** The tensor as a picture: each pixel the element of largest magnitude in its block. */
  readonly map: {
    readonly width: number;
    readonly height: number;
    readonly values: Float32Array;
  };
}

/** A factor of a term: an element of some tensor, or a number. */
export interface Factor {
  readonly tex: string;
  readonly value: number;
}

/** One summand of an element. */
export interface Term {
  readonly factors: readonly Factor[];
  /** What the term adds. */
  readonly value: number;
  /** The sum up to here, rounded as the kernels round it. */
  readonly sum: number;
}

/** How one element came about. */
export interface Explanation {
  readonly node: string;
  readonly side: "value" | "gradient";
  readonly index: readonly number[];
  /** The element's symbol in TeX, counted from 1: z^H_{12}. */
  readonly tex: string;
  readonly value: number;
  /** The general formula in TeX. */
  readonly formula: string;
  /** What the terms are, in words; "" where the element is given. */
  readonly words: string;
  /** In the order in which they are added; at most `MOST_TERMS`. */
  readonly terms: readonly Term[];
  /** How many there are. */
  readonly total: number;
  /** What is done with the sum at the end, in TeX with numbers; "": nothing. */
  readonly finish: string;
}

/** A tensor in full. */
export interface PlainTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/** The chain rule at one edge of the graph: ∂L/∂X = ∂L/∂Y · ∂Y/∂X. */
export interface ChainRule {
  readonly of: string;
  readonly by: string;
  /** In TeX. */
  readonly formula: string;
  /** ∂L/∂Y, of the shape M… of Y. */
  readonly outer: PlainTensor;
  /** ∂Y/∂X, of shape (M…, N…). */
  readonly local: PlainTensor;
  /** How many axes M… are: those that the dot-product sums over. */
  readonly contracted: number;
  /** Their tensor dot-product, of the shape N… of X. */
  readonly product: PlainTensor;
}

/** One step of gradient descent (eq. 21) on the rows of the pass: θ′ = θ − α·∂L/∂θ. */
export interface SgdStep {
  readonly learningRate: number;
  readonly before: number;
  readonly after: number;
}

export interface InspectEngine {
  /** Rows of a part, the wrongly predicted first. */
  inspectRows(model: number, part: Part, start: number, count: number): Promise<RankedRows>;
  /** The part that a row of the user's table is in, and its place there; null: it was left out. */
  inspectFind(
    model: number,
    source: number,
  ): Promise<{ readonly part: Part; readonly row: number } | null>;
  /** Where a row of the part stands among them; null: it is not ranked. */
  inspectPlace(model: number, part: Part, row: number): Promise<number | null>;
  /** Passes rows through the model's network and back. Later calls are about the model's last pass. */
  inspect(model: number, request: InspectRequest): Promise<InspectedPass>;
  inspectOverview(model: number, node: string, side: TensorSide): Promise<TensorOverview>;
  /** Numbers of a rectangle of the tensor, row-major. */
  inspectRegion(
    model: number,
    node: string,
    side: TensorSide,
    region: {
      readonly row: number;
      readonly column: number;
      readonly rows: number;
      readonly columns: number;
    },
  ): Promise<Float32Array>;
  /** The sum that made one element; `index` has one number for each axis, from 0. */
  explain(
    model: number,
    node: string,
    side: "value" | "gradient",
    index: readonly number[],
  ): Promise<Explanation>;
  /** @throws {UserError} when ∂Y/∂X would have more than 65 536 elements */
  inspectChain(model: number, of: string, by: string): Promise<ChainRule>;
  /** What one step of plain SGD would do; the model stays as it is. */
  inspectSgd(model: number, learningRate: number): Promise<SgdStep>;
  /**
   * Backpropagation against central differences in float64 for one element of a parameter, or
   * (index null) for all of it: a sample drawn by seed 0 where that would take long.
   */
  inspectCheck(
    model: number,
    parameter: string,
    index: readonly number[] | null,
  ): Promise<GradientCheck>;
}
