import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { strict, strictClass } from "./strict.mjs";
import { tell } from "./wire.mjs";

/** Follows what main chooses; "system" is what the test process was told to be. */
class NativeTheme extends EventEmitter {
  source = "system";

  get themeSource() {
    return this.source;
  }

  set themeSource(source) {
    if (!["system", "light", "dark"].includes(source)) throw new TypeError(`no theme ${source}`);
    this.source = source;
    tell("theme", { source });
    this.emit("updated");
  }

  get shouldUseDarkColors() {
    return this.source === "dark";
  }
}

export const nativeTheme = strict("nativeTheme", new NativeTheme());

/** What was copied last, in this process alone: each form by its type. */
let copied = new Map();

export const ClipboardItem = strictClass(
  "ClipboardItem",
  class {
    constructor(items) {
      this.items = items;
      this.types = Object.keys(items);
    }

    async getType(type) {
      const data = await this.items[type];
      return typeof data === "string" ? new Blob([data], { type }) : data;
    }
  },
);

export const clipboard = strict("clipboard", {
  async writeText(text) {
    copied = new Map([["text/plain", new Blob([text])]]);
  },
  async write([item]) {
    const forms = item.types.map(async (type) => [type, await item.getType(type)]);
    copied = new Map(await Promise.all(forms));
  },
  readText: async () => (await copied.get("text/plain")?.text()) ?? "",
  read: async () => (copied.size > 0 ? [new ClipboardItem(Object.fromEntries(copied))] : []),
});

/** A picture's file as it is: nothing is decoded. */
function imageOf(file) {
  return strict("NativeImage", { isEmpty: () => file.length === 0, resize: () => imageOf(file) });
}

export const nativeImage = strict("nativeImage", {
  createFromPath: (path) => imageOf(readFileSync(path)),
});

/** Announces to nobody, as on a desktop without a notification service. */
export const Notification = strict("Notification", { isSupported: () => false });

const blockers = new Set();
let lastBlocker = 0;

export const powerSaveBlocker = strict("powerSaveBlocker", {
  start(type) {
    if (!["prevent-app-suspension", "prevent-display-sleep"].includes(type)) {
      throw new TypeError(`no blocker ${type}`);
    }
    blockers.add(++lastBlocker);
    return lastBlocker;
  },
  stop: (id) => blockers.delete(id),
  isStarted: (id) => blockers.has(id),
});

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = { id: 1, bounds: area, workArea: area, scaleFactor: 1 };

export const screen = strict("screen", {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
});
