import fc from "fast-check";
import { expect, test } from "vitest";
import { Snapshots } from "../../../src-worker/train/snapshots.ts";
import type { TrainingState } from "../../../src-worker/train/state.ts";

const state = (epoch: number, length = 10): TrainingState =>
  ({ epoch, step: epoch * 7, parameters: new Float32Array(length), slots: {} }) as TrainingState;

test("however long the training, there are few, from its start on, evenly, and cheap to take", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (epochs) => {
      const snapshots = new Snapshots();
      let taken = 0;
      for (let epoch = 0; epoch <= epochs; epoch++) {
        snapshots.offer(epoch, () => {
          taken += 1;
          return state(epoch);
        });
      }
      const kept = snapshots.all.map(({ epoch }) => epoch);
      expect(kept[0]).toBe(0);
      expect(kept.length).toBeLessThanOrEqual(32);
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(epochs + 1, 16));
      const gaps = kept.slice(1).map((epoch, index) => epoch - (kept[index] as number));
      expect(new Set(gaps).size).toBeLessThanOrEqual(1);
      expect(epochs - (kept.at(-1) as number)).toBeLessThan(gaps[0] ?? 1);
      expect(taken).toBeLessThan(32 + 17 * Math.log2(epochs + 1));
    }),
    { numRuns: 60 },
  );
});

test("large models keep the start and what there is room for", () => {
  const snapshots = new Snapshots();
  for (let epoch = 0; epoch < 40; epoch++) snapshots.offer(epoch, () => state(epoch, 4 * 2 ** 20));
  expect(snapshots.all.length).toBeLessThanOrEqual(8);
  expect(snapshots.all.length).toBeGreaterThan(3);
  expect(snapshots.all[0]?.epoch).toBe(0);
});

test("what comes after a step that was gone back to is forgotten", () => {
  const snapshots = new Snapshots();
  for (let epoch = 0; epoch < 6; epoch++) snapshots.offer(epoch, () => state(epoch));
  snapshots.cut(21);
  expect(snapshots.all.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
  snapshots.clear();
  expect(snapshots.all).toEqual([]);
});
