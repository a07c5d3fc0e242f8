import type { NetworkSpec } from "../../graph/network.ts";

/** A layer's name on the screen. */
export function layerName({ layers }: NetworkSpec, layer: number): string {
  return layer === layers.length - 1 ? "the output layer" : `hidden layer ${layer + 1}`;
}

/** A share as whole percent. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** One significant step up or down, without the digits that binary fractions leave behind. */
export const scaledBy = (value: number, factor: number): number =>
  Number((value * factor).toPrecision(6));
