import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Host, launch } from "../host/launch.ts";
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
    await page
      .getByRole("navigation", { name: "Views" })
      .getByRole("button", { name: view })
      .click();
    await page.getByRole("main", { name: view === "Gradient Lab" ? /Lab/ : view }).waitFor();
    // Drawn, and every picture of it computed.
    await page.waitForTimeout(700);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: Pick<typeof axe, "run"> }).axe.run({
        // The names of nodes are words; what is seen on them is MathML, letter by letter.
        rules: { "label-content-name-mismatch": { enabled: false } },
      }),
    );
    const serious = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).slice(0, 3)}`);
    expect(serious).toEqual([]);
  });
});
