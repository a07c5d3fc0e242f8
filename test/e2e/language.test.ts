import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerSaveDialog, shownDialogs } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";
import { chooseMenuItem } from "../host/menu.ts";
import { Bench } from "./bench.ts";

let folder: string;
let host: Host;
let bench: Bench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-language-"));
  await mkdir(join(folder, "user"));
  host = await launch({ userData: join(folder, "user") });
  bench = await Bench.open(host);
});

afterAll(async () => {
  expect(bench?.complaints).toEqual([]);
  await host?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function speak(name: "Deutsch" | "English"): Promise<void> {
  await chooseMenuItem(host, "show-palette");
  await bench.page.keyboard.type(name);
  await bench.page.keyboard.press("Enter");
}

test("a decimal comma is refused in words in English, and understood in German", async () => {
  await bench.trainFor(20);
  const field = bench.page.getByRole("spinbutton", { name: "Learning rate" });
  const before = await field.inputValue();
  await bench.fill("Learning rate", "0,05");
  await bench.page.getByText("Decimals follow a point: 0.5").waitFor();
  await field.press("Escape");
  expect(await field.inputValue()).toBe(before);
  await speak("Deutsch");
  await bench.fill("Lernrate", "0,05");
  const german = bench.page.getByRole("spinbutton", { name: "Lernrate" });
  expect(await german.inputValue()).toBe("0.05");
  await german.press("ArrowUp");
  expect(Number(await german.inputValue())).toBeGreaterThan(0.05);
});

test("the report is in German, and the dialog for its place too", async () => {
  const path = join(folder, "bericht.html");
  await answerSaveDialog(host, path);
  await bench.press("Export");
  await bench.page.getByRole("menuitem", { name: /^HTML-Bericht/ }).click();
  await bench.page.getByText("bericht.html").first().waitFor();
  const page = await readFile(path, "utf8");
  expect(page).toContain('<html lang="de">');
  expect(page).toMatch(/<dt>Lernrate<\/dt><dd>[\d.]+<\/dd>/);
  expect(page).toContain("Sigmoid");
  expect(JSON.stringify((await shownDialogs(host)).at(-1)?.options)).toContain("Webseite");
});

test("the guide is shown and searched in the language spoken", async () => {
  const { page } = bench;
  await chooseMenuItem(host, "show-guide");
  await page.getByRole("heading", { name: "Mit Chainrule arbeiten" }).first().waitFor();
  const search = page.getByRole("searchbox");
  await search.fill("kreuzvalidierung");
  const contents = page.getByRole("navigation", { name: "Inhalt" });
  expect(await contentsOf("Inhalt")).toEqual(["Daten"]);
  await contents.getByRole("button", { name: "Daten" }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toContain("Daten");
  await speak("English");
  await page.getByRole("heading", { name: "Using Chainrule" }).first().waitFor();
  await search.fill("cross-validation");
  expect(await contentsOf("Contents")).toEqual(["Data"]);
});

const contentsOf = (name: string) =>
  bench.page
    .getByRole("navigation", { name })
    .locator("button.section")
    .evaluateAll((all) => all.map((one) => one.textContent?.trim()));
