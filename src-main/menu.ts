import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { Command, RecentFile } from "./ipc.ts";

/** What a menu item does beyond its role. */
export interface MenuActions {
  command(command: Command): void;
  newWindow(): void;
  openRecent(id: string): void;
  clearRecent(): void;
}

/** Label and accelerator of each command; a command without its entry does not compile. */
const COMMAND_ITEMS: Readonly<Record<Command, { label: string; accelerator?: string }>> = {
  "open-data": { label: "Open Data…", accelerator: "CmdOrCtrl+O" },
  "open-model": { label: "Open Model or Project…", accelerator: "CmdOrCtrl+Shift+O" },
  "save-model": { label: "Save Model", accelerator: "CmdOrCtrl+S" },
  "save-model-as": { label: "Save Model As…", accelerator: "CmdOrCtrl+Shift+S" },
  "save-project": { label: "Save Project As…", accelerator: "CmdOrCtrl+Alt+S" },
  "export-model": { label: "Export…", accelerator: "CmdOrCtrl+E" },
  undo: { label: "Undo", accelerator: "CmdOrCtrl+Z" },
  redo: { label: "Redo", accelerator: "CmdOrCtrl+Shift+Z" },
  "play-pause": { label: "Train or Pause", accelerator: "CmdOrCtrl+Enter" },
  "step-batch": { label: "One Batch", accelerator: "CmdOrCtrl+]" },
  "step-epoch": { label: "One Epoch", accelerator: "CmdOrCtrl+Shift+]" },
  rewind: { label: "Back to the Start", accelerator: "CmdOrCtrl+[" },
  "add-layer": { label: "Add Layer", accelerator: "CmdOrCtrl+L" },
  "remove-layer": { label: "Remove Layer", accelerator: "CmdOrCtrl+Shift+L" },
  "show-shortcuts": { label: "Keyboard Shortcuts", accelerator: "CmdOrCtrl+/" },
  "show-bench": { label: "Bench", accelerator: "CmdOrCtrl+1" },
  "show-evaluate": { label: "Evaluate", accelerator: "CmdOrCtrl+2" },
  "show-inspect": { label: "Inspect", accelerator: "CmdOrCtrl+3" },
  "show-learn": { label: "Learn", accelerator: "CmdOrCtrl+4" },
  "show-lab": { label: "Gradient Lab", accelerator: "CmdOrCtrl+5" },
};

const SEPARATOR: MenuItemConstructorOptions = { type: "separator" };

/** Shows the application's menu; to be called again when the recent files have changed. */
export function showMenu(recent: readonly RecentFile[], actions: MenuActions): void {
  const isMac = process.platform === "darwin";
  const item = (command: Command): MenuItemConstructorOptions => ({
    id: command,
    ...COMMAND_ITEMS[command],
    click: () => actions.command(command),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    {
      label: "&File",
      submenu: [
        {
          id: "new-window",
          label: "New Window",
          accelerator: "CmdOrCtrl+N",
          click: () => actions.newWindow(),
        },
        SEPARATOR,
        item("open-data"),
        item("open-model"),
        { label: "Open Recent", submenu: recentItems(recent, actions) },
        SEPARATOR,
        item("save-model"),
        item("save-model-as"),
        item("save-project"),
        item("export-model"),
        SEPARATOR,
        isMac ? { role: "close" } : { role: "quit" },
      ],
    },
    {
      label: "&Edit",
      submenu: [
        item("undo"),
        item("redo"),
        SEPARATOR,
        { role: "cut" },
        { role: "copy" },
        { role: "paste" },
        { role: "selectAll" },
      ],
    },
    {
      label: "&Network",
      submenu: [item("add-layer"), item("remove-layer")],
    },
    {
      label: "&Training",
      submenu: [item("play-pause"), item("step-batch"), item("step-epoch"), item("rewind")],
    },
    {
      label: "&View",
      submenu: [
        item("show-bench"),
        item("show-evaluate"),
        item("show-inspect"),
        item("show-learn"),
        item("show-lab"),
        SEPARATOR,
        ...viewItems(),
      ],
    },
    { role: "windowMenu" },
    {
      role: "help",
      submenu: [item("show-shortcuts"), ...(isMac ? [] : [{ role: "about" } as const])],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function recentItems(
  recent: readonly RecentFile[],
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  if (recent.length === 0) return [{ label: "None", enabled: false }];
  return [
    ...recent.map(({ id, name, folder }) => ({
      id: `recent-${id}`,
      // An ampersand would underline the letter after it.
      label: `${name} – ${folder}`.replaceAll("&", "&&"),
      click: () => actions.openRecent(id),
    })),
    SEPARATOR,
    { id: "clear-recent", label: "Clear List", click: () => actions.clearRecent() },
  ];
}

function viewItems(): MenuItemConstructorOptions[] {
  const forDevelopers: MenuItemConstructorOptions[] = [
    SEPARATOR,
    { role: "reload" },
    { role: "toggleDevTools" },
  ];
  return [
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    SEPARATOR,
    { role: "togglefullscreen" },
    ...(app.isPackaged ? [] : forDevelopers),
  ];
}
