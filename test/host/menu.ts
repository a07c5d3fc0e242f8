import type { Host } from "./launch.ts";

/** Chooses an item of the application's menu by its id, as a person would. */
export function chooseMenuItem(host: Host, id: string): Promise<void> {
  return host.evaluate(({ BrowserWindow, Menu }, id) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(id);
    if (!item?.enabled) throw new Error(`no menu item ${id} that can be chosen`);
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    item.click({}, window, window?.webContents);
  }, id);
}
