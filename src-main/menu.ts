import { app, Menu, type MenuItemConstructorOptions } from "electron";
import { COMMANDS, type Command } from "./commands.ts";
import type { RecentFile } from "./ipc.ts";

/** What a menu item does beyond its role. */
export interface MenuActions {
  command(command: Command): void;
  newWindow(): void;
  openRecent(id: string): void;
  clearRecent(): void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: "separator" };

/** Shows the application's menu; to be called again when the recent files have changed. */
export function showMenu(recent: readonly RecentFile[], actions: MenuActions): void {
  const isMac = process.platform === "darwin";
  const item = (command: Command): MenuItemConstructorOptions => ({
    id: command,
    ...COMMANDS[command],
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
        item("open-folder"),
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
        SEPARATOR,
        item("show-preferences"),
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
      submenu: [item("show-palette"), item("show-shortcuts"), item("show-about")],
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
