/** The part of the worker's contract (src-worker/api.ts) to work on typed expressions and the models made of them. Plain data only. */

import type { StepPoint } from "../train/history.ts";
import type { Choice } from "../train/options.ts";

/** A tensor, row-major, in float64; a scalar has the shape []. */
export interface LabTensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** An input as it is typed: `2.5`, `1, 2, 3`, rows parted by `;` or new lines, or nested [ ]. */
export interface LabInputText {
  readonly name: string;
  readonly text: string;
}

/** Formulas in the notation of the notes, their inputs, and the derivative asked for. */
export interface LabRequest {
  readonly lines: readonly string[];
  readonly inputs: readonly LabInputText[];
  /** Y of ∂Y/∂X: a node's name; null: the value of the formulas. */
  readonly of: string | null;
  /** X; null: the first input that the value depends on. */
  readonly by: string | null;
  /** Z of the chain rule ∂Y/∂Z · ∂Z/∂X; null: none. */
  readonly through: string | null;
}

/** What is wrong, where, and what to do. */
export interface LabProblem {
  readonly what: string;
  readonly remedy: string;
  /** From 1; null: not in a formula. */
  readonly line: number | null;
  /** From 1, in UTF-16 units; null: not known. */
  readonly column: number | null;
  /** The input it is about. */
  readonly input: string | null;
  /** A name in the formula that stands for nothing: it could become an input. */
  readonly unknown: string | null;
}

/** All there is to show of a request. What cannot be read is told, and the rest is there. */
export interface LabAnswer {
  /** In the order of the request; null where the text cannot be read. */
  readonly inputs: readonly (LabTensor | null)[];
  /** Each line in TeX; null where it is empty or cannot be read. */
  readonly lines: readonly (string | null)[];
  readonly problem: LabProblem | null;
  readonly result: LabResult | null;
}

/** A node of the formulas' computation graph at the given inputs. */
export interface LabNode {
  readonly name: string;
  /** Its symbol in TeX. */
  readonly tex: string;
  readonly kind: "data" | "computed";
  /** What computes it, in one word; "" for inputs. */
  readonly operation: string;
  /** Indices of the nodes it is computed from. */
  readonly inputs: readonly number[];
  /** Its equation in TeX; "" for inputs. */
  readonly formula: string;
  /** Whether it is an input or stands on the left of a line; the value without one is f. */
  readonly named: boolean;
  readonly value: LabTensor;
}

export interface LabResult {
  /** Every node after those it is computed from. */
  readonly nodes: readonly LabNode[];
  /** Name of the node that the formulas come to. */
  readonly value: string;
  /** Names that a derivative may be asked of and by, inputs first. */
  readonly names: readonly string[];
  /** Null where Y does not come after X. */
  readonly derivative: LabDerivative | null;
}

/** A gradient tensor ∂Y/∂X of shape (M…, N…). */
export interface LabGradient {
  readonly of: string;
  readonly by: string;
  /** "\frac{\partial L}{\partial W}" */
  readonly tex: string;
  readonly tensor: LabTensor;
}

export interface LabDerivative extends LabGradient {
  /** (M…) and (N…). */
  readonly ofShape: readonly number[];
  readonly byShape: readonly number[];
  /** A formula for each element; null where it is long. Empty when there are many elements. */
  readonly entries: readonly (string | null)[];
  readonly check: LabCheck;
  readonly chain: LabChain | null;
  /** Nodes between X and Y that a chain rule may go through. */
  readonly between: readonly string[];
}

/** Central differences of the same graph in float64, beside backpropagation. */
export interface LabCheck {
  readonly difference: LabTensor;
  /** Largest |b − d| / max(|b|, |d|, 10⁻⁶·scale) over the elements that no kink touches. */
  readonly worst: number;
  readonly agrees: boolean;
  /** Elements of X (from 0, row-major) whose step crosses a kink, and the node that has it. */
  readonly kinks: readonly { readonly element: number; readonly node: string }[];
}

/** ∂Y/∂X as the tensor dot-product of two gradient tensors over the axes of Z. */
export interface LabChain {
  readonly through: string;
  readonly axes: readonly number[];
  readonly left: LabGradient;
  readonly right: LabGradient;
  readonly product: LabTensor;
  /** The part of ∂Y/∂X along paths that do not pass Z; null: every path passes it. */
  readonly around: LabTensor | null;
  /** Largest |product + around − direct|. */
  readonly worst: number;
}

/** Formulas to begin with. */
export interface LabPreset {
  readonly name: string;
  readonly label: string;
  /** Where in the notes, or what it shows. */
  readonly about: string;
  readonly lines: readonly string[];
  readonly inputs: readonly LabInputText[];
  readonly of: string | null;
  readonly by: string | null;
  readonly through: string | null;
  /** How its model is trained; null: it is none. */
  readonly training: Pick<LabTrainingSpec, "loss" | "parameters" | "data"> | null;
}

/** Rows to train on. `features` and `target` are the inputs that the columns are given to. */
export type LabData =
  /** The first axes of these inputs are the rows. */
  | { readonly kind: "typed"; readonly names: readonly string[] }
  /** The training part of a prepared data set. */
  | {
      readonly kind: "dataset";
      readonly dataset: number;
      readonly features: string;
      readonly target: string | null;
    }
  | {
      readonly kind: "sample";
      readonly name: string;
      readonly seed: number;
      readonly features: string;
      readonly target: string | null;
    };

/** How formulas are trained: every input is a parameter, data, or stays as it is. */
export interface LabTrainingSpec {
  readonly lines: readonly string[];
  readonly inputs: readonly LabInputText[];
  /** Name of the scalar that is made small. */
  readonly loss: string;
  readonly parameters: readonly string[];
  readonly data: LabData;
  readonly optimizer: Choice;
  readonly learningRate: number;
  /** Rows of a mini-batch. */
  readonly batch: number;
  /** Seeds the order of rows, and the start where it is drawn: an integer, 0 ≤ seed < 2³². */
  readonly seed: number;
  /** Deviation of normal numbers that the parameters start from; null: the typed values. */
  readonly scale: number | null;
}

/** How far the training of formulas is. */
export interface LabTraining {
  readonly id: number;
  readonly rows: number;
  readonly step: number;
  readonly epoch: number;
  /** Loss of the last batch before its update; null: none yet. */
  readonly loss: number | null;
  /** Losses of the steps, thinned as they grow many. */
  readonly steps: readonly StepPoint[];
  /** Mean of the batches' losses of each epoch, thinned. */
  readonly epochs: readonly {
    readonly epoch: number;
    readonly step: number;
    readonly loss: number;
  }[];
  readonly parameters: readonly { readonly name: string; readonly value: LabTensor }[];
  /** Why it stopped by itself; null: it did not. */
  readonly stopped: string | null;
}

/** The Gradient Lab: formulas, their gradient tensors, and models made of them. */
export interface LabEngine {
  labPresets(): Promise<readonly LabPreset[]>;
  /** Never rejects for what is typed: that is told in `problem`. */
  labAnswer(request: LabRequest): Promise<LabAnswer>;
  /** @throws {UserError} when the formulas, the roles or the data do not fit */
  labCreate(spec: LabTrainingSpec): Promise<LabTraining>;
  /** Trains so many steps or epochs, or until paused; `progress` at most 30 times a second. */
  labTrain(
    training: number,
    until: { readonly steps?: number; readonly epochs?: number },
    progress: (progress: LabTraining) => void,
  ): Promise<LabTraining>;
  labPause(training: number): Promise<void>;
  /** Back to the same start. */
  labRewind(training: number): Promise<LabTraining>;
  /** Takes effect at the next step. */
  labAdjust(training: number, learningRate: number): Promise<void>;
  labClose(training: number): Promise<void>;
}
