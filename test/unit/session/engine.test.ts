import { expect, test } from "vitest";
import type { Engine, ModelState } from "../../../src-worker/api.ts";
import { createEngine } from "../../../src-worker/engine.ts";
import { Cancelled, UserError } from "../../../src-worker/errors.ts";
import type { Host } from "../../../src-worker/serve.ts";
import { usualSpec } from "../data/spec.ts";

/** An engine whose files are these texts or bytes, by token. */
function engineWith(files: Record<string, string | Uint8Array> = {}): Engine {
  const host: Host = {
    async open(token) {
      const content = files[token];
      if (content === undefined) throw new UserError("there is no such file");
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(bytes);
          controller.close();
        },
      });
      return { stream, size: bytes.length };
    },
  };
  return createEngine(host);
}

const quiet = () => {};

async function modelOf(engine: Engine, sample: string): Promise<ModelState> {
  const table = await engine.openTable({ kind: "sample", name: sample }, "open", quiet);
  const { id } = await engine.prepare({
    table: table.id,
    targets: [table.proposal.target],
    ...usualSpec,
  });
  const { network, training } = await engine.propose(id);
  return engine.createModel({ dataset: id, network, training });
}

test("a model trains, is saved, opens elsewhere and goes on to the same bits", async () => {
  const engine = engineWith();
  const model = await modelOf(engine, "moons");
  await engine.train(model.id, { epochs: 3 }, quiet);
  const bytes = await engine.saveModel(model.id);
  const before = await engine.predict(model.id, "validation", 0, 20);

  const other = engineWith({ model: bytes });
  const source = { kind: "file", token: "model", name: "moons.safetensors" } as const;
  const opened = await other.openModel(source, "open", quiet);
  expect(opened).toMatchObject({ epoch: 3, dataset: null, labels: model.labels });
  const table = await other.openTable({ kind: "sample", name: "moons" }, "table", quiet);
  await other.attach(opened.id, table.id);
  expect(await other.predict(opened.id, "validation", 0, 20)).toEqual(before);

  await engine.train(model.id, { epochs: 2 }, quiet);
  await other.train(opened.id, { epochs: 2 }, quiet);
  expect(await other.parametersSha256(opened.id)).toBe(await engine.parametersSha256(model.id));
});

test("a project holds the data with the model: both go on elsewhere to the same bits", async () => {
  const engine = engineWith();
  const model = await modelOf(engine, "moons");
  await engine.train(model.id, { epochs: 2 }, quiet);
  const table = await engine.openTable({ kind: "sample", name: "moons" }, "again", quiet);
  const bytes = await engine.saveProject(table.id, model.id, [{ model: model.id, note: "twice" }]);

  const other = engineWith({ work: bytes });
  const source = { kind: "file", token: "work", name: "work.chainrule" } as const;
  const opened = await other.openProject(source, "open", quiet);
  expect(opened.table).toMatchObject({ name: table.name, rows: table.rows, bytes: table.bytes });
  expect(opened.model).toMatchObject({ epoch: 2 });
  expect(opened.runs).toMatchObject([{ note: "twice", model: { epoch: 2 } }]);
  const id = opened.model?.id as number;
  await engine.train(model.id, { epochs: 1 }, quiet);
  await other.train(id, { epochs: 1 }, quiet);
  expect(await other.parametersSha256(id)).toBe(await engine.parametersSha256(model.id));

  const retyped = await other.retypeTable(opened.table.id, { y: "number" }, "retype", quiet);
  expect(retyped.columns.find(({ name }) => name === "y")?.type).toBe("number");
  const alone = await other.openModel(source, "model", quiet);
  expect(alone.epoch).toBe(2);
});

test("saved in the midst of training, a model is that of a whole step", async () => {
  const engine = engineWith();
  const model = await modelOf(engine, "letters");
  const training = engine.train(model.id, { epochs: 20 }, quiet);
  await new Promise((resolve) => setTimeout(resolve, 60));
  const bytes = await engine.saveModel(model.id);
  await engine.pause(model.id);
  const { step } = await training;

  const other = engineWith({ model: bytes });
  const source = { kind: "file", token: "model", name: "letters.safetensors" } as const;
  const opened = await other.openModel(source, "open", quiet);
  expect(opened.step).toBeGreaterThan(0);
  expect(opened.step).toBeLessThanOrEqual(step);
  const table = await other.openTable({ kind: "sample", name: "letters" }, "table", quiet);
  await other.attach(opened.id, table.id);
  await other.train(opened.id, { steps: step - opened.step }, quiet);
  expect(await other.parametersSha256(opened.id)).toBe(await engine.parametersSha256(model.id));
});

test("a branch goes on from a moment as the training itself did, and leaves it alone", async () => {
  const engine = engineWith();
  const model = await modelOf(engine, "moons");
  await engine.train(model.id, { epochs: 3 }, quiet);
  const end = await engine.parametersSha256(model.id);
  const moments = await engine.moments(model.id);
  expect(moments.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
  const branch = await engine.branch(model.id, moments[1]?.step ?? 0);
  expect(branch).toMatchObject({ epoch: 1, dataset: model.dataset });
  expect(branch.history.epochs).toHaveLength(1);
  await engine.train(branch.id, { epochs: 2 }, quiet);
  expect(await engine.parametersSha256(branch.id)).toBe(end);
  const other = await engine.branch(model.id, 0);
  await engine.adjust(other.id, { learningRate: 0.5 });
  await engine.train(other.id, { epochs: 1 }, quiet);
  expect(await engine.parametersSha256(model.id)).toBe(end);
  await expect(engine.branch(model.id, 12345)).rejects.toThrow("no longer kept");
});

test("rewinding leads to the same parameters again", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, "xor");
  await engine.train(id, { steps: 7 }, quiet);
  const first = await engine.parametersSha256(id);
  const rewound = await engine.rewind(id);
  expect(rewound).toMatchObject({ step: 0, epoch: 0, stopped: null });
  await engine.train(id, { steps: 7 }, quiet);
  expect(await engine.parametersSha256(id)).toBe(first);
});

test("while it trains, the engine answers, adjusts, and pauses within 50 ms", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, "letters");
  let told = 0;
  const training = engine.train(id, {}, () => {
    told += 1;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await engine.modelState(id)).step).toBeGreaterThan(0);
  await engine.adjust(id, { learningRate: 0.001 });
  await engine.pause(id);
  const state = await training;
  expect(state.training.learningRate).toBe(0.001);
  expect(state.stopped).toBeNull();
  expect(told).toBeGreaterThan(1);
});

test("regression predicts, and is measured, in the target's own unit", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, "stock");
  await engine.train(id, { epochs: 40 }, quiet);
  const metrics = await engine.evaluate(id, "validation");
  if (metrics.kind !== "regression") throw new Error("stock is a regression");
  expect(metrics.r2).toBeGreaterThan(0.9);
  const page = await engine.predict(id, "validation", 0, metrics.rows);
  const errors = page.predicted.map(
    ([value], row) => Number(value) - Number(page.actual?.[row]?.[0]),
  );
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  expect(Math.sqrt(squares / errors.length)).toBeCloseTo(metrics.rmse, 3);
});

test("the decision map asks the network at the middle of each pixel, largest y on top", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, "moons");
  const bounds = { x: [-1, 2], y: [-1, 1] } as const;
  const request = { xFeature: "x1", yFeature: "x2", bounds, width: 3, height: 2 };
  const map = await engine.decisionMap(id, request);
  expect(map).toMatchObject({ width: 3, height: 2, outputs: 1, x: bounds.x, y: bounds.y });
  const csv = "x1,x2,y\n-0.5,0.5,0\n0.5,0.5,0\n1.5,0.5,0\n-0.5,-0.5,0\n0.5,-0.5,0\n1.5,-0.5,1\n";
  const other = engineWith({ points: csv, model: await engine.saveModel(id) });
  const opened = await other.openModel({ kind: "file", token: "model", name: "m" }, "model", quiet);
  const table = await other.openTable({ kind: "file", token: "points", name: "p" }, "t", quiet);
  const { outputs } = await other.predictTable(opened.id, table.id, 0, 6);
  for (const [pixel, value] of outputs.entries()) expect(map.values[pixel]).toBeCloseTo(value, 5);
  const hidden = await engine.unitMaps(id, 0, request);
  expect(hidden.values.length % 6).toBe(0);
});

test("a cancelled task ends with Cancelled, and its name is free again", async () => {
  const rows = Array.from({ length: 200_000 }, (_, row) => `${row},${row % 7},${row % 2}`);
  const engine = engineWith({ big: `a,b,c\n${rows.join("\n")}\n` });
  const source = { kind: "file", token: "big", name: "big.csv" } as const;
  const opening = engine.openTable(source, "open", quiet);
  await engine.cancel("open");
  await expect(opening).rejects.toBeInstanceOf(Cancelled);
  const table = await engine.openTable(source, "open", quiet);
  expect(table.rows).toBe(200_000);
});

test("what is closed is no longer known, and a model without data says so", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, "xor");
  const bytes = await engine.saveModel(id);
  await engine.closeModel(id);
  await expect(engine.modelState(id)).rejects.toThrow("this model is no longer open");
  const other = engineWith({ model: bytes });
  const opened = await other.openModel({ kind: "file", token: "model", name: "m" }, "o", quiet);
  await expect(other.train(opened.id, {}, quiet)).rejects.toThrow("has no data yet");
});

test("predicting needs no targets; missing and unknown ones do not matter", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, "moons");
  const csv = "x1,x2,y\n0.5,0.5,\n0.5,0.5,7\n,1,0\n-1,0.25,1\n";
  const other = engineWith({ points: csv, model: await engine.saveModel(id) });
  const opened = await other.openModel({ kind: "file", token: "model", name: "m" }, "o", quiet);
  const table = await other.openTable({ kind: "file", token: "points", name: "p" }, "t", quiet);
  const page = await other.predictTable(opened.id, table.id, 1, 10);
  expect(page).toMatchObject({ start: 1, total: 3, rows: [1, 3], actual: [[7], [1]] });
  expect(page.predicted).toHaveLength(2);
  const first = await other.predictTable(opened.id, table.id, 0, 1);
  expect(first).toMatchObject({ rows: [0], actual: [[""]] });
});

test("other data goes on from where training is, and does not pile up", async () => {
  const engine = engineWith();
  const { id, dataset } = await modelOf(engine, "moons");
  await engine.train(id, { epochs: 2 }, quiet);
  const before = await engine.parametersSha256(id);
  const table = await engine.openTable({ kind: "sample", name: "moons", seed: 1 }, "t", quiet);
  const first = await engine.attach(id, table.id);
  expect(first).toMatchObject({ epoch: 2 });
  expect(await engine.parametersSha256(id)).toBe(before);
  const second = await engine.attach(id, table.id);
  await expect(engine.propose(first.dataset ?? 0)).rejects.toThrow("no longer open");
  await engine.closeModel(id);
  await expect(engine.propose(second.dataset ?? 0)).rejects.toThrow("no longer open");
  expect((await engine.propose(dataset ?? 0)).network.inputs).toBe(2);
});

test("a network that cannot learn is refused before training", async () => {
  const engine = engineWith();
  const { dataset, network, training } = await modelOf(engine, "moons");
  const layers = network.layers.map((layer) => ({ ...layer, activation: "threshold" }));
  const spec = { dataset: dataset ?? 0, network: { ...network, layers }, training };
  await expect(engine.createModel(spec)).rejects.toThrow("gradient zero everywhere");
});
