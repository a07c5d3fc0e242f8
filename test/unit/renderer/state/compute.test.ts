import { expect, test } from "vitest";
import type { Bridge } from "../../../../src-main/ipc.ts";
import { DEFAULT_SETTINGS } from "../../../../src-main/settings.ts";
import { Compute } from "../../../../src-renderer/state/compute.svelte.ts";
import type { ComputeOptions, ComputeState, Engine } from "../../../../src-worker/api.ts";

test("a thread that stopped after the engine was told is seen when it is looked at again", async () => {
  let state: ComputeState = {
    threads: null,
    arithmetic: "exact",
    mostThreads: 4,
    automaticThreads: 4,
    canBeFast: true,
    lostThreads: false,
  };
  const engine = {
    compute: async () => state,
    setCompute: async (options: ComputeOptions) => {
      state = { ...state, ...options, lostThreads: false };
      return state;
    },
  } as unknown as Engine;
  const settings = { ...DEFAULT_SETTINGS, threads: 64 };
  const bridge = {
    settings: async () => settings,
    changeSettings: async () => settings,
  } as unknown as Bridge;
  const compute = new Compute(() => engine, bridge);
  await compute.begin();
  // No more than there are here, whatever was wished elsewhere.
  expect(compute.state?.threads).toBe(4);
  state = { ...state, lostThreads: true };
  await compute.look();
  expect(compute.state?.lostThreads).toBe(true);
  await compute.chooseThreads(2);
  expect(compute.state).toMatchObject({ threads: 2, lostThreads: false });
});
