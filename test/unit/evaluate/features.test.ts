import { expect, test } from "vitest";
import { Cancelled } from "../../../src-worker/errors.ts";
import { quantile } from "../../../src-worker/evaluate/effect.ts";
import { engineWith, modelOf, quiet } from "./engine-with.ts";

/** y is 3a, b is noise, colour adds 2 for red. */
const rows = Array.from({ length: 200 }, (_, row) => {
  const a = (row % 20) / 10;
  const red = row % 3 === 0;
  return `${a},${(row * 7) % 11},${red ? "red" : "blue"},${3 * a + (red ? 2 : 0)}`;
});
const csv = `a,b,colour,y\n${rows.join("\n")}\n`;

async function trained() {
  const engine = engineWith({ table: csv });
  const model = await modelOf(engine, { file: "table" }, { spec: { task: "regression" } });
  await engine.train(model.id, { epochs: 60 }, quiet);
  return { engine, id: model.id };
}

test("quantiles lie between sorted values", () => {
  const sorted = Float32Array.from([0, 1, 2, 10]);
  expect([0, 0.5, 1].map((share) => quantile(sorted, share))).toEqual([0, 1.5, 10]);
  expect(quantile(Float32Array.from([4]), 0.9)).toBe(4);
});

test("features are told in their own units", async () => {
  const { engine, id } = await trained();
  const [a, b, colour] = await engine.features(id);
  expect(a).toMatchObject({ name: "a", type: "number" });
  if (a?.type !== "number" || colour?.type !== "category") throw new Error("a number, a category");
  expect([a.low, a.high]).toEqual([expect.closeTo(0, 5), expect.closeTo(1.9, 5)]);
  expect(a.typical).toBeGreaterThan(0.7);
  expect(b?.name).toBe("b");
  expect(colour).toEqual({
    name: "colour",
    type: "category",
    labels: ["blue", "red"],
    typical: "blue",
  });
});

test("a feature's effect is the mean of the predictions with it set in every row", async () => {
  const { engine, id } = await trained();
  const effect = await engine.featureEffect(id, "validation", "a", 5, "e", quiet);
  expect(effect.outputs).toEqual(["y"]);
  expect(Array.from(effect.values)).toEqual(
    [0, 0.475, 0.95, 1.425, 1.9].map((value) => expect.closeTo(value, 5)),
  );
  // The same rows as a table of their own, a set by hand.
  const page = await engine.predict(id, "validation", 0, 1000);
  expect(effect.rows).toBe(page.total);
  const lines = page.rows.map((row) => rows[row]?.split(",").slice(1).join(",") ?? "");
  const other = engineWith({
    model: await engine.saveModel(id),
    low: `a,b,colour,y\n${lines.map((line) => `1.9,${line}`).join("\n")}\n`,
  });
  const opened = await other.openModel({ kind: "file", token: "model", name: "m" }, "o", quiet);
  const table = await other.openTable({ kind: "file", token: "low", name: "l" }, "t", quiet);
  const { outputs } = await other.predictTable(opened.id, table.id, 0, 1000);
  const mean = outputs.reduce((sum, value) => sum + value, 0) / outputs.length;
  expect(effect.mean[4]).toBeCloseTo(mean, 4);
  expect(effect.low[4]).toBeLessThanOrEqual(mean);
  expect(effect.high[4]).toBeGreaterThanOrEqual(mean);

  const colour = await engine.featureEffect(id, "validation", "colour", 5, "e", quiet);
  expect(colour.labels).toEqual(["blue", "red"]);
  expect((colour.mean[1] ?? 0) - (colour.mean[0] ?? 0)).toBeGreaterThan(1);
  await expect(engine.featureEffect(id, "validation", "z", 5, "e", quiet)).rejects.toThrow(
    "no feature",
  );
});

test("an effect tells how far it is and can be cancelled", async () => {
  const { engine, id } = await trained();
  const told: number[] = [];
  await engine.featureEffect(id, "validation", "a", 500, "e", ({ done }) => told.push(done));
  expect(told.at(-1)).toBe(500);
  let last = 0;
  const cancelled = engine.featureEffect(id, "validation", "a", 100_000, "e", ({ done }) => {
    last = done;
    void engine.cancel("e");
  });
  await expect(cancelled).rejects.toBeInstanceOf(Cancelled);
  expect(last).toBeLessThan(1000);
});

test("shuffling what matters costs most, shuffling noise nothing; the seed decides the bits", async () => {
  const { engine, id } = await trained();
  const request = { part: "validation", repeats: 5, seed: 1 } as const;
  const told: number[] = [];
  const found = await engine.importance(id, request, "i", ({ done }) => told.push(done));
  expect(told.at(-1)).toBe(15);
  const [a, b, colour] = found.features;
  expect(a?.score ?? 0).toBeGreaterThan(colour?.score ?? 1);
  expect(colour?.score ?? 0).toBeGreaterThan(0.05);
  expect(Math.abs(b?.score ?? 1)).toBeLessThan(0.05);
  expect(a?.lossSpread ?? 0).toBeGreaterThan(0);
  expect(found).toMatchObject({ scoreName: "R²", repeats: 5 });
  expect(await engine.importance(id, request, "i", quiet)).toEqual(found);
  const other = await engine.importance(id, { ...request, seed: 2 }, "i", quiet);
  expect(other.features).not.toEqual(found.features);
  await expect(engine.importance(id, { ...request, repeats: 1 }, "i", quiet)).rejects.toThrow(
    "1 repeats",
  );
});

test("the decision map holds other features where it is told to", async () => {
  const { engine, id } = await trained();
  const request = {
    xFeature: "a",
    yFeature: "b",
    bounds: { x: [0, 2], y: [0, 10] },
    width: 2,
    height: 2,
  } as const;
  const red = await engine.decisionMap(id, { ...request, held: { colour: "red" } });
  const blue = await engine.decisionMap(id, { ...request, held: { colour: "blue" } });
  red.values.forEach((value, pixel) => {
    expect(value - (blue.values[pixel] ?? 0)).toBeGreaterThan(1);
  });
  await expect(engine.decisionMap(id, { ...request, held: { z: 1 } })).rejects.toThrow(
    "no feature",
  );
});
