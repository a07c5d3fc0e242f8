import { expect, test } from "vitest";
import { layerMark, layerShape, plainMark } from "../../../src-renderer/components/learn/names.ts";
import {
  curvePath,
  evenly,
  lineAcross,
  rangeOf,
  runsWhere,
} from "../../../src-renderer/components/learn/plot.ts";

const frame = { left: 10, top: 5, width: 100, height: 50, x: [0, 10], y: [0, 1] } as const;

test("a curve is a line, but not over a jump or where there is no number", () => {
  expect(curvePath(frame, [0, 5, 10], [0, 0.1, 0.2])).toBe("M10.0 55.0L60.0 50.0L110.0 45.0");
  expect(curvePath(frame, [0, 5, 10], [0, 0, 1])).toBe("M10.0 55.0L60.0 55.0M110.0 5.0");
  expect(curvePath(frame, [0, 5, 10], [0, Number.NaN, 0])).toBe("M10.0 55.0M110.0 55.0");
});

test("places across a range, both ends among them", () => {
  expect(evenly([-1, 1], 5)).toEqual([-1, -0.5, 0, 0.5, 1]);
});

test("a range holds all values that are numbers, and at least its own", () => {
  const [low, high] = rangeOf([3, -2, Number.NaN, Number.POSITIVE_INFINITY]);
  expect(low).toBeLessThan(-2);
  expect(high).toBeGreaterThan(3);
  expect(high).toBeLessThan(4);
  expect(rangeOf([])[0]).toBeLessThan(-0.5);
});

test("the edge of a unit in a square", () => {
  // x + y − 1 = 0 through two sides of −0.5 … 1.5.
  expect(lineAcross(1, 1, -1, [-0.5, 1.5])).toEqual([-0.5, 1.5, 1.5, -0.5]);
  expect(lineAcross(1, 0, 0, [-1, 1])?.map(Math.abs)).toEqual([0, 1, 0, 1]);
  expect(lineAcross(1, 1, 9, [-1, 1])).toBeNull();
  expect(lineAcross(0, 0, 0, [-1, 1])).toBeNull();
});

test("runs of neighbours", () => {
  const ones = [0, 1, 1, 0, 1];
  expect(runsWhere(5, (index) => ones[index] === 1)).toEqual([
    [1, 2],
    [4, 4],
  ]);
  expect(runsWhere(0, () => true)).toEqual([]);
});

test("layers are called as in the notes", () => {
  const layers = (count: number) => ({
    inputs: 2,
    layers: Array.from({ length: count }, (_, layer) => ({
      units: layer + 3,
      activation: "relu",
      bias: layer > 0,
    })),
  });
  expect(layerMark(layers(1), 0)).toBe("");
  expect([0, 1].map((layer) => layerMark(layers(2), layer))).toEqual(["^H", "^O"]);
  expect(layerMark(layers(3), 1)).toBe("^{2}");
  expect(plainMark(layers(3), 1)).toBe("^2");
  expect(layerShape(layers(2), 1)).toEqual({
    weight: "layers.1.weight",
    bias: "layers.1.bias",
    units: 4,
    inputs: 3,
    hasBias: true,
  });
  expect(layerShape(layers(2), 0)).toMatchObject({ inputs: 2, hasBias: false });
});
