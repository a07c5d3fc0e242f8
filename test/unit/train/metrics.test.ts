import { expect, test } from "vitest";
import {
  classificationMetrics,
  countRight,
  regressionMetrics,
} from "../../../src-worker/train/metrics.ts";

test("two classes: the second from ½ on", () => {
  const outputs = Float32Array.of(0.5, 0.499, 0.9, 0.1);
  const classes = Int32Array.of(1, 1, 0, 0);
  expect(countRight(outputs, classes)).toBe(2);
  expect(classificationMetrics(0.7, outputs, classes, ["no", "yes"])).toEqual({
    kind: "classification",
    rows: 4,
    loss: 0.7,
    accuracy: 0.5,
    confusion: [
      [1, 1],
      [1, 1],
    ],
    labels: ["no", "yes"],
  });
});

test("several classes: the largest output, the first of equals", () => {
  const outputs = Float32Array.of(0.2, 0.5, 0.3, 0.4, 0.2, 0.4, 0.1, 0.1, 0.8);
  const metrics = classificationMetrics(1, outputs, Int32Array.of(1, 2, 2), ["a", "b", "c"]);
  expect(metrics).toMatchObject({
    accuracy: 2 / 3,
    confusion: [
      [0, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
    ],
  });
});

test("numbers: errors over all targets, r² as their mean", () => {
  const actual = [1, 10, 2, 10, 3, 10];
  const predicted = [1, 10, 2, 12, 5, 10];
  const metrics = regressionMetrics(0.3, predicted, actual, 2);
  expect(metrics).toMatchObject({ kind: "regression", rows: 3, loss: 0.3 });
  if (metrics.kind !== "regression") return;
  expect(metrics.rmse).toBeCloseTo(Math.sqrt(8 / 6), 14);
  expect(metrics.mae).toBeCloseTo(4 / 6, 14);
  // First target: 1 − 4/2; the second never changes and counts 0.
  expect(metrics.r2).toBeCloseTo(-0.5, 14);
});
