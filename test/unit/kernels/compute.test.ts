import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../src-worker/api.ts";
import { createEngine } from "../../../src-worker/engine.ts";
import { makeBackend } from "../../../src-worker/kernels/backend.ts";
import { chooseCompute, computeState, lendThreads } from "../../../src-worker/kernels/compute.ts";
import { float32 } from "../../../src-worker/kernels/elementary.ts";
import { Random } from "../../../src-worker/kernels/random.ts";
import { kernelTable } from "../../../src-worker/kernels/table.ts";
import { Crew, hiredCrew } from "../../../src-worker/kernels/threads/crew.ts";
import { enableRelaxedSimd } from "../../../src-worker/node-relaxed.ts";
import { usualSpec } from "../data/spec.ts";

beforeAll(enableRelaxedSimd);
afterEach(() => chooseCompute({ threads: null, arithmetic: "exact" }));

/** Lends threads that never come, and counts those that were ended. */
function lend(most: number, automatic: number) {
  const count = { ended: 0 };
  const helper = () => ({
    post: () => {},
    end: () => {
      count.ended += 1;
    },
  });
  lendThreads({ most, automatic, crew: (threads) => new Crew(threads, helper) });
  return count;
}

/** Calls the helpers of the crew, who stay away. */
function callHelpers() {
  const memory = { buffer: new SharedArrayBuffer(4096) };
  const threads = hiredCrew()?.threads ?? 1;
  hiredCrew()?.isAt({ module: {}, memory, threads, ownPlaces: () => 0 });
}

describe("threads", () => {
  test("are as many as suit the computer until a number is chosen", () => {
    lend(8, 3);
    expect(hiredCrew()?.threads).toBe(3);
    chooseCompute({ threads: 5, arithmetic: "exact" });
    expect(hiredCrew()?.threads).toBe(5);
    chooseCompute({ threads: 1, arithmetic: "exact" });
    expect(hiredCrew()).toBeNull();
    expect(computeState()).toMatchObject({ threads: 1, mostThreads: 8, automaticThreads: 3 });
  });

  test("that are no longer wanted end", () => {
    const count = lend(8, 4);
    callHelpers();
    const before = hiredCrew();
    chooseCompute({ threads: null, arithmetic: "fast" });
    expect([hiredCrew(), count.ended]).toEqual([before, 0]);
    chooseCompute({ threads: 2, arithmetic: "exact" });
    expect(count.ended).toBe(3);
  });

  test("that were lost come back when a number is chosen", () => {
    lend(8, 2);
    hiredCrew()?.lose();
    expect([hiredCrew(), computeState().lostThreads]).toEqual([null, true]);
    chooseCompute({ threads: null, arithmetic: "exact" });
    expect(hiredCrew()?.threads).toBe(2);
    expect(computeState().lostThreads).toBe(false);
  });

  test.each([0, 9, 1.5, Number.NaN])("%s of them cannot be had of 8", (threads) => {
    lend(8, 2);
    expect(() => chooseCompute({ threads, arithmetic: "fast" })).toThrow("cannot be had");
    expect(computeState()).toMatchObject({ threads: null, arithmetic: "exact" });
  });
});

test("fast products are rounded once or twice a term, all alike", () => {
  const random = new Random(3);
  const [rows, columns] = [13, 11];
  const [a, b, c] = [0, 100, 200];
  const start = Float32Array.from({ length: 400 }, () => random.uniform() - 0.5);
  const results = (["fast", "wasm"] as const).map((name) => {
    const backend = makeBackend(float32, 400, kernelTable(float32), name, 0);
    expect(backend.name).toBe(name);
    backend.memory.f.set(start);
    backend.bind("product", [a, 1, 1, b, 1, 1, c, columns, rows, columns, 1])();
    return backend.memory.f.slice(c, c + rows * columns);
  });
  const expected = (isOnce: boolean) =>
    Float32Array.from({ length: rows * columns }, (_, e) => {
      const product =
        (start[a + Math.floor(e / columns)] as number) * (start[b + (e % columns)] as number);
      return (start[c + e] as number) + (isOnce ? product : Math.fround(product));
    });
  expect(results[1]).toEqual(expected(false));
  expect([expected(true), expected(false)]).toContainEqual(results[0]);
});

describe("training in fast arithmetic", () => {
  const quiet = () => {};

  async function modelOf(engine: Engine) {
    const table = await engine.openTable({ kind: "sample", name: "moons" }, "open", quiet);
    const targets = [table.proposal.target];
    const { id } = await engine.prepare({ table: table.id, targets, ...usualSpec });
    const { network, training } = await engine.propose(id);
    return engine.createModel({ dataset: id, network, training });
  }

  function engineWith(bytes: Uint8Array): Engine {
    return createEngine({
      async open() {
        const stream = new ReadableStream<Uint8Array>({
          start(controller) {
            controller.enqueue(bytes);
            controller.close();
          },
        });
        return { stream, size: bytes.length };
      },
    });
  }

  test("is taken over at the next epoch, is kept in the file, and ends with a rewind", async () => {
    const engine = engineWith(new Uint8Array());
    const { id } = await modelOf(engine);
    expect((await engine.train(id, { epochs: 1 }, quiet)).arithmetic).toBe("exact");
    const state = await engine.setCompute({ threads: null, arithmetic: "fast" });
    expect(state).toMatchObject({ arithmetic: "fast", canBeFast: true });
    const trained = await engine.train(id, { epochs: 1 }, quiet);
    expect(trained).toMatchObject({ arithmetic: "fast", epoch: 2 });
    await engine.setCompute({ threads: null, arithmetic: "exact" });
    const other = engineWith(await engine.saveModel(id));
    const source = { kind: "file", token: "model", name: "moons.safetensors" } as const;
    expect((await other.openModel(source, "open", quiet)).arithmetic).toBe("fast");
    expect((await engine.rewind(id)).arithmetic).toBe("exact");
    expect((await engine.train(id, { epochs: 1 }, quiet)).arithmetic).toBe("exact");
  });

  test("comes near the exact one", async () => {
    const losses: number[] = [];
    for (const arithmetic of ["exact", "fast"] as const) {
      const engine = engineWith(new Uint8Array());
      await engine.setCompute({ threads: null, arithmetic });
      const { id } = await modelOf(engine);
      const { history } = await engine.train(id, { epochs: 3 }, quiet);
      losses.push(history.epochs.at(-1)?.loss ?? Number.NaN);
    }
    expect(losses[1]).toBeCloseTo(losses[0] as number, 4);
  });
});
