import { EventEmitter } from "node:events";
import type { BrowserWindow } from "electron";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LongWork } from "../../../src-main/long-work.ts";
import { DEFAULT_SETTINGS } from "../../../src-main/settings.ts";

const desktop = vi.hoisted(() => ({
  blockers: new Set<number>(),
  shown: [] as { title: string; body: string; click?: () => void }[],
}));
vi.mock("electron", () => ({
  powerSaveBlocker: {
    start: () => {
      desktop.blockers.add(7);
      return 7;
    },
    stop: (id: number) => desktop.blockers.delete(id),
  },
  Notification: class {
    static isSupported = () => true;
    options: { title: string; body: string; click?: () => void };
    constructor(options: { title: string; body: string }) {
      this.options = options;
    }
    on(_name: string, listener: () => void) {
      this.options.click = listener;
    }
    show() {
      desktop.shown.push(this.options);
    }
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  desktop.shown.length = 0;
  desktop.blockers.clear();
});
afterEach(() => {
  vi.useRealTimers();
});

function workOf(settings: Partial<typeof DEFAULT_SETTINGS> = {}, focused = false) {
  const bars: number[] = [];
  const window = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    isFocused: () => focused,
    setProgressBar: (share: number) => bars.push(share),
  });
  const show = vi.fn();
  const all = () => ({ ...DEFAULT_SETTINGS, ...settings });
  return { work: new LongWork(window as unknown as BrowserWindow, all, show), bars, show, window };
}

const running = { running: true, share: 0.25, words: "" };
const ended = { running: false, share: null, words: "moons, epoch 30" };

test("the taskbar shows how far a training is, and nothing at its end", () => {
  const { work, bars } = workOf();
  work.tell(running);
  work.tell({ ...running, share: null });
  work.tell(ended);
  expect(bars).toEqual([0.25, 2, -1]);
});

test("a long training that nobody looks at is announced at its end, and a click leads to it", () => {
  const { work, show } = workOf();
  work.tell(running);
  vi.advanceTimersByTime(25_000);
  work.tell(running);
  work.tell(ended);
  expect(desktop.shown).toMatchObject([{ title: "Training has ended", body: "moons, epoch 30" }]);
  desktop.shown[0]?.click?.();
  expect(show).toHaveBeenCalledOnce();
});

test.each([
  ["short", {}, false, 1000],
  ["looked at", {}, true, 60_000],
  ["not wished", { notify: false }, false, 60_000],
])("a training that is %s ends without a word", (_, settings, focused, time) => {
  const { work } = workOf(settings, focused);
  work.tell(running);
  vi.advanceTimersByTime(time);
  work.tell(ended);
  expect(desktop.shown).toEqual([]);
});

test("the computer stays awake while training when that is wished, also if the window goes", () => {
  const { work, window } = workOf({ keepAwake: true });
  work.tell(running);
  expect(desktop.blockers.size).toBe(1);
  work.tell(ended);
  expect(desktop.blockers.size).toBe(0);
  work.tell(running);
  window.emit("closed");
  expect(desktop.blockers.size).toBe(0);
  const sleepy = workOf();
  sleepy.work.tell(running);
  expect(desktop.blockers.size).toBe(0);
});
