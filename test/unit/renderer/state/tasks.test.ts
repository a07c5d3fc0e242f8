import { expect, test } from "vitest";
import { Tasks } from "../../../../src-renderer/state/tasks.svelte.ts";
import type { TaskProgress } from "../../../../src-worker/api.ts";

test("the time left follows the rate so far, and begins anew with another part of the work", async () => {
  let now = 0;
  const tasks = new Tasks(() => now);
  const seen: (number | null)[] = [];
  const work = tasks.run("Reading a.csv", async (_, progress) => {
    const tell = (at: number, what: string, done: number, total: number | null) => {
      now = at;
      progress({ what, done, total });
      seen.push(tasks.running[0]?.secondsLeft ?? null);
    };
    tell(1000, "reading a.csv", 0, 100);
    // Too early to tell.
    tell(1500, "reading a.csv", 10, 100);
    tell(3000, "reading a.csv", 20, 100);
    tell(5000, "reading a.csv", 80, 100);
    tell(6000, "counting", 0, 10);
    tell(8000, "counting", 5, 10);
    tell(9000, "counting", 6, null);
  });
  expect(tasks.running).toMatchObject([{ what: "counting", total: null }]);
  await work;
  expect(seen).toEqual([null, null, 8, 1, null, 2, null]);
  expect(tasks.running).toEqual([]);
});

test("what is mostly short is shown only when it takes a while", async () => {
  let now = 0;
  const tasks = new Tasks(() => now);
  const shown: number[] = [];
  const work = async (_: string, progress: (told: TaskProgress) => void) => {
    for (now of [10, 299, 301]) {
      progress({ what: "coding", done: now, total: 400 });
      shown.push(tasks.running.length);
    }
  };
  await tasks.run("Coding", work, 300);
  expect(shown).toEqual([0, 0, 1]);
  expect(tasks.running).toEqual([]);
});
