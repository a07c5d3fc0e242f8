import { realpath } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { askAboutConflict, askWhereToSave } from "./dialogs.ts";
import { type FileMark, isSame } from "./file-mark.ts";
import { isOwnKind, type UserFiles, WrittenMeanwhile } from "./files.ts";
import type { Failure, FileKind, OpenedFile, SaveRequest } from "./ipc.ts";
import type { Tokens } from "./tokens.ts";
import type { AppWindow, Windows } from "./windows.ts";

/** The files that windows work on: each in one window, and never written over unseen. */
export class Documents {
  private readonly files: UserFiles;
  private readonly tokens: Tokens;
  private readonly windows: Windows;
  /** The last save of each window: the next one waits for it, and knows then what it wrote. */
  private readonly latest = new WeakMap<AppWindow, Promise<unknown>>();

  constructor(files: UserFiles, tokens: Tokens, windows: Windows) {
    this.files = files;
    this.tokens = tokens;
    this.windows = windows;
  }

  /** Opens a file in a window; null: another has it open, and is at the front now. */
  async open(path: string, kind: FileKind, into: AppWindow): Promise<OpenedFile | Failure | null> {
    const there = isOwnKind(path) ? await this.otherWith(path, into) : undefined;
    if (!there) return this.files.open(path, kind, into.id);
    there.show();
    return null;
  }

  /**
   * Writes a document: its own file again, or where the user says. When somebody else has written
   * that file meanwhile, or works on it in another window, the user is asked.
   * @returns null: the user changed their mind
   */
  save(request: SaveRequest, from: AppWindow): Promise<OpenedFile | Failure | null> {
    const before = this.latest.get(from) ?? Promise.resolve();
    const saved = before.catch(() => {}).then(() => this.saveNow(request, from));
    this.latest.set(from, saved);
    return saved;
  }

  private async saveNow(request: SaveRequest, from: AppWindow) {
    const { bytes, name, token } = request;
    const granted = token === null ? undefined : this.tokens.findFor(token, from.id);
    // A page may write its model or project again; whatever else it holds, the user has to say so.
    const own = granted && isOwnKind(granted.path) ? granted : undefined;
    let path = own ? own.path : await askWhereToSave(from.window, name);
    // The dialog for a place has asked already whether what is there is to be replaced.
    let expected: FileMark | null | undefined = own?.mark;
    let agreed = false;
    while (path !== null) {
      const other = agreed ? undefined : await this.otherWith(path, from);
      const conflict = other?.hasUnsaved
        ? ("unsaved elsewhere" as const)
        : await this.files.save(path, bytes, from.id, expected).catch((error: unknown) => {
            if (!(error instanceof WrittenMeanwhile)) throw error;
            expected = error.found;
            return this.whoWrote(path ?? "", error.found, from);
          });
      if (typeof conflict !== "string") return conflict;
      const choice = await askAboutConflict(from.window, basename(path), conflict);
      if (choice === "cancel") return null;
      agreed = choice === "overwrite";
      if (agreed) continue;
      path = await askWhereToSave(from.window, name);
      expected = undefined;
    }
    return null;
  }

  private async whoWrote(path: string, found: FileMark | null, from: AppWindow) {
    if (!found) return "gone" as const;
    const target = await realTarget(path);
    for (const { mark, path: other } of this.tokens.ofOthers(from.id)) {
      if (mark && isSame(mark, found) && (await realTarget(other)) === target) {
        return "saved elsewhere" as const;
      }
    }
    return "changed" as const;
  }

  /** Another window whose document is that file, whatever links lead there. */
  private async otherWith(path: string, than: AppWindow): Promise<AppWindow | undefined> {
    const target = await realTarget(path);
    for (const window of this.windows.others(than)) {
      const document = window.document && this.tokens.findFor(window.document, window.id);
      if (document && (await realTarget(document.path)) === target) return window;
    }
    return undefined;
  }
}

function realTarget(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
