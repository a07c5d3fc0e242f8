import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Host, launch } from "../host/launch.ts";
import { chooseMenuItem } from "../host/menu.ts";
import { Bench } from "./bench.ts";

let host: Host;
let page: Page;
let bench: Bench;

beforeAll(async () => {
  host = await launch();
  bench = await Bench.open(host);
  page = bench.page;
  await page.evaluate(axe.source);
});

afterAll(async () => {
  await host?.close();
});

const VIEWS = ["Bench", "Evaluate", "Inspect", "Learn", "Gradient Lab"];
const DIALOGS = [
  ["the preferences", "show-preferences"],
  ["the palette", "show-palette"],
  ["the list of keys", "show-shortcuts"],
  ["the words about the program", "show-about"],
];
const LOOKS = [
  { width: 1280, height: 800, theme: "light" },
  { width: 900, height: 600, theme: "dark" },
  { width: 1280, height: 800, theme: "dark" },
  { width: 900, height: 600, theme: "light" },
] as const;

test("there is a trained model to be looked at", async () => {
  await page.getByRole("button", { name: "No, thanks" }).click();
  await bench.trainFor(5);
});

describe.each(LOOKS)("$width × $height, $theme", ({ width, height, theme }) => {
  beforeAll(async () => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme });
  });

  test.each(VIEWS)("%s has nothing seriously in the way of anyone", async (view) => {
    await open(view);
    expect(await serious()).toEqual([]);
  });

  test("nor has any measure of Evaluate", async () => {
    await open("Evaluate");
    const tabs = page.getByRole("tab");
    const found: string[] = [];
    const measures = await tabs.allTextContents();
    for (const measure of measures) {
      await tabs.filter({ hasText: measure }).first().click();
      await page.waitForTimeout(700);
      found.push(...(await serious()).map((words) => `${measure}: ${words}`));
    }
    expect(measures.length).toBeGreaterThan(6);
    expect(found).toEqual([]);
  });

  test.each(DIALOGS)("nor has %s", async (_, command) => {
    await open("Bench");
    await chooseMenuItem(host, command);
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    expect(await serious()).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  });
});

async function open(view: string): Promise<void> {
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
  await page.getByRole("main", { name: view === "Gradient Lab" ? /Lab/ : view }).waitFor();
  // Drawn, and every picture of it computed.
  await page.waitForTimeout(700);
}

/** What axe finds serious on the page as it stands. */
async function serious(): Promise<string[]> {
  const { violations } = await page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { axe: Pick<typeof axe, "run"> };
    return await runner.run({ rules: { "label-content-name-mismatch": { enabled: true } } });
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).slice(0, 3)}`);
}
