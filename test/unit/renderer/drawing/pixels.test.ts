import { describe, expect, test } from "vitest";
import {
  classColour,
  diverging,
  ground,
  unknown,
} from "../../../../src-renderer/drawing/colours.ts";
import {
  activationPixels,
  colourPixels,
  outputPixels,
  signedPixels,
} from "../../../../src-renderer/drawing/pixels.ts";

const at = (pixels: Uint8ClampedArray, index: number) => [
  ...pixels.slice(index * 4, index * 4 + 3),
];

describe("colours of values", () => {
  test("nothing is the ground, the largest magnitude the full colour", () => {
    for (const dark of [false, true]) {
      const pixels = signedPixels(Float32Array.of(0, 2, -2, 1), dark);
      expect(at(pixels, 0)).toEqual(ground(dark));
      expect(at(pixels, 1)).toEqual(diverging(1, dark));
      expect(at(pixels, 2)).toEqual(diverging(-1, dark));
      expect(at(pixels, 3)).toEqual(diverging(0.5, dark));
    }
  });

  test("all zero is drawn, not divided by zero", () => {
    expect(at(signedPixels(new Float32Array(2), false), 1)).toEqual(ground(false));
  });

  test("activations that are never negative span their own range", () => {
    const pixels = activationPixels(Float32Array.of(0.5, 1), false);
    expect(at(pixels, 0)).toEqual(ground(false));
    expect(at(pixels, 1)).toEqual(diverging(1, false));
  });

  test("one output: the more probable class, the surer the stronger", () => {
    const pixels = outputPixels(Float32Array.of(0.5, 0.9, 0.1), 1, "binary", false);
    const distance = (index: number, colour: readonly number[]) =>
      Math.hypot(...at(pixels, index).map((part, place) => part - (colour[place] as number)));
    expect(distance(1, classColour(1))).toBeLessThan(distance(0, classColour(1)));
    expect(distance(2, classColour(0))).toBeLessThan(distance(1, classColour(0)));
  });

  test("several outputs: the class of the largest", () => {
    const pixels = outputPixels(Float32Array.of(0, 0, 1, 1, 0, 0), 3, "multiclass", false);
    expect(pixels.length).toBe(2 * 4);
    expect(at(pixels, 0)).not.toEqual(at(pixels, 1));
    expect(at(pixels, 1)).toEqual(
      at(outputPixels(Float32Array.of(1, 0, 0), 3, "multiclass", false), 0),
    );
  });

  test("what is not finite is grey and leaves the other colours as they are", () => {
    const pairs = [
      [1, "binary"],
      [1, "regression"],
      [2, "multiclass"],
    ] as const;
    for (const [outputs, task] of pairs) {
      for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        const values = Float32Array.of(0.2, 0.8, 0.6, 0.4);
        const sound = outputPixels(values, outputs, task, false);
        const mixed = outputPixels(Float32Array.of(...values, odd, odd), outputs, task, false);
        expect(at(mixed, 4 / outputs)).toEqual(unknown(false));
        expect([...mixed.slice(0, sound.length)]).toEqual([...sound]);
      }
    }
  });

  test("classes keep apart beyond the palette", () => {
    const colours = Array.from({ length: 26 }, (_, index) => classColour(index).join());
    expect(new Set(colours).size).toBe(26);
  });
});

test("a colour picture is shown as it is, from a plane a colour", () => {
  expect([...colourPixels(Float32Array.of(1, 2, 30, 40, 255, 0))]).toEqual([
    1, 30, 255, 255, 2, 40, 0, 255,
  ]);
});
