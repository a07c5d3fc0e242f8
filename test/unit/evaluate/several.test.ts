import { expect, test } from "vitest";
import { engineWith, flowers, modelOf, quiet } from "./engine-with.ts";

test("trained on all rows, the last point of the curve is the model itself", async () => {
  const engine = engineWith({ flowers });
  const { id } = await modelOf(engine, { file: "flowers" });
  await engine.train(id, { epochs: 6 }, quiet);
  const curve = await engine.sizeCurve(id, "c", quiet);
  expect(curve).toMatchObject({ held: "validation", epochs: 6, scoreName: "accuracy" });
  expect(curve.points.map(({ rows }) => rows)).toEqual([12, 24, 36, 48, 60, 72, 84, 96, 108, 120]);
  const [own, held] = [
    await engine.evaluate(id, "training"),
    await engine.evaluate(id, "validation"),
  ];
  if (own.kind !== "classification" || held.kind !== "classification") throw new Error("classes");
  expect(curve.points.at(-1)).toEqual({
    rows: 120,
    trainingLoss: own.loss,
    heldLoss: held.loss,
    trainingScore: own.accuracy,
    heldScore: held.accuracy,
  });
});

test("models are compared on the same rows, each with its own coding", async () => {
  const engine = engineWith({ flowers });
  const { id, labels } = await modelOf(engine, { file: "flowers" }, { spec: { test: 0.3 } });
  await engine.train(id, { epochs: 5 }, quiet);
  // The other knows two of the columns and has seen other rows.
  const other = await modelOf(
    engine,
    { file: "flowers" },
    {
      spec: { features: ["petal length", "sepal width"], seed: 9, standardize: false },
    },
  );
  await engine.train(other.id, { epochs: 5 }, quiet);
  const found = await engine.compare([id, other.id], "test");
  const [first, second] = found.models;
  const own = await engine.evaluate(id, "test");
  if (own.kind !== "classification" || first?.kind !== "classification") throw new Error("classes");
  expect(found.rows).toBe(own.rows);
  expect(first).toMatchObject({ model: id, loss: own.loss, accuracy: own.accuracy });
  expect([first.onlyFirst, first.onlyThis]).toEqual([0, 0]);
  if (second?.kind !== "classification") throw new Error("classes");
  // Row by row, from the predictions of both.
  const page = await engine.predict(id, "test", 0, 1000);
  const table = await engine.openTable(
    { kind: "file", token: "flowers", name: "flowers.csv" },
    "t",
    quiet,
  );
  const all = await engine.predictTable(other.id, table.id, 0, 1000);
  let [onlyFirst, onlyThis, right] = [0, 0, 0];
  page.rows.forEach((row, index) => {
    const truth = page.actual?.[index]?.[0];
    const mine = page.predicted[index]?.[0] === truth;
    const theirs = all.predicted[row]?.[0] === truth;
    if (mine && !theirs) onlyFirst += 1;
    if (theirs && !mine) onlyThis += 1;
    if (theirs) right += 1;
  });
  expect([second.onlyFirst, second.onlyThis]).toEqual([onlyFirst, onlyThis]);
  expect(second.accuracy).toBe(right / page.total);
  expect(labels).toHaveLength(3);

  const numbers = await modelOf(
    engine,
    { file: "flowers" },
    {
      spec: { targets: ["petal width"], task: "regression" },
    },
  );
  await expect(engine.compare([id, numbers.id], "test")).rejects.toThrow("the other numbers");
});

test("rows of a test file are compared as rows of that file", async () => {
  const [head = "", ...lines] = flowers.trim().split("\n");
  // Every class, in another order than the table's.
  const tested = [head, ...lines.filter((_, row) => row % 5 === 0).reverse()].join("\n");
  const engine = engineWith({ flowers, tested });
  const open = (token: string) =>
    engine.openTable({ kind: "file", token, name: `${token}.csv` }, "t", quiet);
  const { id: testTable } = await open("tested");
  const { id } = await modelOf(engine, { file: "flowers" }, { spec: { testTable } });
  await engine.train(id, { epochs: 5 }, quiet);
  const own = await engine.evaluate(id, "test");
  const found = await engine.compare([id], "test");
  expect(found).toMatchObject({ rows: own.rows, models: [{ loss: own.loss }] });
});

test("a model is compared after its data set made way for another set-up of the table", async () => {
  const engine = engineWith({ flowers });
  const { id, dataset } = await modelOf(engine, { file: "flowers" });
  await engine.train(id, { epochs: 2 }, quiet);
  const before = await engine.compare([id], "validation");
  await engine.closeDataset(dataset ?? 0);
  expect(await engine.compare([id], "validation")).toEqual(before);
});

test("a row that one of the models cannot be given is compared for none", async () => {
  const [head = "", ...lines] = flowers.trim().split("\n");
  const place = head.split(",").indexOf("sepal width");
  const gaps = lines.map((line, row) =>
    row % 3 === 0 ? line.split(",").with(place, "").join(",") : line,
  );
  const engine = engineWith({ gaps: [head, ...gaps].join("\n") });
  const first = await modelOf(
    engine,
    { file: "gaps" },
    { spec: { features: ["petal length", "petal width"] } },
  );
  const other = await modelOf(
    engine,
    { file: "gaps" },
    { spec: { features: ["petal length", "sepal width"] } },
  );
  await engine.train(first.id, { epochs: 5 }, quiet);
  await engine.train(other.id, { epochs: 5 }, quiet);
  const { rows } = await engine.predict(first.id, "validation", 0, 1000);
  const { models, ...found } = await engine.compare([first.id, other.id], "validation");
  expect(found.rows).toBe(rows.filter((row) => row % 3 !== 0).length);
  for (const { loss } of models) expect(loss).toBeGreaterThan(0);
});
