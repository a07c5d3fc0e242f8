import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bridge } from "../../src-main/ipc.ts";
import { answerQuestion, answerSaveDialog, shownDialogs } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";
import { chooseMenuItem } from "../host/menu.ts";

type WithBridge = typeof globalThis & { chainrule: Bridge };

let folder: string;
let host: Host;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-window-"));
  host = await launch();
  page = await host.firstWindow();
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

const title = () =>
  host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

test("a second start opens its files in the window, and says what it cannot open", async () => {
  const path = join(folder, "from-outside.csv");
  await writeFile(path, "a,b\n1,2\n3,4\n");
  // Listening begins before main speaks: the two are not told in one order by themselves.
  await page.evaluate(() => {
    const { chainrule } = globalThis as WithBridge;
    const opened = new Promise<string>((resolve) => {
      chainrule.on("file-opened", ({ name }) => resolve(name));
    });
    const failed = new Promise<string>((resolve) => {
      chainrule.on("failed", ({ what }) => resolve(what));
    });
    Object.assign(globalThis, { told: Promise.all([opened, failed]) });
  });
  await host.evaluate(
    ({ app }, argv) => {
      app.emit("second-instance", {}, argv, "/");
    },
    ["electron", "/program", path, join(folder, "absent.csv")],
  );
  const told = await page.evaluate(() => (globalThis as { told?: Promise<string[]> }).told);
  expect(told).toEqual(["from-outside.csv", "absent.csv is not there"]);
  await expect.poll(title).toContain("from-outside.csv");
});

test("the menu's commands reach the page", async () => {
  await page.evaluate(() => {
    const command = new Promise((resolve) => {
      (globalThis as WithBridge).chainrule.on("command", resolve);
    });
    Object.assign(globalThis, { command });
  });
  await chooseMenuItem(host, "show-shortcuts");
  const command = await page.evaluate(() => (globalThis as { command?: unknown }).command);
  expect(command).toBe("show-shortcuts");
  await page.keyboard.press("Escape");
});

test("closing asks about unsaved work, and stays or goes as told", async () => {
  await page.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    await chainrule.setTitle("letters", null);
    await chainrule.setEdited(true);
  });
  expect(await title()).toBe("• letters – Chainrule");
  const close = () =>
    host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

  await answerQuestion(host, "Cancel");
  await close();
  expect(await page.evaluate(() => document.readyState)).toBe("complete");
  expect((await shownDialogs(host)).at(-1)?.options.message).toContain("letters");

  await answerQuestion(host, "Discard");
  await close().catch(() => {});
  await host.ended;
});

test("theme, place of the window and recent files hold at the next start", async () => {
  const userData = join(folder, "user");
  const path = join(folder, "given.csv");
  await writeFile(path, "a,b\n1,2\n3,4\n");
  const first = await launch({ userData, args: [path] });
  await (await first.firstWindow()).evaluate(() =>
    (globalThis as WithBridge).chainrule.changeSettings({ theme: "dark" }),
  );
  await first.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds({ x: 40, y: 60, width: 1000, height: 700 });
    window?.maximize();
  });
  await answerQuestion(first, "Discard");
  await first.evaluate(({ app }) => app.quit()).catch(() => {});
  await first.ended;

  const second = await launch({ userData });
  const window = await second.firstWindow();
  const bridge = await window.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    const recent = await chainrule.recentFiles();
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    return { settings: await chainrule.settings(), recent: recent.map(({ name }) => name), dark };
  });
  expect(bridge).toMatchObject({ settings: { theme: "dark" }, recent: ["given.csv"], dark: true });
  const place = await second.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { ...window?.getNormalBounds(), maximized: window?.isMaximized() };
  });
  expect(place).toEqual({ x: 40, y: 60, width: 1000, height: 700, maximized: true });
  await second.close();
});

test("choosing to save before closing saves, then closes", async () => {
  const path = join(folder, "kept.safetensors");
  const other = await launch();
  await other.firstWindow();
  const edited = () =>
    other.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isDocumentEdited());
  await expect
    .poll(
      async () => {
        await chooseMenuItem(other, "step-batch");
        return await edited();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await answerQuestion(other, "Save");
  await answerSaveDialog(other, path);
  await other.evaluate(({ app }) => app.quit()).catch(() => {});
  await other.ended;
  expect((await readFile(path)).length).toBeGreaterThan(8);
});
