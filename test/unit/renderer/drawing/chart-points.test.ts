import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  curvesOf,
  decimate,
  logarithmicStart,
  positivePoints,
} from "../../../../src-renderer/drawing/chart-points.ts";

const epoch = (epoch: number, validationLoss: number | null) => ({
  epoch,
  step: epoch * 10,
  loss: 1 / epoch,
  accuracy: 0.5,
  validationLoss,
  validationAccuracy: null,
  learningRate: 0.1,
});

describe("the curves of a history", () => {
  test("are over epochs; what was not measured is left out", () => {
    const history = { epochs: [epoch(1, 2), epoch(2, null)], steps: [] };
    const loss = curvesOf(history, "loss", 10);
    expect(loss.training).toEqual([
      { x: 1, y: 1 },
      { x: 2, y: 0.5 },
    ]);
    expect(loss.validation).toEqual([{ x: 1, y: 2 }]);
    expect(curvesOf(history, "accuracy", 10).validation).toEqual([]);
  });

  test("start from the steps while there is no second epoch", () => {
    const history = { epochs: [], steps: [{ step: 5, loss: 3 }] };
    expect(curvesOf(history, "loss", 10).training).toEqual([{ x: 0.5, y: 3 }]);
    expect(curvesOf(history, "loss", null).training).toEqual([]);
  });
});

describe("an axis of logarithms", () => {
  const points = [2, 0, -1, 0.5].map((y, x) => ({ x, y }));

  test("has gaps where a value is not above 0", () => {
    expect(positivePoints(points)).toEqual(
      [2, Number.NaN, Number.NaN, 0.5].map((y, x) => ({ x, y })),
    );
  });

  test("starts at the smallest value above 0, rounded down to one digit", () => {
    expect(logarithmicStart(points)).toBe(0.5);
    expect(
      logarithmicStart([
        { x: 0, y: Number.NaN },
        { x: 1, y: 24.3 },
      ]),
    ).toBe(20);
    expect(logarithmicStart([{ x: 0, y: 0.0123 }])).toBe(0.01);
    expect(logarithmicStart([{ x: 0, y: 0 }])).toBeUndefined();
  });
});

describe("thinning a curve", () => {
  test("keeps ends, order, and the extremes", () => {
    const values = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 3000 });
    fc.assert(
      fc.property(values, (values) => {
        const points = values.map((y, x) => ({ x, y }));
        const kept = decimate(points, 100);
        expect(kept.length).toBeLessThanOrEqual(100);
        expect(kept[0]).toBe(points[0]);
        expect(kept.at(-1)).toBe(points.at(-1));
        expect(kept.every((point, at) => at === 0 || point.x > (kept[at - 1]?.x ?? 0))).toBe(true);
        const highest = (list: readonly { y: number }[]) =>
          list.reduce((most, { y }) => Math.max(most, y), Number.NEGATIVE_INFINITY);
        expect(highest(kept)).toBe(highest(points));
      }),
      { numRuns: 50 },
    );
  });
});
