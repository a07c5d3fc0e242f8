import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Bridge, KeptPart } from "../../../../src-main/ipc.ts";
import { Keeper } from "../../../../src-renderer/state/keeper.svelte.ts";
import type { Engine } from "../../../../src-worker/api.ts";

const MOST_LOST_MS = 5000;

/** Ages and counts of what is kept, of a training whose step is the time. */
let keptAt: number;
let requests: KeptPart[];
/** Bytes of each message about the model. */
let sizes: { now: number; rest: number }[];
let runs: { model: number; note: string }[];
let projects: unknown[];
let training: { model: object | null; step: number; options: object; running: boolean };
let keeper: Keeper;
let stop: () => void;

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param engineMs that the engine takes to save @param diskMs that writing takes */
function begin(engineMs: number, diskMs: number, modelBytes = 1): void {
  const table = { id: 1, name: "t", rows: 10, columns: [] };
  training = { model: { id: 1, dataset: 1 }, step: 0, options: {}, running: true };
  let snapshot = 0;
  const engine = {
    async saveModel() {
      snapshot = performance.now();
      await after(engineMs);
      return new Uint8Array(modelBytes);
    },
    async saveProject(_table: number, _model: null, kept: unknown) {
      projects.push(kept);
      return new Uint8Array(1);
    },
  } as unknown as Engine;
  const bridge = {
    async keepWork({ part, bytes, rest }: Parameters<Bridge["keepWork"]>[0]) {
      const of = snapshot;
      if (part === "model") sizes.push({ now: bytes.length, rest });
      await after(diskMs);
      requests.push(part);
      if (part === "model") keptAt = of;
      return null;
    },
  } as unknown as Bridge;
  const parts = {
    data: { table },
    files: { edited: true, title: "t" },
    training,
    notices: {},
    runs: { on: () => runs },
    former: { held: null, replaced: false },
  };
  keeper = new Keeper(
    () => engine,
    bridge,
    parts as unknown as ConstructorParameters<typeof Keeper>[2],
  );
  stop = keeper.start();
}

beforeEach(() => {
  vi.useFakeTimers();
  [keptAt, requests, sizes, runs, projects] = [performance.now(), [], [], [], []];
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Trains on. @returns the most that a crash would have taken, in milliseconds */
async function train(ms: number): Promise<number> {
  let most = 0;
  for (let at = 0; at < ms; at += 50) {
    await vi.advanceTimersByTimeAsync(50);
    training.step = performance.now();
    most = Math.max(most, performance.now() - keptAt);
  }
  return most;
}

test("a crash takes at most 5 s of a training, also where saving takes 2 s", async () => {
  begin(1200, 800);
  expect(await train(60_000)).toBeLessThan(MOST_LOST_MS);
});

test("where saving is quick, the training is kept no oftener than it must be", async () => {
  begin(5, 5);
  expect(await train(30_000)).toBeLessThan(MOST_LOST_MS);
  // Each 2 s.
  expect(requests.filter((part) => part === "model").length).toBeLessThanOrEqual(16);
});

test("a large model goes in pieces, so that the page never stands still for long", async () => {
  begin(5, 5, 9 * 2 ** 20);
  training.running = false;
  await vi.advanceTimersByTimeAsync(500);
  const mega = 2 ** 20;
  expect(sizes).toEqual([
    { now: 4 * mega, rest: 5 * mega },
    { now: 4 * mega, rest: mega },
    { now: mega, rest: 0 },
  ]);
});

test("an edit is kept at once, and so is a training that has ended", async () => {
  begin(5, 5);
  training.running = false;
  await vi.advanceTimersByTimeAsync(500);
  const before = requests.length;
  training.model = { id: 2, dataset: 1 };
  await vi.advanceTimersByTimeAsync(500);
  training.options = { learningRate: 1 };
  await vi.advanceTimersByTimeAsync(500);
  expect(requests.slice(before)).toEqual(["model", "model"]);
  training.running = true;
  training.step = 7;
  await vi.advanceTimersByTimeAsync(300);
  training.running = false;
  await vi.advanceTimersByTimeAsync(500);
  expect(requests.slice(before)).toEqual(["model", "model", "model"]);
});

test("trained models beside the present one are kept with the table, and not again and again", async () => {
  begin(5, 5);
  await train(1000);
  runs = [{ model: 5, note: "good" }];
  await train(3000);
  expect(projects).toEqual([[], runs]);
});

test("what another engine gives the same numbers is kept anew, and never half of each", async () => {
  begin(5, 5);
  training.running = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect(requests).toEqual(["table", "model"]);
  keeper.forget();
  await vi.advanceTimersByTimeAsync(1000);
  expect(requests.slice(2)).toEqual(["table", "model"]);
  // The engine ends while the table is written.
  keeper.forget();
  const looked = keeper.look();
  keeper.forget();
  training.model = null;
  await vi.advanceTimersByTimeAsync(1000);
  await looked;
  expect(requests.slice(4)).toEqual(["table"]);
});
