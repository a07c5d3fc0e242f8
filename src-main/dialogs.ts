import { basename, extname, join } from "node:path";
import { app, type BrowserWindow, dialog, type FileFilter } from "electron";
import { extensions } from "../src-worker/data/extensions.ts";
import type { FileKind } from "./ipc.ts";

const FILTERS: Readonly<Record<FileKind, FileFilter>> = {
  data: { name: "Tables", extensions: Object.values(extensions).flat() },
  model: { name: "Models and projects", extensions: ["safetensors", "chainrule", "onnx"] },
  project: { name: "Projects", extensions: ["chainrule"] },
  lesson: { name: "Lessons", extensions: ["json"] },
};
const TITLES: Readonly<Record<FileKind, string>> = {
  data: "Open data",
  model: "Open model",
  project: "Open project",
  lesson: "Open lesson",
};
const ALL: FileFilter = { name: "All files", extensions: ["*"] };

/** @returns the chosen path; null: the user changed their mind */
export async function askWhatToOpen(window: BrowserWindow, kind: FileKind): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: TITLES[kind],
    filters: [FILTERS[kind], ALL],
    properties: ["openFile"],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** @returns the chosen folder of pictures; null: the user changed their mind */
export async function askForFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: "Open a folder with one subfolder of pictures a class",
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
    title: "Save",
    defaultPath: join(app.getPath("documents"), proposal),
    filters: extension ? [{ name: extension, extensions: [extension] }, ALL] : [ALL],
    properties: ["createDirectory", "showOverwriteConfirmation"],
  });
  return canceled || !filePath ? null : filePath;
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
    title: `Choose where to put the folder ${name}`,
    buttonLabel: "Export here",
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
    message: `Save the changes to ${title || "this work"}?`,
    detail: "Without saving they are lost.",
    buttons: ["Save", "Cancel", "Discard"],
    defaultId: choices.indexOf("save"),
    cancelId: choices.indexOf("stay"),
  });
  return choices[response] ?? "stay";
}

/** Tells that a window's page died. @returns whether to load it again */
export async function askAboutCrash(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "error",
    message: "This window has crashed.",
    detail: "Load it again to get back the work as it was a few seconds before.",
    buttons: ["Load again", "Close"],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
