import type { Task } from "../../src-worker/api.ts";
import { classColour, diverging, ground, mix, type Rgb, unknown } from "./colours.ts";

/** Pixels of a picture, [height, width, RGBA], for ImageData. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** Colours values by sign and size; the largest magnitude gets the full colour. */
export function signedPixels(values: Float32Array, dark: boolean): Pixels {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return paint(values.length, (index) =>
    diverging(largest > 0 ? (values[index] as number) / largest : 0, dark),
  );
}

/** Colours activations between their own smallest (ground) and largest (blue) value. */
export function activationPixels(values: Float32Array, dark: boolean): Pixels {
  const [low, high] = extremes(values);
  if (low < 0) return signedPixels(values, dark);
  return paint(values.length, (index) =>
    diverging(high > low ? ((values[index] as number) - low) / (high - low) : 0, dark),
  );
}

/** A colour picture as it is: all red values from 0 to 255, then all green and all blue ones. */
export function colourPixels(values: Float32Array): Pixels {
  const count = values.length / 3;
  const plane = (index: number, colour: number) => values[colour * count + index] as number;
  return paint(count, (index) => [plane(index, 0), plane(index, 1), plane(index, 2)]);
}

/**
 * Colours what a network says: the class as hue and its probability as strength, or a regression
 * over a range of values, from orange to blue. What is no finite number is grey.
 */
export function outputPixels(
  values: Float32Array,
  outputs: number,
  task: Task,
  dark: boolean,
  range: readonly [low: number, high: number] = extremes(values, outputs),
): Pixels {
  const count = values.length / outputs;
  if (task === "regression") {
    const [low, high] = range;
    return paint(count, (index) => {
      const value = values[index * outputs] as number;
      if (!Number.isFinite(value)) return unknown(dark);
      return regressionTint(high > low ? (2 * (value - low)) / (high - low) - 1 : 0, dark);
    });
  }
  return paint(count, (index) => classTint(values, index * outputs, outputs, dark));
}

/** Colour of a regression's value, from −1 (the smallest) to +1 (the largest). */
export const regressionTint = (place: number, dark: boolean): Rgb =>
  mix(ground(dark), diverging(place, dark), 0.75);

/** One output: the probability of class 1. Several: one probability a class. */
function classTint(values: Float32Array, start: number, outputs: number, dark: boolean): Rgb {
  if (outputs === 1) {
    const probability = values[start] as number;
    if (!Number.isFinite(probability)) return unknown(dark);
    const sure = Math.abs(probability - 0.5) * 2;
    return mix(ground(dark), classColour(probability >= 0.5 ? 1 : 0), 0.1 + 0.55 * sure);
  }
  if (!values.subarray(start, start + outputs).every(Number.isFinite)) return unknown(dark);
  let best = 0;
  for (let output = 1; output < outputs; output++) {
    if ((values[start + output] as number) > (values[start + best] as number)) best = output;
  }
  const chance = 1 / outputs;
  const sure = ((values[start + best] as number) - chance) / (1 - chance);
  return mix(ground(dark), classColour(best), 0.1 + 0.55 * Math.max(0, sure));
}

/** Smallest and largest finite value, of the first output when there are several. */
export function extremes(values: Float32Array, stride = 1): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += stride) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function paint(count: number, colour: (index: number) => Rgb): Pixels {
  const pixels = new Uint8ClampedArray(count * 4);
  for (let index = 0; index < count; index++) {
    const [red, green, blue] = colour(index);
    pixels[index * 4] = red;
    pixels[index * 4 + 1] = green;
    pixels[index * 4 + 2] = blue;
    pixels[index * 4 + 3] = 255;
  }
  return pixels;
}
