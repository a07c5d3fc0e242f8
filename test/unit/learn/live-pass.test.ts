import { expect, test } from "vitest";
import { LivePass } from "../../../src-renderer/components/learn/live-pass.svelte.ts";
import type { PassRequest } from "../../../src-worker/api.ts";

const request = (value: number): PassRequest => ({
  network: { inputs: 1, layers: [] },
  parameters: { "layers.0.weight": [value] },
  x: [[1]],
});

test("one pass at a time, and after it only the latest", async () => {
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const live = new LivePass(async ({ parameters }) => {
    const [value = 0] = parameters["layers.0.weight"] ?? [];
    asked.push(value);
    await new Promise<void>((resolve) => answers.push(resolve));
    if (value === 4) throw new Error("too large");
    return { output: { shape: [], data: [value] } };
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  for (const value of [1, 2, 3]) live.request(request(value));
  answers.shift()?.();
  await settle();
  answers.shift()?.();
  await settle();
  expect(asked).toEqual([1, 3]);
  expect(live.results?.output?.data).toEqual([3]);

  live.request(request(4));
  answers.shift()?.();
  await settle();
  expect(live.fault).toBe("too large");
  // What was known last stays in sight.
  expect(live.results?.output?.data).toEqual([3]);
});
