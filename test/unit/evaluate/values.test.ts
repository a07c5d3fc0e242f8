import { expect, test } from "vitest";
import { assessTarget } from "../../../src-worker/evaluate/residuals.ts";
import { engineWith, modelOf, quiet } from "./engine-with.ts";

test("residuals of four rows by hand", () => {
  const actual = Float32Array.from([1, 2, 3, 6]);
  const predicted = Float32Array.from([2, 2, 1, 5]);
  const found = assessTarget("y", actual, predicted);
  // Residuals −1, 0, 2, 1; ȳ = 3 and Σ(y − ȳ)² = 4 + 1 + 0 + 9.
  expect(found.rmse).toBe(Math.sqrt(6 / 4));
  expect(found.mae).toBe(1);
  expect(found.bias).toBe(0.5);
  expect(found.r2).toBeCloseTo(1 - 6 / 14, 15);
  expect(found.residuals).toMatchObject({ low: -2, high: 2 });
  const { counts } = found.residuals;
  expect([counts[6], counts[12], counts[18], counts[23]]).toEqual([1, 1, 1, 1]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
});

test("a target that never changes has no R²", () => {
  const same = Float32Array.from([2, 2]);
  expect(assessTarget("y", same, Float32Array.from([1, 3])).r2).toBeNaN();
});

test("a regression is measured in the target's own unit, its largest errors first", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, { sample: "stock" });
  await engine.train(id, { epochs: 20 }, quiet);
  const found = await engine.assess(id, "validation", 0);
  if (found.kind !== "regression") throw new Error("stock is a regression");
  const metrics = await engine.evaluate(id, "validation");
  if (metrics.kind !== "regression") throw new Error("stock is a regression");
  const [target] = found.targets;
  expect(target?.rmse).toBeCloseTo(metrics.rmse, 10);
  expect(target?.mae).toBeCloseTo(metrics.mae, 10);
  expect(target?.r2).toBeCloseTo(metrics.r2, 10);
  expect(target?.actual).toHaveLength(found.rows);

  const page = await engine.predict(id, "validation", 0, found.rows);
  const rows = await engine.residualRows(id, "validation", 0, 0, found.rows);
  expect(rows.total).toBe(found.rows);
  const errors = page.predicted.map(
    ([value], row) => Number(page.actual?.[row]?.[0]) - Number(value),
  );
  const sizes = errors.map(Math.abs).toSorted((one, other) => other - one);
  rows.rows.forEach(({ row, source, figure }, place) => {
    expect(source).toBe(page.rows[row]);
    expect(figure).toBeCloseTo(errors[row] ?? Number.NaN, 4);
    expect(Math.abs(figure)).toBeCloseTo(sizes[place] ?? Number.NaN, 4);
  });
});

test("weights are in the loss, and every other measure counts each row once", async () => {
  const weights = [0, 1, 2, 5, 1, 3];
  const rows = weights.map((weight, row) => `${row % 4},${weight},${row * row}`);
  const engine = engineWith({ table: `a,w,y\n${rows.join("\n")}\n` });
  const spec = { weight: "w", standardize: false, validation: 0, task: "regression" } as const;
  const { id } = await modelOf(engine, { file: "table" }, { spec, training: { loss: "squared" } });
  const page = await engine.predict(id, "training", 0, rows.length);
  const errors = page.predicted.map(([value], row) => row * row - Number(value));
  const sum = (of: (error: number, row: number) => number) =>
    errors.reduce((total, error, row) => total + of(error, row), 0);

  const found = await engine.assess(id, "training", 0);
  if (found.kind !== "regression") throw new Error("a regression was asked for");
  expect(found.loss).toBeCloseTo(sum((it, row) => (weights[row] ?? 0) * it * it) / 6, 3);
  expect(found.targets[0]?.rmse).toBeCloseTo(Math.sqrt(sum((it) => it * it) / 6), 4);
  expect(found.targets[0]?.mae).toBeCloseTo(sum(Math.abs) / 6, 4);
  const metrics = await engine.evaluate(id, "training");
  if (metrics.kind !== "regression") throw new Error("a regression was asked for");
  expect(metrics.rmse).toBeCloseTo(found.targets[0]?.rmse ?? 0, 10);
});
