import { EventEmitter } from "node:events";
import type { BrowserWindow, WebContents, WebFrameMain } from "electron";
import { beforeEach, expect, test, vi } from "vitest";
import { answerRequests, type Rooms } from "../../../src-main/handlers.ts";
import { CHANNELS } from "../../../src-main/ipc-check.ts";
import { DEFAULT_SETTINGS } from "../../../src-main/settings.ts";
import type { Stored } from "../../../src-main/stored.ts";
import { DEFAULT_WINDOW_STATE, type WindowState } from "../../../src-main/window-state.ts";
import { Windows } from "../../../src-main/windows.ts";

type Answer = (event: unknown, ...args: unknown[]) => unknown;

const electron = vi.hoisted(() => ({
  handlers: new Map<string, unknown>(),
  windows: [] as unknown[],
}));

vi.mock("electron", async () => {
  const { EventEmitter } = await import("node:events");
  class FakeWindow extends EventEmitter {
    static fromWebContents(contents: unknown) {
      return (electron.windows as FakeWindow[]).find((one) => one.webContents === contents) ?? null;
    }
    id = electron.windows.length + 1;
    webContents = new EventEmitter();
    constructor() {
      super();
      electron.windows.push(this);
    }
    async loadURL() {}
  }
  return {
    app: new EventEmitter(),
    BrowserWindow: FakeWindow,
    clipboard: {},
    ClipboardItem: class {},
    dialog: {},
    ipcMain: {
      handle: (channel: string, answer: unknown) => electron.handlers.set(channel, answer),
    },
    nativeImage: {},
    nativeTheme: {},
    Notification: {},
    powerSaveBlocker: {},
    screen: { getAllDisplays: () => [] },
  };
});

beforeEach(() => {
  electron.handlers.clear();
  electron.windows.length = 0;
});

function windowsOf(): Windows {
  const state = { value: DEFAULT_WINDOW_STATE } as Stored<WindowState>;
  return new Windows(state, () => DEFAULT_SETTINGS, { closed: () => {}, crashed: () => {} });
}

test("a request counts only when it comes from the frame that main has loaded", () => {
  const windows = windowsOf();
  const ours = windows.create();
  const sender = (ours.window as BrowserWindow).webContents;
  const frame = (facts: object) =>
    ({ parent: null, url: "app://bundle/index.html", ...facts }) as unknown as WebFrameMain;
  expect(windows.ofPage(sender, frame({}))).toBe(ours);
  // A frame that is gone, one inside the page, one of another origin.
  expect(windows.ofPage(sender, null)).toBeUndefined();
  expect(windows.ofPage(sender, frame({ parent: frame({}) }))).toBeUndefined();
  for (const url of [
    "https://example.org/",
    "app://bundle.evil/index.html",
    "data:text/html,x",
    "",
  ])
    expect(windows.ofPage(sender, frame({ url })), url).toBeUndefined();
  // A page of no window, such as that of a report.
  const stranger = new EventEmitter() as unknown as WebContents;
  expect(windows.ofPage(stranger, frame({}))).toBeUndefined();
});

test("every channel refuses a page that is not ours before it looks at what is asked", () => {
  const rooms = new Proxy(
    { windows: { ofPage: () => undefined } },
    {
      get(target, name) {
        if (name === "windows") return target.windows;
        return new Proxy(() => {}, {
          apply() {
            throw new Error(`${String(name)} was used`);
          },
        });
      },
    },
  );
  answerRequests(rooms as unknown as Rooms);
  expect([...electron.handlers.keys()].sort()).toEqual([...CHANNELS].sort());
  for (const [channel, answer] of electron.handlers) {
    expect(() => (answer as Answer)({ sender: {}, senderFrame: null }), channel).toThrow(
      "asked by a page that is not ours",
    );
  }
});

test("a save that breaks off ends the wish to close after it", async () => {
  const saved = vi.fn();
  const from = { closing: { saving: vi.fn(), saved } };
  const documents = {
    save: async () => {
      throw new Error("a defect");
    },
  };
  const rooms = { windows: { ofPage: () => from }, documents };
  answerRequests(rooms as unknown as Rooms);
  const request = { bytes: new Uint8Array(1), name: "a.safetensors", token: null };
  const answer = electron.handlers.get("save-file") as Answer;
  await expect(answer({}, request)).rejects.toThrow("a defect");
  expect(saved.mock.calls).toEqual([[false]]);
});
