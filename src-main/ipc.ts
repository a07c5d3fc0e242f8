/**
 * The contract between the main process and the window. One map of channel → arguments → result;
 * the preload, the handlers in main (checked by src-main/ipc-check.ts) and the renderer's type
 * are all derived from it. Plain data only, no code: the sandboxed preload bundles this file.
 */

import type { LanguageChoice } from "../src-words/language.ts";
import type { Notation } from "../src-words/numbers.ts";
import type { Command } from "./commands.ts";

export type { Command };

/** What a file is opened as. */
export type FileKind = "data" | "model" | "project" | "lesson";

/** A file that main has opened for one window; the page never learns its path. */
export interface OpenedFile {
  /** Unguessable, valid in this window only: the worker streams it from `/file/<token>`. */
  readonly token: string;
  readonly name: string;
  readonly size: number;
  readonly kind: FileKind;
}

/** An entry of the recent files, newest first. */
export interface RecentFile {
  /** Names the entry in `open-recent`; no path. */
  readonly id: string;
  readonly name: string;
  /** Its folder, shortened for display ("~/courses/week 3"). */
  readonly folder: string;
  readonly kind: FileKind;
}

/** What a save needs to know. */
export interface SaveRequest {
  readonly bytes: Uint8Array;
  /** Proposed file name with its extension. */
  readonly name: string;
  /** Token of a file saved or opened before, to be written again without a dialog; null: ask. */
  readonly token: string | null;
}

/** What of a window's work is kept against a crash: its table as a project file, its model. */
export type KeptPart = "table" | "model";

/** Work that was not saved when the program or its window ended without leave. */
export interface LostWork {
  readonly id: string;
  /** What its document was called. */
  readonly title: string;
  /** When it was last kept, in milliseconds since 1970. */
  readonly when: number;
}

/** Lost work as files to open: a project file with the table alone, and a model file. */
export interface RecoveredWork {
  /** To be adopted by when it is open. */
  readonly id: string;
  readonly title: string;
  readonly table: OpenedFile | null;
  readonly model: OpenedFile | null;
}

/** One file of an export: `name` is relative to the chosen place, with "/" between folders. */
export interface FileToExport {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files for other programs, written where the user says; they are not opened here. */
export interface ExportRequest {
  /** Proposed name of the file or of the new folder: one name, without separators. */
  readonly name: string;
  /** Whether a folder is made for the files; otherwise there is exactly one. */
  readonly folder: boolean;
  readonly files: readonly FileToExport[];
}

/** How a window's training stands. */
export interface TrainingNews {
  readonly running: boolean;
  /** 0 to 1; null: it has no end. */
  readonly share: number | null;
  /** What it has come to, for people: "moons, epoch 30, loss 0.04". */
  readonly words: string;
}

export type ThemeChoice = "system" | "light" | "dark";

/** Kept between starts. */
export interface Settings {
  readonly theme: ThemeChoice;
  readonly language: LanguageChoice;
  /** Digits after the point, 2 to 6; null: as many as the number needs. */
  readonly decimals: number | null;
  readonly notation: Notation;
  /** Of training, at most; null: as many as suit the computer. */
  readonly threads: number | null;
  /** Whether training may be faster at the price of bits that depend on the computer. */
  readonly fastArithmetic: boolean;
  /** Whether the computer is kept from sleeping while it trains. */
  readonly keepAwake: boolean;
  /** Whether the end of a long training is announced when the window is not looked at. */
  readonly notify: boolean;
  /** Whether the tour has been taken or declined. */
  readonly toured: boolean;
  /** By the lesson's own name; left out: no lesson was worked on. */
  readonly progress?: Readonly<Record<string, LessonProgress>>;
}

/** How far a student is in a lesson. */
export interface LessonProgress {
  /** Of the lesson's numbers. */
  readonly seed: number;
  /** Questions answered right. */
  readonly solved: readonly string[];
}

/**
 * Something a user can act on, as it crosses from main: what is wrong and what to do. Errors of
 * IPC would lose all but their message, so failures are results.
 */
export interface Failure {
  readonly failure: { readonly what: string; readonly remedy: string };
}

/** Requests of the page to main: channel → arguments and result. */
export interface Requests {
  /** Shows the open dialog; null: the user changed their mind, or is taken to the window that has it. */
  "open-file": { args: [kind: FileKind]; result: OpenedFile | null | Failure };
  /** Shows the dialog for a folder of pictures; null: the user changed their mind. */
  "open-folder": { args: []; result: OpenedFile | null | Failure };
  /** A file or folder dropped on the window. The preload turns the File into its path. */
  "open-dropped": { args: [path: string]; result: OpenedFile | null | Failure };
  "recent-files": { args: []; result: readonly RecentFile[] };
  "open-recent": { args: [id: string]; result: OpenedFile | null | Failure };
  "clear-recent": { args: []; result: null };
  /** The window has no more use for the file. */
  "release-file": { args: [token: string]; result: null };
  /** Writes atomically; null: the user changed their mind. */
  "save-file": { args: [request: SaveRequest]; result: OpenedFile | null | Failure };
  /** How the training stands, for the desktop around the window. */
  "set-training": { args: [news: TrainingNews]; result: null };
  /**
   * Keeps a part of the work where it outlives a crash; no bytes: the table is not kept. Large ones
   * come in pieces, one after the other, as each holds up the page: the part is kept with the last.
   */
  "keep-work": {
    args: [
      kept: {
        readonly part: KeptPart;
        readonly bytes: Uint8Array;
        /** Bytes still to come. */
        readonly rest: number;
        readonly title: string;
      },
    ];
    result: null | Failure;
  };
  "lost-work": { args: []; result: readonly LostWork[] };
  /** Files of the work, which stays on offer; an empty id: the work the window has kept itself. */
  "recover-work": { args: [id: string]; result: RecoveredWork | Failure };
  /** It is open now, and this window's own. */
  "adopt-work": { args: [id: string]; result: null };
  "discard-work": { args: [id: string]; result: null };
  /**
   * Writes one file, or a new folder of files, whole or not at all.
   * Result: the name it got; null: the user changed their mind.
   */
  "export-files": { args: [request: ExportRequest]; result: { name: string } | null | Failure };
  /** Prints a report (HTML) through the system's dialog; it runs no script and loads nothing. */
  "print-report": { args: [html: Uint8Array]; result: null | Failure };
  /** Writes a report as PDF; null: the user changed their mind. */
  "save-report": {
    args: [report: { readonly name: string; readonly html: Uint8Array }];
    result: { name: string } | null | Failure;
  };
  /** Puts a PNG on the clipboard as a picture. */
  "copy-picture": { args: [png: Uint8Array]; result: null };
  /** Begins to drag a PNG out of the window, as a file. */
  "drag-picture": {
    args: [picture: { readonly name: string; readonly png: Uint8Array }];
    result: null;
  };
  /** Puts text on the clipboard, for which the page itself has no leave. */
  "copy-text": { args: [text: string]; result: null };
  settings: { args: []; result: Settings };
  "change-settings": { args: [change: Partial<Settings>]; result: Settings };
  /** Whether there is unsaved work: shown in the title bar, asked about on closing. */
  "set-edited": { args: [edited: boolean]; result: null };
  /** Name of the document, shown in the title bar, and the token of its file; null: it has none. */
  "set-title": { args: [title: string, document: string | null]; result: null };
}

export type Channel = keyof Requests;

/** Messages of main to the page. */
export interface Events {
  command: Command;
  /** A file to open came from outside: the desktop, a second start, the recent files menu. */
  "file-opened": OpenedFile;
  /** A file from outside could not be opened. */
  failed: Failure["failure"];
}

/** What the page sees as `window.chainrule`. */
export interface Bridge {
  openFile(kind: FileKind): Promise<OpenedFile | null | Failure>;
  openFolder(): Promise<OpenedFile | null | Failure>;
  openDropped(file: File): Promise<OpenedFile | null | Failure>;
  recentFiles(): Promise<readonly RecentFile[]>;
  openRecent(id: string): Promise<OpenedFile | null | Failure>;
  clearRecent(): Promise<null>;
  releaseFile(token: string): Promise<null>;
  saveFile(request: SaveRequest): Promise<OpenedFile | null | Failure>;
  setTraining(news: TrainingNews): Promise<null>;
  keepWork(kept: Requests["keep-work"]["args"][0]): Promise<null | Failure>;
  lostWork(): Promise<readonly LostWork[]>;
  recoverWork(id: string): Promise<RecoveredWork | Failure>;
  adoptWork(id: string): Promise<null>;
  discardWork(id: string): Promise<null>;
  exportFiles(request: ExportRequest): Promise<{ name: string } | null | Failure>;
  printReport(html: Uint8Array): Promise<null | Failure>;
  saveReport(
    report: Requests["save-report"]["args"][0],
  ): Promise<{ name: string } | null | Failure>;
  copyPicture(png: Uint8Array): Promise<null>;
  dragPicture(picture: Requests["drag-picture"]["args"][0]): Promise<null>;
  copyText(text: string): Promise<null>;
  settings(): Promise<Settings>;
  changeSettings(change: Partial<Settings>): Promise<Settings>;
  setEdited(edited: boolean): Promise<null>;
  setTitle(title: string, document: string | null): Promise<null>;
  /** Calls the listener for each event until the returned function is called. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void;
}
