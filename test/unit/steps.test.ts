import { expect, test } from "vitest";
import { breathe } from "../../src-worker/breathe.ts";
import { Cancelled } from "../../src-worker/errors.ts";
import { atOnce, inSlices, type Steps } from "../../src-worker/steps.ts";

/** Takes so many milliseconds a piece. */
function* slow(pieces: number, milliseconds: number): Steps<number> {
  let sum = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    sum += piece;
    yield 2;
  }
  return sum;
}

test("work in slices breathes, tells how far it is, and comes to the same result", async () => {
  const told: number[] = [];
  let breaths = 0;
  let going = true;
  const others = (async () => {
    for (; going; breaths++) await breathe();
  })();
  const watch = { progress: (done: number) => told.push(done), cancelled: () => false };
  expect(await inSlices(slow(12, 6), 24, watch)).toBe(atOnce(slow(12, 0)));
  going = false;
  await others;
  expect(told.length).toBeGreaterThanOrEqual(3);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.every((done) => done % 2 === 0 && done <= 24)).toBe(true);
  expect(breaths).toBeGreaterThanOrEqual(told.length);
});

test("short work tells nothing; cancelled work ends soon", async () => {
  const told: number[] = [];
  const watch = { progress: (done: number) => told.push(done), cancelled: () => told.length > 0 };
  await inSlices(slow(3, 0), 6, watch);
  expect(told).toEqual([]);
  await expect(inSlices(slow(1000, 6), 2000, watch)).rejects.toThrow(Cancelled);
  expect(told).toHaveLength(1);
});
