import { beforeEach, expect, test } from "vitest";
import { Pulse } from "../../../../src-renderer/state/pulse.ts";

let now: number;
let heard: number;
/** Answers the question that waits for it. */
let answer: () => void;
let asked: number;
let pulse: Pulse;

beforeEach(() => {
  now = 0;
  heard = 0;
  asked = 0;
  const ask = () => {
    asked += 1;
    return new Promise<void>((resolve) => {
      answer = resolve;
    });
  };
  pulse = new Pulse(
    ask,
    () => {
      heard += 1;
    },
    () => now,
  );
});

/** @returns the silence after so many beats */
function beats(count: number, apart = 1000): number {
  let silence = 0;
  for (let beat = 0; beat < count; beat++) {
    now += apart;
    silence = pulse.beat();
  }
  return silence;
}

test("the silence lasts from the question to its answer, which is not asked for twice", async () => {
  expect(beats(1)).toBe(0);
  expect(beats(12)).toBe(12_000);
  expect([asked, heard]).toEqual([1, 0]);
  answer();
  await Promise.resolve();
  expect(heard).toBe(1);
  expect(beats(1)).toBe(0);
  expect(asked).toBe(2);
});

test("a refusal is an answer as well", async () => {
  const refused = new Pulse(
    () => Promise.reject(new Error("no")),
    () => {
      heard += 1;
    },
    () => now,
  );
  refused.beat();
  await Promise.resolve();
  expect(heard).toBe(1);
});

test("a night's sleep, or a hidden window that seldom wakes, is no silence", () => {
  beats(1);
  expect(beats(1, 8 * 3600 * 1000)).toBeLessThan(2000);
  expect(beats(3, 60_000)).toBeLessThan(10_000);
});
