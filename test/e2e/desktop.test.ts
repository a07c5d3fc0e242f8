import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerQuestion, answerSaveDialog, shownDialogs } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";
import { chooseMenuItem } from "../host/menu.ts";
import { Bench } from "./bench.ts";

let folder: string;
let host: Host;
let bench: Bench;
/** Files of what was dragged out. */
let dragged: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-desktop-"));
  await mkdir(join(folder, "user"));
  host = await launch({ userData: join(folder, "user") });
  bench = await Bench.open(host);
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The label of a menu item. */
const labelOf = (id: string) =>
  host.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.label, id);

const zoomOf = () =>
  host.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
  );

test("the report is written as PDF: pages of the user's paper, from a window that is gone", async () => {
  await bench.trainFor(20);
  const path = join(folder, "report.pdf");
  await answerSaveDialog(host, path);
  await chooseMenuItem(host, "save-report");
  await bench.page.getByText("report.pdf is written").waitFor();
  const dialogs = await shownDialogs(host);
  expect(dialogs.at(-1)?.options.defaultPath).toMatch(/moons.*\.pdf$|Two moons.*\.pdf$/);
  const pdf = (await readFile(path)).toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  // Letter, as the stand-in's user lives in the United States; 612 × 792 points.
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(pdf) ?? [];
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([612, 792]);
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(0);
  expect(await host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test("printing shows the report to the system's dialog, once it is loaded, and reports a failure", async () => {
  await host.evaluate(({ app }) => {
    const state = globalThis as { printed?: string[]; reason?: string };
    state.printed = [];
    app.on("browser-window-created", (_event, { webContents }) => {
      webContents.print = (_options, done) => {
        state.printed?.push(webContents.getURL());
        done?.(state.reason === undefined, state.reason ?? "");
      };
    });
  });
  const printed = () => host.evaluate(() => (globalThis as { printed?: string[] }).printed ?? []);
  await chooseMenuItem(host, "print-report");
  await expect
    .poll(printed)
    .toEqual([expect.stringMatching(/^app:\/\/bundle\/report\/[\w-]{32}$/)]);
  const [address = ""] = await printed();
  // It was there for the printer alone.
  await expect
    .poll(() =>
      bench.page.evaluate(async (path) => (await fetch(path)).status, new URL(address).pathname),
    )
    .toBe(404);

  const saying = (reason: string) =>
    host.evaluate((_, reason) => {
      Object.assign(globalThis, { reason });
    }, reason);
  await saying("Print job canceled");
  await chooseMenuItem(host, "print-report");
  await expect.poll(async () => (await printed()).length).toBe(2);
  expect(await bench.page.getByText("was not printed").count()).toBe(0);
  await saying("no printer is there");
  await bench.page.getByRole("button", { name: "Export", exact: true }).click();
  await bench.page.getByRole("menuitem", { name: /^Print Report/ }).click();
  await bench.page.getByText("The report was not printed: no printer is there").waitFor();
});

/** Bytes of a PNG, of which width and height stand in its first chunk (IHDR). */
function sizeOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  expect([...png.subarray(1, 4)]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
  const facts = new DataView(png.buffer, png.byteOffset);
  return { width: facts.getUint32(16), height: facts.getUint32(20) };
}

test("a chart leaves as a picture: onto the clipboard, as a file, and dragged out of the window", async () => {
  const { page } = bench;
  await page
    .getByRole("button", { name: "Loss over the training as a picture on the clipboard" })
    .click();
  await page.getByText("The picture is copied").waitFor();
  const copied = await host.evaluate(async ({ clipboard }) => {
    const [item] = await clipboard.read();
    const blob = await item?.getType<"image/png">("image/png");
    return new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
  });
  expect(sizeOf(copied).width).toBeGreaterThan(200);

  const path = join(folder, "loss.png");
  await answerSaveDialog(host, path);
  await page.getByRole("button", { name: "Loss over the training as PNG" }).click();
  await page.getByText("loss.png is written").waitFor();
  expect(sizeOf(await readFile(path))).toEqual(sizeOf(copied));

  await host.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const state = globalThis as { drags?: string[] };
    state.drags = [];
    if (window) window.webContents.startDrag = ({ file }) => state.drags?.push(file);
  });
  const drags = () => host.evaluate(() => (globalThis as { drags?: string[] }).drags ?? []);
  for (const name of [/^Loss up to epoch/, /^What the network says/]) {
    await page
      .getByRole("img", { name })
      .evaluate((chart) =>
        chart.dispatchEvent(new DragEvent("dragstart", { bubbles: true, cancelable: true })),
      );
  }
  // With a real pointer, as a user would.
  const { x, y } = (await page.getByRole("button", { name: "Network as PNG" }).boundingBox()) ?? {
    x: 0,
    y: 0,
  };
  await page.mouse.move(x + 5, y + 5);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 60, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(async () => (await drags()).map((file) => basename(file)).sort())
    .toEqual(["decision.png", "loss.png", "network.png"]);
  for (const file of await drags()) expect(sizeOf(await readFile(file)).width).toBeGreaterThan(200);
  dragged = await drags();
});

test("the language of window, menus and dialogs follows the preference at once, and is kept", async () => {
  await chooseMenuItem(host, "show-preferences");
  const dialog = bench.page.getByRole("dialog", { name: "Preferences" });
  expect(await labelOf("open-data")).toBe("Open Data…");
  await dialog.getByLabel("Deutsch", { exact: true }).check();
  const german = bench.page.getByRole("dialog", { name: "Einstellungen" });
  await german.getByText("Farbschema", { exact: true }).waitFor();
  await expect.poll(() => labelOf("open-data")).toBe("Daten öffnen…");
  expect(await bench.page.evaluate(() => document.documentElement.lang)).toBe("de");
  const kept = JSON.parse(await readFile(join(host.userData, "settings.json"), "utf8"));
  expect(kept).toMatchObject({ language: "de" });
  await german.getByLabel("English", { exact: true }).check();
  await dialog.waitFor();
  await expect.poll(() => labelOf("open-data")).toBe("Open Data…");
  await dialog.getByRole("button", { name: "Close" }).click();
});

test("decimals and notation of numbers follow the preferences at once", async () => {
  await chooseMenuItem(host, "show-preferences");
  const dialog = bench.page.getByRole("dialog", { name: "Preferences" });
  const examples = dialog.getByTestId("number-examples");
  expect(await examples.textContent()).toContain("0.1235");
  await dialog.getByLabel("Digits after the point").selectOption("6");
  await expect.poll(() => examples.textContent()).toContain("0.123457");
  await expect.poll(() => bench.figure("training-loss")).toMatch(/^\d\.\d{6}$/);
  await dialog.getByLabel("Notation").selectOption("scientific");
  await expect.poll(() => bench.figure("training-loss")).toMatch(/^\d\.\d{6}e(−?\d)$/);
  await dialog.getByLabel("Notation").selectOption("automatic");
  await dialog.getByLabel("Digits after the point").selectOption("0");
  await expect.poll(() => bench.figure("training-loss")).toMatch(/^\d\.\d{4}$/);
  await dialog.getByRole("button", { name: "Close" }).click();
});

test("threads and fast arithmetic follow the preferences at once, and are kept", async () => {
  await chooseMenuItem(host, "show-preferences");
  const dialog = bench.page.getByRole("dialog", { name: "Preferences" });
  const kept = async () =>
    JSON.parse(await readFile(join(host.userData, "settings.json"), "utf8")) as object;
  await dialog.getByLabel("Threads").selectOption("1");
  await expect.poll(kept).toMatchObject({ threads: 1 });
  expect(await dialog.getByLabel("Threads").inputValue()).toBe("1");
  const fast = dialog.getByLabel("Fast arithmetic");
  expect(await fast.isChecked()).toBe(false);
  // The browser of the stand-in has relaxed vector instructions, as Electron has.
  await fast.check();
  await expect.poll(kept).toMatchObject({ fastArithmetic: true });
  await dialog.getByText("Only training is affected").waitFor();
  await dialog.getByLabel("Threads").selectOption("0");
  await expect.poll(kept).toMatchObject({ threads: null });
  await dialog.getByRole("button", { name: "Close" }).click();
  // A model that was trained so says it in its file.
  await bench.trainFor(21);
  const path = join(folder, "fast.safetensors");
  await bench.saveAs(path);
  await bench.page.getByText("fast.safetensors", { exact: true }).first().waitFor();
  expect((await readFile(path)).toString("latin1")).toMatch(/fast[\\": ]+(?:true|1)/);
  await chooseMenuItem(host, "show-preferences");
  expect(await fast.isChecked()).toBe(true);
  await fast.uncheck();
  await expect.poll(kept).toMatchObject({ fastArithmetic: false });
  await dialog.getByRole("button", { name: "Close" }).click();
});

test("the guide opens from the menu", async () => {
  await chooseMenuItem(host, "show-guide");
  await bench.page.getByRole("heading", { name: "Using Chainrule" }).first().waitFor();
  await chooseMenuItem(host, "show-bench");
});

test("zoom is of the menu, and is kept for the next start", async () => {
  for (const _ of [1, 2]) await chooseMenuItem(host, "zoom-in");
  expect(await zoomOf()).toBe(1.25);
  await chooseMenuItem(host, "zoom-out");
  expect(await zoomOf()).toBe(1.1);
  await chooseMenuItem(host, "zoom-reset");
  expect(await zoomOf()).toBe(1);
  await chooseMenuItem(host, "zoom-in");
});

test("after a start the zoom is what it was, and files of what was dragged are gone", async () => {
  await answerQuestion(host, "Discard");
  await host.evaluate(({ app }) => app.quit()).catch(() => {});
  await host.ended;
  expect(dragged.filter((file) => existsSync(file))).toEqual([]);
  host = await launch({ userData: join(folder, "user") });
  bench = await Bench.open(host);
  await expect.poll(zoomOf).toBe(1.1);
});
