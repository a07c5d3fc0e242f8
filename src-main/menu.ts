import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { Phrase } from "../src-words/german/index.ts";
import { COMMANDS, type Command } from "./commands.ts";
import type { RecentFile } from "./ipc.ts";
import { t } from "./words.ts";
import type { Zoom } from "./zoom.ts";

/** What a menu item does beyond its role. */
export interface MenuActions {
  command(command: Command): void;
  newWindow(): void;
  openRecent(id: string): void;
  clearRecent(): void;
  zoom(how: Zoom): void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: "separator" };

/** Shows the application's menu; to be called again when the recent files have changed. */
export function showMenu(recent: readonly RecentFile[], actions: MenuActions): void {
  const isMac = process.platform === "darwin";
  const item = (command: Command): MenuItemConstructorOptions => ({
    id: command,
    label: t(COMMANDS[command].label),
    accelerator: COMMANDS[command].accelerator,
    click: () => actions.command(command),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    {
      label: t("&File"),
      submenu: [
        {
          id: "new-window",
          label: t("New Window"),
          accelerator: "CmdOrCtrl+N",
          click: () => actions.newWindow(),
        },
        SEPARATOR,
        item("open-data"),
        item("open-folder"),
        item("open-model"),
        { label: t("Open Recent"), submenu: recentItems(recent, actions) },
        SEPARATOR,
        item("save-model"),
        item("save-model-as"),
        item("save-project"),
        item("export-model"),
        item("save-report"),
        item("print-report"),
        SEPARATOR,
        isMac ? { role: "close", label: t("Close Window") } : { role: "quit", label: t("Quit") },
      ],
    },
    {
      label: t("&Edit"),
      submenu: [
        item("undo"),
        item("redo"),
        SEPARATOR,
        { role: "cut", label: t("Cut") },
        { role: "copy", label: t("Copy") },
        { role: "paste", label: t("Paste") },
        { role: "selectAll", label: t("Select All") },
        SEPARATOR,
        item("show-preferences"),
      ],
    },
    {
      label: t("&Network"),
      submenu: [item("add-layer"), item("remove-layer")],
    },
    {
      label: t("&Training"),
      submenu: [item("play-pause"), item("step-batch"), item("step-epoch"), item("rewind")],
    },
    {
      label: t("&View"),
      submenu: [
        item("show-bench"),
        item("show-evaluate"),
        item("show-inspect"),
        item("show-learn"),
        item("show-lab"),
        SEPARATOR,
        ...viewItems(actions),
      ],
    },
    { role: "windowMenu", label: t("Window"), submenu: windowItems(isMac) },
    {
      role: "help",
      label: t("Help"),
      submenu: [
        item("show-guide"),
        item("open-lesson"),
        SEPARATOR,
        item("show-palette"),
        item("show-shortcuts"),
        item("show-about"),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Written out, as Electron names its own items in English alone. */
function windowItems(isMac: boolean): MenuItemConstructorOptions[] {
  const items: MenuItemConstructorOptions[] = [{ role: "minimize", label: t("Minimise") }];
  if (isMac)
    items.push({ role: "zoom", label: t("Zoom") }, SEPARATOR, {
      role: "front",
      label: t("Bring All to Front"),
    });
  else items.push({ role: "close", label: t("Close Window") });
  return items;
}

function recentItems(
  recent: readonly RecentFile[],
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  if (recent.length === 0) return [{ label: t("None"), enabled: false }];
  return [
    ...recent.map(({ id, name, folder }) => ({
      id: `recent-${id}`,
      // An ampersand would underline the letter after it.
      label: `${name} – ${folder}`.replaceAll("&", "&&"),
      click: () => actions.openRecent(id),
    })),
    SEPARATOR,
    { id: "clear-recent", label: t("Clear List"), click: () => actions.clearRecent() },
  ];
}

function viewItems(actions: MenuActions): MenuItemConstructorOptions[] {
  const zoom = (how: Zoom, label: Phrase, accelerator: string): MenuItemConstructorOptions => ({
    id: `zoom-${how}`,
    label: t(label),
    accelerator,
    click: () => actions.zoom(how),
  });
  const forDevelopers: MenuItemConstructorOptions[] = [
    SEPARATOR,
    { role: "reload" },
    { role: "toggleDevTools" },
  ];
  return [
    zoom("reset", "Actual Size", "CmdOrCtrl+0"),
    zoom("in", "Larger", "CmdOrCtrl+Plus"),
    // The key without Shift, where plus and equals share one.
    { ...zoom("in", "Larger", "CmdOrCtrl+="), id: "zoom-in-again", visible: false },
    zoom("out", "Smaller", "CmdOrCtrl+-"),
    SEPARATOR,
    { role: "togglefullscreen", label: t("Full Screen") },
    ...(app.isPackaged ? [] : forDevelopers),
  ];
}
