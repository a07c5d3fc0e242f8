import { clipboard, ipcMain } from "electron";
import { askForFolder, askWhatToOpen, askWhereToExport, askWhereToSave } from "./dialogs.ts";
import type { Documents } from "./documents.ts";
import { failure, fileFailure } from "./failures.ts";
import { kindOf, type UserFiles } from "./files.ts";
import type { Channel, Requests, Settings } from "./ipc.ts";
import { CHANNELS, checkedArguments } from "./ipc-check.ts";
import type { Pictures } from "./pictures.ts";
import type { RecentFiles } from "./recent.ts";
import type { Recovery } from "./recovery.ts";
import type { Reports } from "./report.ts";
import type { Tokens } from "./tokens.ts";
import type { AppWindow, Windows } from "./windows.ts";

/** What the requests work on. */
export interface Rooms {
  readonly windows: Windows;
  readonly files: UserFiles;
  readonly documents: Documents;
  readonly tokens: Tokens;
  readonly recent: RecentFiles;
  readonly recovery: Recovery;
  readonly reports: Reports;
  readonly pictures: Pictures;
  readonly settings: () => Settings;
  readonly changeSettings: (change: Partial<Settings>) => Promise<Settings>;
}

type Handlers = {
  readonly [Name in Channel]: (
    from: AppWindow,
    ...args: Requests[Name]["args"]
  ) => Requests[Name]["result"] | Promise<Requests[Name]["result"]>;
};

/** Answers the page's requests: each checked for who sends it and what it carries. */
export function answerRequests(rooms: Rooms): void {
  const handlers = createHandlers(rooms);
  const answer = <Name extends Channel>(channel: Name): void => {
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      const from = rooms.windows.ofPage(event.sender, event.senderFrame);
      if (!from) throw new Error(`${channel}: asked by a page that is not ours`);
      return handlers[channel](from, ...checkedArguments(channel, args));
    });
  };
  for (const channel of CHANNELS) answer(channel);
}

function createHandlers({
  recovery,
  reports,
  pictures,
  files,
  documents,
  tokens,
  recent,
  settings,
  changeSettings,
}: Rooms): Handlers {
  return {
    async "open-file"(from, kind) {
      const path = await askWhatToOpen(from.window, kind);
      if (path === null) return null;
      // A project is one, whatever was asked for.
      return await documents.open(path, kindOf(path) === "project" ? "project" : kind, from);
    },
    async "open-folder"(from) {
      const path = await askForFolder(from.window);
      return path === null ? null : await files.open(path, "data", from.id);
    },
    "open-dropped"(from, path) {
      if (path !== "") return documents.open(path, kindOf(path), from);
      return failure("what was dropped is no file on a disk", "save it first, then drop the file");
    },
    "recent-files": () => recent.list(),
    async "open-recent"(from, id) {
      const entry = recent.find(id);
      if (!entry) return failure("this file is not in the list any more", "open it by its name");
      return await documents.open(entry.path, entry.kind, from);
    },
    async "clear-recent"() {
      await recent.clear();
      return null;
    },
    "release-file"(from, token) {
      tokens.release(token, from.id);
      return null;
    },
    async "save-file"(from, request) {
      from.closing.saving();
      let written = false;
      try {
        const result = await documents.save(request, from);
        written = result !== null && !("failure" in result);
        return result;
      } finally {
        from.closing.saved(written);
      }
    },
    "set-training"(from, news) {
      from.longWork.tell(news);
      return null;
    },
    async "keep-work"(from, { part, bytes, rest, title }) {
      try {
        await recovery.keep(from.id, part, bytes, title, rest);
        return null;
      } catch (error) {
        return fileFailure("the copy of your work for after a crash", error);
      }
    },
    "lost-work": () => recovery.list(),
    async "recover-work"(from, id) {
      const found = await recovery.recover(id, from.id);
      if (!found) return failure("this work is not there any more", "open what you saved of it");
      const { title, table, model } = found;
      return {
        id: found.id,
        title,
        table: table === null ? null : await files.grant(table, "project", from.id),
        model: model === null ? null : await files.grant(model, "model", from.id),
      };
    },
    "adopt-work"(from, id) {
      recovery.adopt(id, from.id);
      return null;
    },
    async "discard-work"(_from, id) {
      await recovery.discard(id);
      return null;
    },
    async "export-files"(from, { name, folder, files: [first, ...rest] }) {
      if (!first) return null;
      const path = await (folder
        ? askWhereToExport(from.window, name)
        : askWhereToSave(from.window, name));
      if (path === null) return null;
      return folder
        ? files.exportFolder(path, name, [first, ...rest])
        : files.exportFile(path, first);
    },
    "print-report": (_from, html) => reports.print(Uint8Array.from(html)),
    async "save-report"(from, { name, html }) {
      const path = await askWhereToSave(from.window, name);
      if (path === null) return null;
      const bytes = await reports.pdf(Uint8Array.from(html));
      if ("failure" in bytes) return bytes;
      return await files.exportFile(path, { name, bytes });
    },
    "copy-picture": (_from, png) => pictures.copy(Uint8Array.from(png)),
    "drag-picture": (from, { name, png }) => pictures.drag(from.window.webContents, name, png),
    async "copy-text"(_from, text) {
      await clipboard.writeText(text);
      return null;
    },
    settings,
    "change-settings": (_from, change) => changeSettings(change),
    async "set-edited"(from, edited) {
      from.setEdited(edited);
      if (!edited) await recovery.clean(from.id).catch(() => {});
      return null;
    },
    "set-title"(from, title, document) {
      from.setTitle(title, document);
      return null;
    },
  };
}
