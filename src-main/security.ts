/**
 * What no page of ours may do, whatever code runs in it: use a permission, go or open elsewhere,
 * reach a network, embed a page.
 */
import type { App, Session, WebContents } from "electron";
import { ORIGIN, PAGE } from "./address.ts";

/** Denies it for every page that will ever exist. To be called before the first window. */
export function secure(app: App, session: Session): void {
  app.on("web-contents-created", (_event, contents) => confine(contents));
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isOurs(url) && !(isDevTools(url) && !app.isPackaged) });
  });
}

/** Whether an address can be answered without a network: from the bundle, or from memory. */
export function isOurs(url: string): boolean {
  return (
    url.startsWith(`${ORIGIN}/`) || url.startsWith(`blob:${ORIGIN}/`) || url.startsWith("data:")
  );
}

function isDevTools(url: string): boolean {
  return url.startsWith("devtools://");
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  // The page may start over; it has no other page to go to.
  contents.on("will-navigate", (event, url) => {
    if (url !== PAGE) event.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
}
