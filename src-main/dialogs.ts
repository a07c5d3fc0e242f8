import { basename, extname, join } from "node:path";
import { app, type BrowserWindow, dialog, type FileFilter } from "electron";
import type { Phrase } from "../src-words/german/index.ts";
import { extensions } from "../src-worker/data/extensions.ts";
import type { FileKind } from "./ipc.ts";
import { t } from "./words.ts";

const FILTERS: Readonly<
  Record<FileKind, { readonly name: Phrase; readonly extensions: string[] }>
> = {
  data: { name: "Tables", extensions: Object.values(extensions).flat() },
  model: { name: "Models and projects", extensions: ["safetensors", "chainrule", "onnx"] },
  project: { name: "Projects", extensions: ["chainrule"] },
  lesson: { name: "Lessons", extensions: ["json"] },
};
const TITLES: Readonly<Record<FileKind, Phrase>> = {
  data: "Open data",
  model: "Open model",
  project: "Open project",
  lesson: "Open lesson",
};
/** What is saved, by the ending of its file. */
const SAVED: Readonly<Record<string, Phrase>> = {
  safetensors: "Model",
  chainrule: "Chainrule project",
  onnx: "ONNX network",
  html: "Web page",
  pdf: "PDF document",
  csv: "CSV table",
  png: "PNG picture",
  py: "Python script",
  mjs: "JavaScript module",
  h: "C header",
};

const all = (): FileFilter => ({ name: t("All files"), extensions: ["*"] });

/** @returns the chosen path; null: the user changed their mind */
export async function askWhatToOpen(window: BrowserWindow, kind: FileKind): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t(TITLES[kind]),
    filters: [{ ...FILTERS[kind], name: t(FILTERS[kind].name) }, all()],
    properties: ["openFile"],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** @returns the chosen folder of pictures; null: the user changed their mind */
export async function askForFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t("Open a folder with one subfolder of pictures a class"),
    properties: ["openDirectory"],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/**
 * @param name what the page proposes; only its last part counts
 * @returns the chosen path; null: the user changed their mind
 */
export async function askWhereToSave(window: BrowserWindow, name: string): Promise<string | null> {
  const proposal = basename(name.replaceAll("\\", "/"));
  const extension = extname(proposal).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: t("Save"),
    defaultPath: join(app.getPath("documents"), proposal),
    filters: extension ? [saved(extension), all()] : [all()],
    properties: ["createDirectory", "showOverwriteConfirmation"],
  });
  return canceled || !filePath ? null : filePath;
}

function saved(extension: string): FileFilter {
  const name = SAVED[extension];
  return { name: name ? t(name) : extension.toUpperCase(), extensions: [extension] };
}

/**
 * @param name of the folder that will be made
 * @returns the folder it is to be made in; null: the user changed their mind
 */
export async function askWhereToExport(
  window: BrowserWindow,
  name: string,
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t("Choose where to put the folder {name}", { name }),
    buttonLabel: t("Export here"),
    defaultPath: app.getPath("documents"),
    properties: ["openDirectory", "createDirectory"],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

export type UnsavedChoice = "save" | "discard" | "stay";

/** Asks what to do about unsaved work before its window closes. */
export async function askAboutUnsaved(
  window: BrowserWindow,
  title: string,
): Promise<UnsavedChoice> {
  const choices: readonly UnsavedChoice[] = ["save", "stay", "discard"];
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: t("Save the changes to {title}?", { title: title || t("this work") }),
    detail: t("Without saving they are lost."),
    buttons: [t("Save"), t("Cancel"), t("Discard")],
    defaultId: choices.indexOf("save"),
    cancelId: choices.indexOf("stay"),
  });
  return choices[response] ?? "stay";
}

/** What stands against saving over a file. */
export type Conflict = "changed" | "saved elsewhere" | "unsaved elsewhere" | "gone";

const WRITTEN =
  "It is not what was opened or saved here. Overwriting replaces it; what is there now stays beside it as {name}.bak.";

const CONFLICTS: Readonly<Record<Conflict, { readonly message: Phrase; readonly detail: Phrase }>> =
  {
    changed: { message: "{name} was changed by another program.", detail: WRITTEN },
    "saved elsewhere": { message: "{name} was saved in another window.", detail: WRITTEN },
    "unsaved elsewhere": {
      message: "{name} is open in another window, with changes that are not saved.",
      detail:
        "Overwriting it leaves the other window as it is; before that one saves, you are asked again.",
    },
    gone: {
      message: "{name} is not there any more.",
      detail: "It was moved, renamed or deleted since it was opened or saved here.",
    },
  };

export type ConflictChoice = "overwrite" | "elsewhere" | "cancel";

/** Asks before a file is replaced that is not as the window knows it. */
export async function askAboutConflict(
  window: BrowserWindow,
  name: string,
  conflict: Conflict,
): Promise<ConflictChoice> {
  const choices: readonly ConflictChoice[] = ["elsewhere", "cancel", "overwrite"];
  const { message, detail } = CONFLICTS[conflict];
  const { response } = await dialog.showMessageBox(window, {
    type: "warning",
    message: t(message, { name }),
    detail: t(detail, { name }),
    buttons: [
      t("Save as…"),
      t("Cancel"),
      conflict === "gone" ? t("Save there again") : t("Overwrite"),
    ],
    defaultId: choices.indexOf("elsewhere"),
    cancelId: choices.indexOf("cancel"),
  });
  return choices[response] ?? "cancel";
}

/** Tells that a window's page died. @returns whether to load it again */
export async function askAboutCrash(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "error",
    message: t("This window has crashed."),
    detail: t("Load it again to get back the work as it was a few seconds before."),
    buttons: [t("Load again"), t("Close")],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
