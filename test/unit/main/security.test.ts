import { EventEmitter } from "node:events";
import type { App, Session } from "electron";
import { expect, test } from "vitest";
import { isOurs, secure } from "../../../src-main/security.ts";

test.each([
  ["app://bundle/index.html", true],
  ["app://bundle/file/abc", true],
  ["blob:app://bundle/1234", true],
  ["data:image/png;base64,AAAA", true],
  ["app://bundle.evil/index.html", false],
  ["app://other/index.html", false],
  ["https://example.org/", false],
  ["http://127.0.0.1/", false],
  ["file:///etc/passwd", false],
  ["ws://localhost/", false],
  ["blob:https://example.org/1", false],
  ["devtools://devtools/bundled/inspector.html", false],
])("%s needs no network: %s", (url, ours) => {
  expect(isOurs(url)).toBe(ours);
});

type Answer = (url: string) => boolean;

/** Electron's session and application, as far as `secure` may touch them. */
function secured(isPackaged: boolean) {
  const asked: Record<string, (...args: never[]) => unknown> = {};
  const take = (name: string) => (handler: (...args: never[]) => unknown) => {
    asked[name] = handler;
  };
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: take("permission"),
    setPermissionCheckHandler: take("check"),
    setDevicePermissionHandler: take("device"),
    setSpellCheckerEnabled: () => {},
    webRequest: { onBeforeRequest: take("request") },
  });
  const app = Object.assign(new EventEmitter(), { isPackaged });
  secure(app as unknown as App, session as unknown as Session);
  const passes: Answer = (url) => {
    let passed = false;
    const listener = asked.request as (details: object, answer: (a: object) => void) => void;
    listener({ url }, (answer) => {
      passed = (answer as { cancel: boolean }).cancel === false;
    });
    return passed;
  };
  return { asked, app, session, passes };
}

test("requests beyond the program are cancelled; a packaged one has no developer tools", () => {
  for (const isPackaged of [true, false]) {
    const { passes } = secured(isPackaged);
    expect(passes("app://bundle/index.html")).toBe(true);
    expect(passes("https://example.org/")).toBe(false);
    expect(passes("devtools://devtools/bundled/inspector.html")).toBe(!isPackaged);
  }
});

test("permissions, downloads, other pages and embedded ones are refused", () => {
  const { asked, app, session } = secured(true);
  let granted: boolean | undefined;
  const permission = asked.permission as unknown as (...args: unknown[]) => void;
  permission({}, "media", (answer: boolean) => {
    granted = answer;
  });
  expect(granted).toBe(false);
  expect(asked.check?.()).toBe(false);
  expect(asked.device?.()).toBe(false);

  let open: (() => object) | undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: () => object) => {
      open = handler;
    },
  });
  app.emit("web-contents-created", {}, contents);
  expect(open?.()).toEqual({ action: "deny" });
  const prevented = (emitter: EventEmitter, name: string, ...args: unknown[]) => {
    let stopped = false;
    const preventDefault = () => {
      stopped = true;
    };
    emitter.emit(name, { preventDefault }, ...args);
    return stopped;
  };
  expect(prevented(contents, "will-navigate", "https://example.org/")).toBe(true);
  expect(prevented(contents, "will-navigate", "app://bundle/assets/x.html")).toBe(true);
  expect(prevented(contents, "will-navigate", "app://bundle/index.html")).toBe(false);
  expect(prevented(contents, "will-attach-webview")).toBe(true);
  expect(prevented(session, "will-download")).toBe(true);
});
