/**
 * The one door between the page and main: exactly the functions of `Bridge`, built from the
 * channels of the contract. The page gets neither Electron nor a path.
 */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { Bridge, Channel, Events, Requests } from "../ipc.ts";

function request<Name extends Channel>(channel: Name) {
  return (...args: Requests[Name]["args"]): Promise<Requests[Name]["result"]> =>
    ipcRenderer.invoke(channel, ...args);
}

type Listener = (event: unknown) => void;

const listeners: Record<keyof Events, Set<Listener>> = {
  command: new Set(),
  "file-opened": new Set(),
  failed: new Set(),
};

/** What came before the page listened to it. */
const early: [name: keyof Events, event: unknown][] = [];

for (const name of Object.keys(listeners) as (keyof Events)[]) {
  ipcRenderer.on(name, (_event, event: unknown) => {
    if (listeners[name].size === 0) early.push([name, event]);
    for (const listener of listeners[name]) listener(event);
  });
}

const openDropped = request("open-dropped");

const bridge: Bridge = {
  openFile: request("open-file"),
  openFolder: request("open-folder"),
  openDropped: (file) => openDropped(webUtils.getPathForFile(file)),
  recentFiles: request("recent-files"),
  openRecent: request("open-recent"),
  clearRecent: request("clear-recent"),
  releaseFile: request("release-file"),
  saveFile: request("save-file"),
  setTraining: request("set-training"),
  keepWork: request("keep-work"),
  lostWork: request("lost-work"),
  recoverWork: request("recover-work"),
  adoptWork: request("adopt-work"),
  discardWork: request("discard-work"),
  exportFiles: request("export-files"),
  printReport: request("print-report"),
  saveReport: request("save-report"),
  copyPicture: request("copy-picture"),
  dragPicture: request("drag-picture"),
  copyText: request("copy-text"),
  settings: request("settings"),
  changeSettings: request("change-settings"),
  setEdited: request("set-edited"),
  setTitle: request("set-title"),
  on(name, listener) {
    // One of its own for each call: two calls with one function end separately.
    const own: Listener = (event) => listener(event as Parameters<typeof listener>[0]);
    listeners[name].add(own);
    for (const missed of early.splice(0)) {
      if (missed[0] === name) own(missed[1]);
      else early.push(missed);
    }
    return () => listeners[name].delete(own);
  },
};

contextBridge.exposeInMainWorld("chainrule", bridge);
