import { strictClass } from "./strict.mjs";

const ROLES = new Set(
  `undo redo cut copy paste pasteAndMatchStyle delete selectAll reload forceReload toggleDevTools
   resetZoom zoomIn zoomOut togglefullscreen window minimize close help about services hide
   hideOthers unhide quit zoom front appMenu fileMenu editMenu viewMenu windowMenu recentDocuments
   clearRecentDocuments`.split(/\s+/),
);
const TYPES = ["normal", "separator", "submenu", "checkbox", "radio"];
const MODIFIER = /^(Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|Shift|Super)$/;
const KEY =
  /^([A-Z0-9]|F([1-9]|1\d|2[0-4])|Plus|Space|Tab|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc|[-=[\];',./\\`])$/;

class PlainMenuItem {
  constructor(options) {
    const { role, accelerator, submenu } = options;
    if (role !== undefined && !ROLES.has(role)) throw new Error(`no menu role ${role}`);
    if (accelerator) checkAccelerator(accelerator);
    this.role = role;
    this.accelerator = accelerator;
    this.id = options.id;
    this.label = options.label ?? role ?? "";
    this.type = options.type ?? (submenu ? "submenu" : "normal");
    if (!TYPES.includes(this.type)) throw new Error(`no menu item type ${this.type}`);
    if (this.type === "normal" && !this.label) throw new Error("a menu item needs a label or role");
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu;
    /** As when a person chooses it; roles belong to the desktop and do nothing here. */
    this.click = (event, window) => options.click?.(this, window, event ?? {});
  }
}

class PlainMenu {
  static current = null;

  static buildFromTemplate(template) {
    const menu = new Menu();
    for (const item of template) {
      menu.items.push(new MenuItem(item));
    }
    return menu;
  }

  static setApplicationMenu(menu) {
    PlainMenu.current = menu;
  }

  static getApplicationMenu() {
    return PlainMenu.current;
  }

  items = [];

  getMenuItemById(id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

export const MenuItem = strictClass("MenuItem", PlainMenuItem);
export const Menu = strictClass("Menu", PlainMenu);

function checkAccelerator(accelerator) {
  const keys = accelerator.split("+");
  const key = keys.pop();
  if (!KEY.test(key) || !keys.every((modifier) => MODIFIER.test(modifier))) {
    throw new Error(`no accelerator ${accelerator}`);
  }
}
