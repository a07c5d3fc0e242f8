import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { emitPreventable, windowClosed, windowOpened } from "./app.mjs";
import { createContents, mayNavigate, mayOpen, pageReported } from "./contents.mjs";
import { toWeb } from "./protocol.mjs";
import { strictClass } from "./strict.mjs";
import { answer, ask, tell } from "./wire.mjs";

const all = new Map();
let focused = null;
let count = 0;

class PlainWindow extends EventEmitter {
  static getAllWindows() {
    return [...all.values()];
  }

  static getFocusedWindow() {
    return focused;
  }

  static fromWebContents(contents) {
    return all.get(contents.id) ?? null;
  }

  static fromId(id) {
    return all.get(id) ?? null;
  }

  constructor(options) {
    super();
    checkPreferences(options.webPreferences);
    const { width = 800, height = 600, x = 100, y = 100, title = "" } = options;
    this.id = ++count;
    this.bounds = { x, y, width, height };
    this.title = title;
    this.visible = options.show ?? true;
    this.state = "normal";
    this.edited = false;
    this.webContents = createContents(this.id);
  }

  async loadURL(url) {
    await ask("window:navigate", { id: this.id, url: toWeb(url) });
  }

  show() {
    this.visible = true;
    this.focus();
    this.emit("show");
  }

  focus() {
    focused = all.get(this.id);
    this.emit("focus");
  }

  isVisible() {
    return this.visible;
  }

  isFocused() {
    return focused === all.get(this.id);
  }

  isDestroyed() {
    return this.webContents.destroyed;
  }

  close() {
    if (!this.isDestroyed() && emitPreventable(this, "close")) this.destroy();
  }

  destroy() {
    if (this.isDestroyed()) return;
    const self = all.get(this.id);
    this.webContents.destroyed = true;
    all.delete(this.id);
    if (focused === self) focused = null;
    tell("window:close", { id: this.id });
    this.webContents.emit("destroyed");
    this.emit("closed");
    windowClosed(self);
  }

  getTitle() {
    return this.title;
  }

  setTitle(title) {
    this.title = title;
  }

  isDocumentEdited() {
    return this.edited;
  }

  setDocumentEdited(edited) {
    this.edited = edited;
  }

  setProgressBar(share) {
    if (typeof share !== "number") throw new TypeError("the progress is no number");
    this.progress = share;
  }

  getBounds() {
    return this.bounds;
  }

  getNormalBounds() {
    return this.bounds;
  }

  setBounds(bounds) {
    this.bounds = { ...this.bounds, ...bounds };
    const { width, height } = this.bounds;
    tell("window:size", { id: this.id, width, height });
    this.emit("resize");
  }

  setSize(width, height) {
    this.setBounds({ width, height });
  }

  isMaximized() {
    return this.state === "maximized";
  }

  maximize() {
    this.state = "maximized";
    this.emit("maximize");
  }

  isMinimized() {
    return this.state === "minimized";
  }

  minimize() {
    this.state = "minimized";
  }

  restore() {
    this.state = "normal";
    this.emit("restore");
  }
}

export const BrowserWindow = strictClass("BrowserWindow", PlainWindow, (window, options) => {
  all.set(window.id, window);
  focused = window;
  const { width, height } = window.bounds;
  const { preload: path } = options.webPreferences;
  // None: a page without scripts.
  const preload = path === undefined ? null : readFileSync(path, "utf8");
  tell("window:create", { id: window.id, width, height, preload });
  windowOpened(window);
});

/** The stand-in's page is what these say; a window with other ones would not be the same window. */
function checkPreferences(preferences) {
  const { sandbox, contextIsolation, nodeIntegration, preload, javascript = true } = preferences;
  if (!sandbox || !contextIsolation || nodeIntegration || javascript !== Boolean(preload)) {
    throw new Error(
      "the stand-in shows sandboxed, context-isolated windows with a preload, or without scripts",
    );
  }
}

answer("page", ({ id, ...report }) => {
  const window = all.get(id);
  if (!window) return undefined;
  if (report.name === "closed") return window.destroy();
  if (report.name === "ready-to-show") return window.emit("ready-to-show");
  return pageReported(window.webContents, report);
});
answer("may-navigate", ({ id, url }) => mayNavigate(all.get(id).webContents, url));
answer("may-open", ({ id, url }) => mayOpen(all.get(id).webContents, url));
