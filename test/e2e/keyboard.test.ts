import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, launch } from "../host/launch.ts";
import { chooseMenuItem } from "../host/menu.ts";
import { Bench } from "./bench.ts";

let host: Host;
let bench: Bench;
let page: Page;

beforeAll(async () => {
  host = await launch();
  bench = await Bench.open(host);
  page = bench.page;
  await page.getByRole("button", { name: "No, thanks" }).click();
});

afterAll(() => host?.close());

/** What has the focus, by its name. */
const focused = () =>
  page.evaluate(() => {
    const { activeElement: own } = document;
    return own === document.body ? "" : (own?.ariaLabel ?? own?.textContent?.trim() ?? "");
  });

async function pressed(name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
}

test("after the trained network is taken back, the focus is where training goes on", async () => {
  await bench.trainFor(3);
  await bench.press("Layer");
  await page.getByText("A new network was made").waitFor();
  await pressed("Take it back");
  await expect.poll(() => bench.figure("epoch")).toBe("3");
  await expect.poll(focused).toBe("Train");
});

test("trying many settings keeps the focus on the button that starts and stops it", async () => {
  await bench.press("Try many settings…");
  await page.getByLabel("Hidden layers").fill("2; 4");
  await page.getByLabel("Learning rates").fill("0.1");
  // More than are trained before Stop is pressed; Enter in a field would start them already.
  await page.getByLabel("Epochs each").fill("100000");
  await pressed("Train them");
  await expect.poll(focused).toBe("Stop");
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe("Train them");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await expect.poll(focused).toBe("Try many settings…");
});

test("a message that is closed leaves the focus in the window", async () => {
  await page.getByRole("button", { name: "Network as a picture on the clipboard" }).click();
  await page.getByText("The picture is copied").waitFor();
  await pressed("Dismiss");
  await expect.poll(focused).toBe("Train");
});

test("controls that go or can do no more leave the focus where a user would go on", async () => {
  await pressed("Undo");
  for (let edit = 0; edit < 5; edit++) await page.keyboard.press("Enter");
  await page
    .locator("button[aria-disabled=true]")
    .and(page.getByRole("button", { name: "Undo" }))
    .waitFor();
  expect(await focused()).toBe("Undo");
  await bench.trainFor(5);
  await page.getByLabel("Look back").focus();
  await page.keyboard.press("ArrowLeft");
  await page.getByText(/The model as it was at epoch/).waitFor();
  await pressed("Back to now");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("timeline");
});

test("a view that is called by its keys has the focus, and Space still trains on the Bench", async () => {
  await page.getByRole("button", { name: "Layer", exact: true }).focus();
  await chooseMenuItem(host, "show-inspect");
  await page.getByRole("main", { name: "Inspect" }).waitFor();
  await expect.poll(focused).toBe("Inspect");
  await chooseMenuItem(host, "show-bench");
  await expect.poll(focused).toBe("Bench");
  await bench.fill("Epochs", "7");
  await page.getByRole("main", { name: "Bench" }).focus();
  await page.keyboard.press("Space");
  await expect.poll(() => bench.figure("epoch")).toBe("7");
});

test("predictions are copied with their classes, and their numbers for Python", async () => {
  const copied = async (kind: string) => {
    await pressed(`Copy Predictions as ${kind}`);
    await page.getByText(`Copied as ${kind}`).waitFor();
    return await host.evaluate(({ clipboard }) => clipboard.readText());
  };
  const lines = (await copied("TSV")).trim().split("\n");
  expect(lines[0]).toBe("Row\tPredicted\tActual\tprobability of 1");
  expect(lines[1]).toMatch(/^\d+\t[01]\t[01]\t0\.\d{1,9}$/);
  expect(lines.length).toBe(61);
  expect(await copied("NumPy")).toMatch(/^np\.array\(\[\[\d+, [01], [01], [\d.e-]+\],\n/);
  expect(await copied("TeX")).toMatch(/^\\begin\{bmatrix\} \d+ & [01] & [01] & 0\.\d+ \\\\/);
});

test.each(["en", "de"] as const)(
  "the chart's buttons stand in one line in a small window (%s)",
  async (language) => {
    await page.setViewportSize({ width: 900, height: 600 });
    await chooseMenuItem(host, "show-preferences");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(language === "de" ? "Deutsch" : "English", { exact: true }).check();
    await page.waitForTimeout(300);
    await page.keyboard.press("Escape");
    const log = page.locator("figcaption").filter({ hasText: "log" }).getByRole("button");
    const tops = await log.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(tops).toHaveLength(5);
    expect(new Set(tops.map(Math.round)).size).toBe(1);
  },
);
