import { beforeAll, describe, expect, test } from "vitest";
import type { Engine, ModelState } from "../../../src-worker/api.ts";
import { createEngine } from "../../../src-worker/engine.ts";

const quiet = () => {};
let engine: Engine;
let model: ModelState;
let dataset: number;

beforeAll(async () => {
  engine = createEngine({ open: () => Promise.reject(new Error("no files here")) });
  const source = { kind: "sample", name: "moons" } as const;
  const table = await engine.openTable(source, "read", quiet);
  const summary = await engine.prepare({
    table: table.id,
    targets: [table.proposal.target],
    features: null,
    task: "auto",
    standardize: true,
    validation: 0.2,
    test: 0,
    missing: "drop",
    seed: 0,
  });
  dataset = summary.id;
  const { network, training } = await engine.propose(dataset);
  model = await engine.createModel({ dataset, network, training });
  await engine.train(model.id, { epochs: 2 }, quiet);
});

describe("rows", () => {
  test("wrong predictions come first, then by falling loss, and a page is a part of all", async () => {
    const all = await engine.inspectRows(model.id, "training", 0, 10_000);
    expect(all.total).toBe(all.all);
    expect(all.rows).toHaveLength(all.total);
    const wrong = all.rows.map((row) => row.wrong);
    expect(wrong.lastIndexOf(true)).toBe(all.wrong - 1);
    expect(all.wrong).toBeGreaterThan(0);
    for (const [place, row] of all.rows.entries()) {
      expect(row.wrong).toBe(row.predicted[0] !== row.actual[0]);
      const before = all.rows[place - 1];
      if (before?.wrong === row.wrong) expect(before.loss).toBeGreaterThanOrEqual(row.loss);
    }
    const page = await engine.inspectRows(model.id, "training", 3, 2);
    expect(page.rows).toEqual(all.rows.slice(3, 5));
    const row = page.rows[1]?.row ?? -1;
    expect(await engine.inspectPlace(model.id, "training", row)).toBe(4);
    expect(await engine.inspectPlace(model.id, "training", 1e9)).toBe(null);
    const source = page.rows[1]?.source ?? -1;
    expect(await engine.inspectFind(model.id, source)).toEqual({ part: "training", row });
    expect(await engine.inspectFind(model.id, 1e9)).toBe(null);
  });

  test("the wrong ones are as many as the metrics say", async () => {
    const { wrong, total } = await engine.inspectRows(model.id, "validation", 0, 1);
    const metrics = await engine.evaluate(model.id, "validation");
    if (!("accuracy" in metrics)) throw new Error("no classification");
    expect(1 - wrong / total).toBeCloseTo(metrics.accuracy ?? Number.NaN, 10);
  });
});

describe("a pass", () => {
  const request = { part: "training", rows: [2, 0, 5], names: "notes" } as const;

  test("has the network's graph in the notes' names and steps in their order", async () => {
    const pass = await engine.inspect(model.id, request);
    const texts = pass.nodes.map(({ text }) => text);
    expect(texts).toEqual([
      "x",
      "W^H",
      "b^H",
      "z^H",
      "u^H",
      "W^O",
      "b^O",
      "z^O",
      "u^O",
      "y",
      "l",
      "L",
    ]);
    const back = pass.steps.filter(({ direction }) => direction === "backward");
    expect(back.map(({ results }) => results.map(({ node }) => node))).toEqual([
      ["layers.1.z"],
      ["layers.1.weight", "layers.1.bias", "layers.0.u"],
      ["layers.0.z"],
      ["layers.0.weight", "layers.0.bias"],
    ]);
    expect(back[0]?.title).toBe("L \\to \\mathbf z^{O}");
    expect(pass.loss).toBeGreaterThan(0);
  });

  test("names can be numbers or those of files", async () => {
    const numbers = await engine.inspect(model.id, { ...request, names: "numbers" });
    expect(numbers.nodes.map(({ text }) => text)).toContain("W^2");
    const program = await engine.inspect(model.id, { ...request, names: "program" });
    expect(program.nodes.map(({ text }) => text)).toContain("layers.1.weight");
  });

  test("the same tensor can be read again and again, by regions and as a whole", async () => {
    await engine.inspect(model.id, request);
    const { shape } = (await engine.inspect(model.id, request)).nodes.find(
      ({ name }) => name === "layers.0.weight",
    ) ?? { shape: [] };
    const [rows = 0, columns = 0] = shape;
    const whole = { row: 0, column: 0, rows, columns };
    const values = await engine.inspectRegion(model.id, "layers.0.weight", "value", whole);
    const [layer] = await engine.parameters(model.id);
    expect(values).toEqual(layer?.weight);
    const part = { row: 1, column: 1, rows: 2, columns: 1 };
    const region = await engine.inspectRegion(model.id, "layers.0.weight", "value", part);
    expect(Array.from(region)).toEqual([values[columns + 1], values[2 * columns + 1]]);
    const overview = await engine.inspectOverview(model.id, "layers.0.weight", "value");
    expect(overview.least).toBe(Math.min(...values));
    expect(overview.largest).toBe(Math.max(...values));
    expect(overview.histogram.reduce((sum, count) => sum + count, 0)).toBe(values.length);
    expect(overview.map.values).toEqual(values);
    const chain = await engine.inspectChain(model.id, "layers.0.z", "layers.0.weight");
    const again = await engine.inspectChain(model.id, "layers.0.z", "layers.0.weight");
    expect(chain.outer.data.buffer).not.toBe(again.outer.data.buffer);
  });

  test("is of the parameters at its time, and one step leaves the model as it is", async () => {
    const before = await engine.parametersSha256(model.id);
    const pass = await engine.inspect(model.id, request);
    const step = await engine.inspectSgd(model.id, 0.01);
    expect(step.before).toBe(pass.loss);
    expect(step.after).toBeLessThan(step.before);
    expect(await engine.parametersSha256(model.id)).toBe(before);
  });

  test("a whole parameter or one element of it can be checked", async () => {
    await engine.inspect(model.id, request);
    const all = await engine.inspectCheck(model.id, "layers.1.weight", null);
    expect(all.worst).toBeLessThan(1e-6);
    expect(all.checked).toBeGreaterThan(1);
    const one = await engine.inspectCheck(model.id, "layers.1.weight", [0, 3]);
    expect(one.parameter || one.kinks[0]?.parameter).toBe("layers.1.weight[0, 3]");
  });

  test("what cannot be is refused in words", async () => {
    const rows = { ...request, rows: [1e6] };
    await expect(engine.inspect(model.id, rows)).rejects.toThrow("has no row 1000000");
    await engine.inspect(model.id, request);
    await expect(engine.explain(model.id, "y", "gradient", [0, 0])).rejects.toThrow(
      "not differentiated by y",
    );
    await expect(engine.explain(model.id, "layers.0.z", "value", [9, 0])).rejects.toThrow(
      "no element (9, 0)",
    );
    await expect(engine.inspectCheck(model.id, "x", null)).rejects.toThrow("only parameters");
    await expect(engine.inspectOverview(model.id, "layers.0.weight", "after")).rejects.toThrow(
      "no step",
    );
    const { id } = await engine.createModel({
      dataset,
      network: model.network,
      training: model.training,
    });
    await expect(engine.inspectOverview(id, "loss", "value")).rejects.toThrow("no row");
  });
});

test("large layers are passed through and looked at quickly", async () => {
  const network = {
    inputs: 2,
    layers: [2048, 2048, 1].map((units, layer) => ({
      units,
      activation: layer === 2 ? "sigmoid" : "relu",
      bias: true,
    })),
  };
  const { id } = await engine.createModel({ dataset, network, training: model.training });
  const start = performance.now();
  await engine.inspect(id, { part: "training", rows: [0], names: "notes" });
  await engine.inspectOverview(id, "layers.1.weight", "gradient");
  const explanation = await engine.explain(id, "layers.1.z", "value", [0, 7]);
  expect(explanation.total).toBe(2049);
  expect(performance.now() - start).toBeLessThan(5000);
  await expect(engine.inspectChain(id, "layers.1.z", "layers.1.weight")).rejects.toThrow(
    "more than 65536",
  );
});
