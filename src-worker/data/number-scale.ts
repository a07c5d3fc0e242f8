import { float64 } from "../kernels/elementary.ts";
import type { NumberScale } from "./dataset.ts";

/** The curve of a scale at a value in its own units. */
export function curved(curve: NumberScale["curve"], value: number): number {
  if (curve === undefined) return value;
  const size = float64.log1p(Math.abs(value));
  return value < 0 ? -size : size;
}

/** A value in its own units as the network's input: (curve(value) − mean) / scale. */
export function scaled({ curve, mean, scale }: NumberScale, value: number): number {
  return (curved(curve, value) - mean) / scale;
}

/** The value in its own units that is scaled to an input. */
export function unscaled({ curve, mean, scale }: NumberScale, input: number): number {
  const value = input * scale + mean;
  if (curve === undefined) return value;
  const size = float64.exp(Math.abs(value)) - 1;
  return value < 0 ? -size : size;
}
