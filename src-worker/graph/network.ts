/** One fully connected layer: Z = X·Wᵀ + b, U = activation(Z). */
export interface LayerSpec {
  readonly units: number;
  /** Name of an entry of `activations` (graph/activations.ts); of the last layer, the output map. */
  readonly activation: string;
  readonly bias: boolean;
  /** Share of the layer's outputs that are set to zero in training, 0 ≤ dropout < 1. */
  readonly dropout?: number;
}

/**
 * A fully connected network. Parameters are named `layers.K.weight` [units, inputs of the layer]
 * and `layers.K.bias` [units], K from 0.
 */
export interface NetworkSpec {
  readonly inputs: number;
  readonly layers: readonly LayerSpec[];
}

/** Losses of the notes: eq. (17), (18), (20). */
export type LossName = "bce" | "cce" | "squared";

/** Whether the loss of a batch is the sum of its rows' losses (eq. 16) or their mean. */
export type Reduction = "mean" | "sum";
