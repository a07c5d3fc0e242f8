import { EventEmitter } from "node:events";
import type { BrowserWindow } from "electron";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askAboutUnsaved } from "../../../src-main/dialogs.ts";
import { DEFAULT_SETTINGS } from "../../../src-main/settings.ts";
import { AppWindow } from "../../../src-main/windows.ts";

const quit = vi.hoisted(() => vi.fn());
vi.mock("electron", () => ({
  app: { quit },
  BrowserWindow: {},
  nativeTheme: {},
  screen: {},
  Notification: {},
  powerSaveBlocker: {},
}));
vi.mock("../../../src-main/dialogs.ts", () => ({ askAboutUnsaved: vi.fn() }));

beforeEach(() => {
  vi.useFakeTimers();
  quit.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Electron's window, as far as AppWindow may touch it. */
function fakeWindow() {
  const state = { closed: false, sent: [] as unknown[][] };
  const webContents = Object.assign(new EventEmitter(), {
    send: (...words: unknown[]) => state.sent.push(words),
  });
  const window = Object.assign(new EventEmitter(), {
    webContents,
    isDestroyed: () => state.closed,
    setDocumentEdited: () => {},
    setTitle: () => {},
    close() {
      let prevented = false;
      const preventDefault = () => {
        prevented = true;
      };
      window.emit("close", { preventDefault });
      if (prevented) return;
      state.closed = true;
      window.emit("closed");
    },
  });
  return { window, state };
}

/** A window with unsaved work that the user has closed with the answer "Save". */
async function savedWhileClosing() {
  const { window, state } = fakeWindow();
  const quitting = { underWay: true };
  const page = new AppWindow(
    window as unknown as BrowserWindow,
    quitting,
    () => DEFAULT_SETTINGS,
    () => {},
  );
  window.webContents.emit("did-finish-load");
  page.setEdited(true);
  vi.mocked(askAboutUnsaved).mockResolvedValueOnce("save");
  window.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(state).toEqual({ closed: false, sent: [["command", "save-model"]] });
  return { page, window, state, quitting };
}

test("a window closes once its work is saved, and the quitting goes on", async () => {
  const { page, state } = await savedWhileClosing();
  page.closing.saving();
  // Someone thinks about the place.
  await vi.advanceTimersByTimeAsync(3_600_000);
  page.closing.saved(true);
  page.setEdited(false);
  expect(state.closed).toBe(true);
  expect(quit).toHaveBeenCalledOnce();
});

test("when the page saves nothing, no later save closes the window", async () => {
  const { page, state, quitting } = await savedWhileClosing();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(quitting.underWay).toBe(false);
  page.closing.saving();
  page.closing.saved(true);
  page.setEdited(false);
  expect(state.closed).toBe(false);
});

test("work that is not unsaved any more without a save closes nothing", async () => {
  const { page, state, quitting } = await savedWhileClosing();
  page.setEdited(false);
  expect(state.closed).toBe(false);
  expect(quitting.underWay).toBe(false);
});

test.each(["called off", "edited while it is saved", "never said to be clean"])(
  "the window stays after a save %s",
  async (how) => {
    const { page, state, quitting } = await savedWhileClosing();
    page.closing.saving();
    page.closing.saved(how !== "called off");
    if (how === "edited while it is saved") page.setEdited(true);
    if (how === "never said to be clean") await vi.advanceTimersByTimeAsync(60_000);
    expect(quitting.underWay).toBe(false);
    page.setEdited(false);
    expect(state.closed).toBe(false);
  },
);

test("a second answer counts: to stay ends the wish, to discard closes", async () => {
  const { page, window, state } = await savedWhileClosing();
  vi.mocked(askAboutUnsaved).mockResolvedValueOnce("stay");
  window.close();
  await vi.advanceTimersByTimeAsync(0);
  page.closing.saving();
  page.closing.saved(true);
  page.setEdited(false);
  expect(state.closed).toBe(false);
  page.setEdited(true);
  vi.mocked(askAboutUnsaved).mockResolvedValueOnce("discard");
  window.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(state.closed).toBe(true);
});
