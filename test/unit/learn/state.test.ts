import { expect, test } from "vitest";
import type { Bridge, LessonProgress, Settings } from "../../../src-main/ipc.ts";
import { checkedArguments } from "../../../src-main/ipc-check.ts";
import { DEFAULT_SETTINGS, settingsSchema } from "../../../src-main/settings.ts";
import { LearnState } from "../../../src-renderer/state/learn.svelte.ts";
import { Notices } from "../../../src-renderer/state/notices.svelte.ts";
import { SettingsState } from "../../../src-renderer/state/settings.svelte.ts";
import type { Workbench } from "../../../src-renderer/state/workbench.svelte.ts";
import { UserError } from "../../../src-worker/errors.ts";
import { learnEngine } from "../../../src-worker/learn/engine.ts";
import { Session } from "../../../src-worker/session/session.ts";
import { lessons } from "./lessons.ts";

/** As much of a workbench as the lessons need, with settings that are checked as main does. */
function workbench(kept: Settings = DEFAULT_SETTINGS) {
  const disk = { settings: kept };
  const bridge = {
    settings: async () => disk.settings,
    changeSettings: async (change: Partial<Settings>) => {
      const [checked] = checkedArguments("change-settings", [change]);
      disk.settings = settingsSchema.parse({ ...disk.settings, ...checked });
      return disk.settings;
    },
  } as Partial<Bridge> as Bridge;
  const start = () =>
    learnEngine(
      new Session({ open: () => Promise.reject(new UserError("no file", "open it again")) }),
    );
  const link = { engine: start() };
  const bench = { link, settings: new SettingsState(bridge), notices: new Notices() };
  return { bench: bench as unknown as Workbench, disk, restart: () => (link.engine = start()) };
}

const own = lessons.map((lesson) => ({ kind: "text", ...lesson }) as const);
const typed = (text: string) => ({ kind: "text", text }) as const;

test("a miss is counted, a right answer is kept, also for the next start", async () => {
  const { bench, disk } = workbench();
  const learn = new LearnState(bench);
  await learn.start(own);
  await learn.check("1.1a-hidden", typed("3"));
  const state = learn.current?.questions.get("1.1a-hidden");
  expect(state).toMatchObject({ misses: 1, verdict: { right: false } });
  await learn.check("1.1a-hidden", typed("2"));
  await learn.check("1.1a-hidden", typed("2"));
  expect(disk.settings.progress).toEqual({
    "neural-networks": { seed: 0, solved: ["1.1a-hidden"] },
  });
  const lesson = learn.current?.lesson;
  expect(lesson && learn.progress(lesson)).toEqual({ solved: 1, total: 24 });
  expect(lesson && learn.progress(lesson, "problem-2").solved).toBe(0);

  const again = workbench(disk.settings);
  await again.bench.settings.load();
  const later = new LearnState(again.bench);
  await later.start(own);
  expect(later.isSolved("neural-networks", "1.1a-hidden")).toBe(true);
});

test("another seed is kept with the progress, which starts anew", async () => {
  const { bench, disk } = workbench({
    ...DEFAULT_SETTINGS,
    theme: "dark",
    progress: { "neural-networks": { seed: 0, solved: ["1.1b"] } },
  });
  await bench.settings.load();
  const learn = new LearnState(bench);
  await learn.start(own);
  await learn.changeSeed(5);
  expect(learn.current?.lesson.seed).toBe(5);
  expect(disk.settings).toMatchObject({
    theme: "dark",
    progress: { "neural-networks": { seed: 5, solved: [] } },
  });
});

test("after the worker's death the lessons are opened again, with what was typed", async () => {
  const { bench, restart } = workbench();
  const learn = new LearnState(bench);
  await learn.start(own);
  learn.key = "gradients";
  const state = learn.current?.questions.get("2.1");
  if (!state) throw new Error("no such question");
  state.text = "[[1, x3, x2], [2 x1, 3, 0]]";
  restart();
  await learn.check("2.1", typed(state.text));
  expect(bench.notices.list).toEqual([]);
  expect(learn.current?.questions.get("2.1")).toBe(state);
  expect(state.verdict?.right).toBe(true);
});

test("a file that cannot be read is told, and the lessons stay", async () => {
  const { bench } = workbench();
  const learn = new LearnState(bench);
  await learn.start(own);
  await learn.openFile({ token: "t", name: "mine.json", size: 10, kind: "lesson" });
  expect(bench.notices.list[0]?.what).toContain("no file");
  expect(learn.lessons).toHaveLength(own.length);
});

test("main takes progress only as it should be", () => {
  const change = (progress: unknown) =>
    checkedArguments("change-settings", [{ progress: progress as Record<string, LessonProgress> }]);
  expect(change({ a: { seed: 1, solved: ["x"] } })).toEqual([
    { progress: { a: { seed: 1, solved: ["x"] } } },
  ]);
  for (const wrong of [
    { a: { seed: -1, solved: [] } },
    { a: { seed: 0.5, solved: [] } },
    { a: { seed: 0, solved: [1] } },
    { a: { seed: 0, solved: [], more: 1 } },
    { ["a".repeat(100)]: { seed: 0, solved: [] } },
    Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`a${at}`, { seed: 0, solved: [] }])),
    [],
  ]) {
    expect(() => change(wrong)).toThrow(TypeError);
  }
});

test("a teacher's lesson with the questions of another is answered by itself", async () => {
  const { bench, disk } = workbench();
  const learn = new LearnState(bench);
  const [first] = own;
  if (!first) throw new Error("there are lessons");
  const text = JSON.stringify({ ...JSON.parse(first.text), id: "my-class" });
  await learn.start([...own, { ...first, text }]);
  learn.key = "my-class";
  await learn.check("1.1a-hidden", typed("2"));
  expect(bench.notices.list).toEqual([]);
  expect(disk.settings.progress).toEqual({ "my-class": { seed: 0, solved: ["1.1a-hidden"] } });
});
