import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { takeLock } from "./lock.mjs";
import { strict } from "./strict.mjs";

let ready = false;
let quitting = false;
const windows = new Set();

class App extends EventEmitter {
  name = "chainrule";
  isPackaged = false;
  readiness = new Promise((resolve) => this.once("ready", resolve));
  paths = new Map([
    ["home", homedir()],
    ["temp", tmpdir()],
  ]);
  commandLine = strict("commandLine", { appendSwitch(_name, _value) {} });

  whenReady() {
    return this.readiness;
  }

  isReady() {
    return ready;
  }

  getPath(name) {
    if (this.paths.has(name)) return this.paths.get(name);
    if (name === "documents") return this.paths.get("userData");
    throw new Error(`the stand-in for Electron has no path ${name}`);
  }

  setPath(name, path) {
    this.paths.set(name, path);
  }

  getAppPath() {
    return process.argv[1];
  }

  getName() {
    return this.name;
  }

  setName(name) {
    this.name = name;
  }

  getVersion() {
    return JSON.parse(readFileSync(join(this.getAppPath(), "package.json"), "utf8")).version;
  }

  getLocale() {
    return "en-US";
  }

  /** Of several processes with one user folder the first gets it, and is told of the others. */
  requestSingleInstanceLock() {
    return takeLock(this.getPath("userData"), (...told) => {
      this.emit("second-instance", {}, ...told);
    });
  }

  setAboutPanelOptions(_options) {}
  setAppUserModelId(_id) {}
  addRecentDocument(_path) {}
  clearRecentDocuments() {}

  quit() {
    if (quitting) return;
    quitting = true;
    if (!emitPreventable(this, "before-quit")) {
      quitting = false;
      return;
    }
    for (const window of [...windows]) window.close();
    if (windows.size > 0) quitting = false;
    else this.finish();
  }

  finish() {
    if (!emitPreventable(this, "will-quit")) {
      quitting = false;
      return;
    }
    this.emit("quit", {}, 0);
    this.exit(0);
  }

  exit(code = 0) {
    process.exit(code);
  }
}

export const app = strict("app", new App());

export function isReady() {
  return ready;
}

/** Emits an event whose listeners may prevent what follows. */
export function emitPreventable(emitter, name, ...args) {
  let prevented = false;
  const event = {
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  emitter.emit(name, event, ...args);
  return !prevented;
}

/** @param {string} userData the folder of settings and the like */
export function prepare(userData) {
  mkdirSync(userData, { recursive: true });
  app.setPath("userData", userData);
}

/** To be called when main's module has run, as what it registers must come before. */
export function becomeReady() {
  ready = true;
  app.emit("ready", {});
}

export function windowOpened(window) {
  windows.add(window);
  app.emit("web-contents-created", {}, window.webContents);
  app.emit("browser-window-created", {}, window);
}

export function windowClosed(window) {
  windows.delete(window);
  if (windows.size > 0 || quitting) return;
  if (app.listenerCount("window-all-closed") > 0) app.emit("window-all-closed");
  else app.quit();
}
