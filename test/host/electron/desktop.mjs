import { EventEmitter } from "node:events";
import { strict } from "./strict.mjs";
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

/** Holds text for this process alone. */
let copied = "";

export const clipboard = strict("clipboard", {
  writeText(text) {
    copied = text;
  },
  readText: () => copied,
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
