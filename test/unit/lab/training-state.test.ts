import { expect, test } from "vitest";
import { LabTrainingRun } from "../../../src-renderer/state/lab-training.svelte.ts";
import type { Engine, LabTraining } from "../../../src-worker/api.ts";

test("an edit while a model is made leaves none behind and trains nothing", async () => {
  const calls: string[] = [];
  let made: (model: LabTraining) => void = () => {};
  const engine = {
    labCreate: () => new Promise<LabTraining>((resolve) => (made = resolve)),
    labTrain: async (id: number) => {
      calls.push(`train ${id}`);
      return { id };
    },
    labClose: async (id: number) => void calls.push(`close ${id}`),
  } as unknown as Engine;
  const errors: unknown[] = [];
  const training = new LabTrainingRun(
    () => engine,
    (error) => errors.push(error),
  );
  const run = training.train({ lines: [], inputs: [] }, null, { steps: 1 });
  training.set({ seed: 1 });
  made({ id: 3 } as LabTraining);
  await run;
  expect([calls, errors]).toEqual([["close 3"], []]);
  expect([training.state, training.running]).toEqual([null, false]);

  const next = training.train({ lines: [], inputs: [] }, null, { steps: 1 });
  made({ id: 4 } as LabTraining);
  await next;
  expect(calls.at(-1)).toBe("train 4");
  expect(training.state?.id).toBe(4);
  await training.train({ lines: [], inputs: [] }, null, { steps: 1 });
  expect([calls.length, errors]).toEqual([3, []]);
});
