import type { TrainingOptions } from "../options.ts";

/** What the doctor can see. */
export type FindingKind =
  | "dead-relu"
  | "saturation"
  | "vanishing"
  | "exploding"
  | "rate-high"
  | "rate-low"
  | "overfitting"
  | "unscaled"
  | "imbalance"
  | "leakage";

/** Something to try, as an edit of the window's state. */
export type Remedy = { readonly label: string } & (
  | { readonly kind: "training"; readonly change: Partial<TrainingOptions> }
  /** Another activation for a hidden layer. */
  | { readonly kind: "activation"; readonly layer: number; readonly activation: string }
  /** Numeric inputs to mean 0 and deviation 1. */
  | { readonly kind: "standardize" }
  /** A feature column that is not to be used. */
  | { readonly kind: "ignore"; readonly column: string }
  /** Figures of each class. */
  | { readonly kind: "show-classes" }
);

/** One thing that is amiss, in plain words, with the numbers that show it. */
export interface Finding {
  readonly kind: FindingKind;
  /** Layer it is about, from 0; null: the whole. */
  readonly layer: number | null;
  readonly title: string;
  /** What it means and why it matters. */
  readonly words: string;
  readonly evidence: readonly { readonly name: string; readonly value: number | string }[];
  readonly remedies: readonly Remedy[];
}

/** How one layer takes part in the training; norms are Euclidean, over weights and biases. */
export interface LayerHealth {
  readonly layer: number;
  readonly units: number;
  readonly activation: string;
  readonly weightNorm: number;
  /** Of the fixed batch's gradient, after clipping. */
  readonly gradientNorm: number;
  /** |Δθ| / |θ| of one step on the fixed batch with the optimiser as it is now. */
  readonly updateRatio: number;
  /** Hidden ReLUs that are 0 for every row looked at; null: no ReLUs. */
  readonly dead: number | null;
  /** Share of a hidden layer's activations on the flat ends of their curve, where the derivative
   *  is at most a twentieth of its largest; null: no sigmoid or tanh. */
  readonly saturated: number | null;
}

/** What the doctor says. */
export interface Diagnosis {
  readonly step: number;
  /** Rows of the training part that activations were looked at, and that the one step is made on. */
  readonly rows: number;
  readonly batch: number;
  readonly learningRate: number;
  /** Mean loss of a row of the batch before and after that step; null: the step fails. */
  readonly loss: { readonly before: number; readonly after: number } | null;
  readonly layers: readonly LayerHealth[];
  readonly findings: readonly Finding[];
}
