import { ipcMain } from "electron";
import { askWhatToOpen, askWhereToSave } from "./dialogs.ts";
import { failure } from "./failures.ts";
import { kindOf, type UserFiles } from "./files.ts";
import type { Channel, Requests, Settings } from "./ipc.ts";
import { CHANNELS, checkedArguments } from "./ipc-check.ts";
import type { RecentFiles } from "./recent.ts";
import type { Tokens } from "./tokens.ts";
import type { AppWindow, Windows } from "./windows.ts";

/** What the requests work on. */
export interface Rooms {
  readonly windows: Windows;
  readonly files: UserFiles;
  readonly tokens: Tokens;
  readonly recent: RecentFiles;
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

function createHandlers({ files, tokens, recent, settings, changeSettings }: Rooms): Handlers {
  return {
    async "open-file"(from, kind) {
      const path = await askWhatToOpen(from.window, kind);
      return path === null ? null : await files.open(path, kind, from.id);
    },
    "open-dropped"(from, path) {
      if (path !== "") return files.open(path, kindOf(path), from.id);
      return failure("what was dropped is no file on a disk", "save it first, then drop the file");
    },
    "recent-files": () => recent.list(),
    async "open-recent"(from, id) {
      const entry = recent.find(id);
      if (!entry) return failure("this file is not in the list any more", "open it by its name");
      return await files.open(entry.path, entry.kind, from.id);
    },
    async "clear-recent"() {
      await recent.clear();
      return null;
    },
    "release-file"(from, token) {
      tokens.release(token, from.id);
      return null;
    },
    async "save-file"(from, { bytes, name, token }) {
      from.closing.saving();
      const known = token === null ? undefined : tokens.findFor(token, from.id)?.path;
      // A page may write its model again; whatever else it holds, the user has to say so.
      const again = known !== undefined && kindOf(known) === "model";
      const path = again ? known : await askWhereToSave(from.window, name);
      const result = path === null ? null : await files.save(path, bytes, from.id);
      from.closing.saved(result !== null && !("failure" in result));
      return result;
    },
    settings,
    "change-settings": (_from, change) => changeSettings(change),
    "set-edited"(from, edited) {
      from.setEdited(edited);
      return null;
    },
    "set-title"(from, title) {
      from.setTitle(title);
      return null;
    },
  };
}
