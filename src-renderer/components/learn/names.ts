import type { NetworkSpec } from "../../../src-worker/api.ts";

/** The notes' letter of a layer: H and O with one hidden layer, none with a single layer, else numbers. */
export function layerMark({ layers }: Pick<NetworkSpec, "layers">, layer: number): string {
  if (layers.length === 1) return "";
  if (layers.length === 2) return layer === 0 ? "^H" : "^O";
  return `^{${layer + 1}}`;
}

export const plainMark = (network: Pick<NetworkSpec, "layers">, layer: number): string =>
  layerMark(network, layer).replace(/[{}]/g, "");

/** Names of a layer's parameters in the engine, and their shape [units, inputs]. */
export function layerShape({ inputs, layers }: NetworkSpec, layer: number) {
  return {
    weight: `layers.${layer}.weight`,
    bias: `layers.${layer}.bias`,
    units: layers[layer]?.units ?? 0,
    inputs: layers[layer - 1]?.units ?? inputs,
    hasBias: layers[layer]?.bias ?? false,
  };
}
