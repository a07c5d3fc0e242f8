import type { LossName } from "../../src-worker/graph/network.ts";

/** A network, trained on random data in batches. */
export interface Case {
  readonly name: string;
  /** Inputs, then units of each layer. */
  readonly layers: readonly number[];
  readonly batch: number;
  readonly loss: LossName;
  /** Of the hidden layers. */
  readonly activation: string;
}

export const cases: readonly Case[] = [
  { name: "T", layers: [2, 4, 2, 1], batch: 10, loss: "bce", activation: "sigmoid" },
  { name: "S", layers: [5, 16, 1], batch: 32, loss: "squared", activation: "relu" },
  { name: "I", layers: [4, 16, 3], batch: 16, loss: "cce", activation: "relu" },
  { name: "L", layers: [400, 128, 26], batch: 64, loss: "cce", activation: "relu" },
  { name: "M", layers: [784, 128, 10], batch: 128, loss: "cce", activation: "relu" },
  { name: "D", layers: [784, 512, 256, 128, 10], batch: 256, loss: "cce", activation: "relu" },
  { name: "W", layers: [784, 2048, 2048, 10], batch: 256, loss: "cce", activation: "relu" },
];

/**
 * Multiply-adds of a step's products: forward, and twice that backward but for the gradient of
 * the inputs, which nobody needs.
 */
export function multiplyAdds({ layers, batch }: Case): number {
  const products = layers.slice(1).map((units, k) => units * (layers[k] as number));
  const all = products.reduce((sum, count) => sum + count, 0);
  return batch * (3 * all - (products[0] as number));
}
