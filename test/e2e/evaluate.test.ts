import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../src-main/setup.mjs";
import { answerOpenDialog, answerSaveDialog } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";
import { Bench } from "./bench.ts";

let host: Host;
let page: Page;
let bench: Bench;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-evaluate-"));
  host = await launch({ args: [join(root, "test/fixtures/flowers.csv")] });
  page = await host.firstWindow();
  await page.setViewportSize({ width: 1280, height: 800 });
  bench = await Bench.open(host);
});

afterAll(() => host?.close());

async function show(measure: string): Promise<void> {
  await page.getByRole("tab", { name: measure, exact: true }).click();
}

test("the tabs are walked by keyboard, and each shows its measure", async () => {
  await bench.trainFor(12);
  await bench.press("Evaluate");
  const first = page.getByRole("tab", { name: "Confusion matrix" });
  await first.focus();
  const panel = page.getByRole("tabpanel");
  for (const [name, seen] of [
    ["ROC and threshold", "figure"],
    ["Calibration", "figure"],
    ["Decision map", "figure"],
    ["Feature effect", "figure"],
    ["Feature importance", "button"],
    ["Loss surface", "button"],
    ["Learning curves", "figure"],
    ["Compare models", "table"],
  ] as const) {
    await page.keyboard.press("ArrowDown");
    const tab = page.getByRole("tab", { name, exact: true });
    expect(await tab.getAttribute("aria-selected")).toBe("true");
    await panel.getByRole(seen).first().waitFor();
  }
  await page.keyboard.press("ArrowDown");
  expect(await first.getAttribute("aria-selected")).toBe("true");
});

test("a cell leads to its rows, and a row to its full pass", async () => {
  await show("Confusion matrix");
  const cells = page.getByRole("table", { name: "Confusion matrix" }).getByRole("button");
  await cells.first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const own = await page.getByRole("button", { pressed: true }).first().textContent();
  const rows = page.getByRole("table", { name: /^True .*, predicted / });
  await rows.waitFor();
  expect(await rows.getByRole("button").count()).toBe(Number(own));
  await rows.getByRole("button").first().press("Enter");
  await page.getByRole("main", { name: "Inspect" }).waitFor();
  await bench.press("Evaluate");
  // What was looked at is still there.
  await rows.waitFor();
});

test("the threshold moves matrix, precision and recall", async () => {
  await show("ROC and threshold");
  await page.getByLabel("Class", { exact: true }).selectOption({ index: 1 });
  const slider = page.getByRole("slider", { name: /^Threshold/ });
  const cells = page
    .getByRole("table", { name: "Confusion matrix at the threshold" })
    .getByRole("button");
  const counts = async () => (await cells.allTextContents()).map(Number);
  await slider.fill("0");
  // Everything is taken as the class: all of it is found, and every other row with it.
  const [none, others, missed, found] = await counts();
  expect([none, missed]).toEqual([0, 0]);
  expect(await page.getByTestId("recall").textContent()).toBe("100.0 %");
  await slider.fill("1");
  expect(await counts()).toEqual([others, 0, found, 0]);
  expect(await page.getByTestId("precision").textContent()).toBe("–");
  await bench.press("Back to ½");
  const middle = await counts();
  expect(middle.reduce((sum, count) => sum + count, 0)).toBe((others ?? 0) + (found ?? 0));
});

test("every chart is a table too, and leaves as PNG and CSV", async () => {
  await show("Calibration");
  const figure = page.getByRole("figure", { name: "Calibration", exact: true });
  await figure.getByRole("button", { name: / as table$/ }).click();
  expect(await figure.getByRole("row").count()).toBe(11);
  await figure.getByRole("button", { name: / as table$/ }).click();
  const png = join(folder, "calibration.png");
  await answerSaveDialog(host, png);
  await figure.getByRole("button", { name: "Calibration as PNG" }).click();
  await expect
    .poll(() =>
      readFile(png).then(
        (bytes) => bytes.subarray(1, 4).toString(),
        () => "",
      ),
    )
    .toBe("PNG");
  await show("Confusion matrix");
  const csv = join(folder, "confusion.csv");
  await answerSaveDialog(host, csv);
  await page.getByRole("button", { name: "Confusion matrix as CSV" }).click();
  await expect.poll(() => readFile(csv, "utf8").catch(() => "")).toContain("bellflower");
  const lines = (await readFile(csv, "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(4);
  const total = lines.slice(1).flatMap((line) => line.split(",").slice(1).map(Number));
  expect(total.reduce((sum, count) => sum + count, 0)).toBe(30);
  const picture = join(folder, "confusion.png");
  await answerSaveDialog(host, picture);
  await page.getByRole("button", { name: "Confusion matrix as PNG" }).click();
  await expect
    .poll(() =>
      readFile(picture).then(
        (bytes) => bytes.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(1000);
});

test("a held feature changes the map", async () => {
  await show("Decision map");
  const figure = page.getByRole("figure", { name: "Decision map" });
  await figure.getByRole("button", { name: / as table$/ }).click();
  const first = figure.getByRole("row").nth(1);
  const before = await first.textContent();
  await bench.fill("petal width", "0.2");
  await expect.poll(() => first.textContent()).not.toBe(before);
  await bench.press("Typical values");
  await expect.poll(() => first.textContent()).toBe(before);
  await figure.getByRole("button", { name: / as table$/ }).click();
});

test("importance, surface and curves by size are measured on request", async () => {
  await show("Feature importance");
  await bench.press("Measure");
  const table = page.getByRole("table", { name: "Feature importance" });
  await table.waitFor();
  expect(await table.getByRole("rowheader").allTextContents()).toHaveLength(4);
  await show("Loss surface");
  await page.getByLabel("Directions", { exact: true }).selectOption("path");
  await bench.fill("Points along each direction", "11");
  await bench.press("Measure");
  await page.getByRole("img", { name: /the training's way from step 0 to 48/ }).waitFor();
  await show("Learning curves");
  await bench.press("Train on 10, 20, … 100 %");
  await page.getByRole("figure", { name: "Loss by rows" }).waitFor();
});

test("a saved model is compared on the same rows", async () => {
  const file = join(folder, "other.safetensors");
  await bench.press("Bench");
  await answerSaveDialog(host, file);
  await bench.press("Save");
  await expect
    .poll(() =>
      readFile(file).then(
        (bytes) => bytes.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(1000);
  await bench.press("Evaluate");
  await show("Compare models");
  await answerOpenDialog(host, file);
  await bench.press("Add a model file…");
  const table = page.getByRole("table", { name: "Models" });
  await table.getByRole("button", { name: "Remove other.safetensors" }).waitFor();
  const accuracy = table.getByRole("row", { name: /^Accuracy/ }).getByRole("cell");
  const [own, other] = await accuracy.allTextContents();
  expect(other?.trim()).toBe(own?.trim());
  await table.getByRole("button", { name: "Remove other.safetensors" }).click();
  await expect.poll(() => table.getByRole("columnheader").count()).toBe(1);
});

test("the doctor's note of unscaled inputs is seen, and its remedy tried", async () => {
  const csv = join(folder, "incomes.csv");
  const rows = Array.from(
    { length: 120 },
    (_, row) => `${20000 + row * 100},${(row % 7) / 7},${row > 60 ? "a" : "b"}`,
  );
  await writeFile(csv, `income,share,class\n${rows.join("\n")}\n`);
  await bench.press("Bench");
  await answerOpenDialog(host, csv);
  await bench.press("Open data…");
  await page.getByText("incomes.csv").first().waitFor();
  const doctor = page.getByRole("region", { name: "Training doctor" });
  await expect.poll(() => doctor.getByRole("status").textContent()).toContain("nothing amiss");
  await page.getByText("Split and scaling").click();
  await page.getByLabel("Number scaling", { exact: true }).selectOption("none");
  const note = doctor.getByText("“income” is not scaled");
  await note.click();
  await doctor.getByText("size of “income”, root mean square").waitFor();
  await doctor.getByRole("button", { name: "Standardise the inputs" }).first().click();
  await expect.poll(() => doctor.getByRole("status").textContent()).toContain("nothing amiss");
  await doctor.getByText("Gradients and updates by layer").click();
  expect(await doctor.getByRole("rowheader").allTextContents()).toEqual(["hidden 1", "output"]);
});

test("a model for other columns is not compared, and the reason told", async () => {
  await bench.press("Evaluate");
  await show("Compare models");
  await answerOpenDialog(host, join(folder, "other.safetensors"));
  await bench.press("Add a model file…");
  await page
    .getByText(/sepal length/)
    .first()
    .waitFor();
  const table = page.getByRole("table", { name: "Models" });
  expect(await table.getByRole("columnheader").count()).toBe(1);
  expect(bench.complaints).toEqual([]);
});
