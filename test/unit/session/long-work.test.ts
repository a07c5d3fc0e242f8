import { beforeAll, expect, test } from "vitest";
import type { DatasetSpec, Engine } from "../../../src-worker/api.ts";
import { createEngine } from "../../../src-worker/engine.ts";
import { Cancelled } from "../../../src-worker/errors.ts";
import { usualSpec } from "../data/spec.ts";

const ROWS = 60_000;
const FEATURES = 12;

/** Numbers without a pattern, the same each time. */
function csv(): string {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % 1000;
  };
  const names = Array.from({ length: FEATURES }, (_, place) => `x${place}`);
  const lines = [`${names.join()},y`];
  for (let row = 0; row < ROWS; row++) lines.push(`${names.map(next).join()},${next() % 3}`);
  return lines.join("\n");
}

let engine: Engine;
let spec: DatasetSpec;

beforeAll(async () => {
  engine = createEngine({ open: () => Promise.reject(new Error("no file is needed")) });
  const source = { kind: "text", name: "big.csv", text: csv() } as const;
  const { id } = await engine.openTable(source, "open", () => {});
  spec = { ...usualSpec, table: id, targets: ["y"], missing: "median", scaling: "robust" };
});

test("preparing tells how far it is, and is the same as without", async () => {
  const told: number[] = [];
  const watched = await engine.prepare(spec, "prepare", ({ what, done, total }) => {
    expect(what).toBe("coding the columns of big.csv");
    told.push(done / (total ?? Number.NaN));
  });
  const { id: _, ...alone } = await engine.prepare(spec);
  expect(watched).toMatchObject(alone);
  expect(told.length).toBeGreaterThan(0);
  expect(told.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

test("cancelled in the midst, preparing leaves nothing behind, and a model as it was", async () => {
  const first = await engine.prepare(spec);
  const cancelling = () => void engine.cancel("again");
  await expect(engine.prepare(spec, "again", cancelling)).rejects.toThrow(Cancelled);
  // Numbers are never used again: none was taken meanwhile.
  const second = await engine.prepare(spec, "again", () => {});
  expect(second.id).toBe(first.id + 1);

  const { network, training } = await engine.propose(first.id);
  const { id } = await engine.createModel({ dataset: first.id, network, training });
  await engine.train(id, { steps: 5 }, () => {});
  const before = await engine.modelState(id);
  await expect(engine.attach(id, spec.table, null, "again", cancelling)).rejects.toThrow(Cancelled);
  expect(await engine.modelState(id)).toEqual(before);
  await engine.train(id, { steps: 5 }, () => {});
  const straight = await engine.createModel({ dataset: first.id, network, training });
  await engine.train(straight.id, { steps: 10 }, () => {});
  expect(await engine.parametersSha256(id)).toBe(await engine.parametersSha256(straight.id));
});

test("saving a project tells how far it is, can be ended, and gives the same bytes watched or not", async () => {
  const told: number[] = [];
  const watched = await engine.saveProject(
    spec.table,
    null,
    [],
    "save",
    ({ what, done, total }) => {
      expect(what).toBe("writing the project");
      told.push(done / (total ?? Number.NaN));
    },
  );
  expect(told.length).toBeGreaterThan(0);
  expect(told.every((share) => share > 0 && share <= 1)).toBe(true);
  const alone = await engine.saveProject(spec.table, null, []);
  expect(Buffer.compare(watched, alone)).toBe(0);
  const cancelling = () => void engine.cancel("save");
  await expect(engine.saveProject(spec.table, null, [], "save", cancelling)).rejects.toThrow(
    Cancelled,
  );
});
