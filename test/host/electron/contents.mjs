import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { encode } from "../page/codec.mjs";
import { emitPreventable } from "./app.mjs";
import { receive } from "./ipc.mjs";
import { toApp } from "./protocol.mjs";
import { session } from "./session.mjs";
import { strict } from "./strict.mjs";
import { ask, tell } from "./wire.mjs";

/** Width and height in inches. */
const PAPERS = { A4: [8.27, 11.69], Letter: [8.5, 11] };

/** The page of a window: what it is told, and what the browser reports of it. */
class WebContents extends EventEmitter {
  session = session.defaultSession;
  url = "";
  destroyed = false;
  zoomFactor = 1;
  dragged = null;
  openHandler = () => ({ action: "allow" });

  constructor(id) {
    super();
    this.id = id;
    const contents = this;
    this.mainFrame = strict("WebFrameMain", {
      parent: null,
      processId: id,
      routingId: 1,
      get url() {
        return contents.url;
      },
      get origin() {
        return contents.url.split("/").slice(0, 3).join("/");
      },
    });
  }

  getURL() {
    return this.url;
  }

  isDestroyed() {
    return this.destroyed;
  }

  send(channel, ...args) {
    if (this.destroyed) throw new TypeError("Object has been destroyed");
    this.deliver(encode({ kind: "message", channel, args }));
  }

  reload() {
    tell("window:reload", { id: this.id });
  }

  setWindowOpenHandler(handler) {
    this.openHandler = handler;
  }

  getZoomFactor() {
    return this.zoomFactor;
  }

  setZoomFactor(factor) {
    this.zoomFactor = factor;
  }

  /** There is no printer here; tests put one in its place. */
  print(_options, done) {
    done(false, "no printer is there");
  }

  async printToPDF({ pageSize, margins, ...options }) {
    const [paperWidth, paperHeight] = PAPERS[pageSize];
    const { top, bottom, left, right } = margins;
    const data = await ask("window:pdf", {
      id: this.id,
      options: {
        ...options,
        paperWidth,
        paperHeight,
        marginTop: top,
        marginBottom: bottom,
        marginLeft: left,
        marginRight: right,
      },
    });
    return Buffer.from(data, "base64");
  }

  /** Nobody takes what is dragged; the last drag is seen by tests. */
  startDrag({ file, icon }) {
    if (!existsSync(file) || icon.isEmpty()) throw new Error("a drag needs a file and an icon");
    this.dragged = file;
  }

  deliver(text) {
    tell("window:deliver", { id: this.id, text });
  }
}

export function createContents(id) {
  return strict("WebContents", new WebContents(id));
}

/** @param {{ name: string, url?: string, text?: string }} report of the browser about a page */
export function pageReported(contents, { name, url, text }) {
  if (name === "ipc") return receive(contents, text, (reply) => contents.deliver(reply));
  if (name === "navigated") contents.url = toApp(url);
  else if (name === "render-process-gone") contents.emit(name, {}, { reason: "crashed" });
  else contents.emit(name, {});
}

/** @returns {boolean} whether the page may go there */
export function mayNavigate(contents, url) {
  return emitPreventable(contents, "will-navigate", toApp(url));
}

/** @returns {boolean} whether the page may open a window */
export function mayOpen(contents, url) {
  return contents.openHandler({ url: toApp(url), disposition: "new-window" }).action === "allow";
}
