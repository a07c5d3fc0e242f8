/** The fake of Electron's main-process module: exactly the parts that Chainrule uses. */
export { app } from "./app.mjs";
export {
  ClipboardItem,
  clipboard,
  Notification,
  nativeImage,
  nativeTheme,
  powerSaveBlocker,
  screen,
} from "./desktop.mjs";
export { dialog } from "./dialog.mjs";
export { ipcMain } from "./ipc.mjs";
export { Menu, MenuItem } from "./menu.mjs";
export { protocol } from "./protocol.mjs";
export { session } from "./session.mjs";
export { BrowserWindow } from "./windows.mjs";
