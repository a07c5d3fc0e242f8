import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerSaveDialog } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";
import { chooseMenuItem } from "../host/menu.ts";
import { Bench } from "./bench.ts";

let folder: string;
let host: Host;
let bench: Bench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-workbench-"));
  host = await launch();
  bench = await Bench.open(host);
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

test("the tour trains a first network, ends, and is not offered again", async () => {
  const { page } = bench;
  const tour = page.getByRole("complementary", { name: "Tour" });
  const press = (name: string) => tour.getByRole("button", { name, exact: true }).click();
  await press("Start the tour");
  await press("Next");
  await press("Next");
  await page.getByText("Now press Train").waitFor();
  await bench.press("Train");
  await page.getByText("The loss falls").waitFor();
  await bench.press("Pause");
  await press("Next");
  await press("Done");
  await expect.poll(() => tour.count()).toBe(0);
  await page.reload();
  await bench.ready();
  expect(await page.getByText("New here?").count()).toBe(0);
});

test("edits are undone and made again by button, menu and key; a field keeps its own undo", async () => {
  const { page } = bench;
  const units = page.getByLabel("Units of hidden layer 1").or(page.getByRole("spinbutton")).first();
  await units.waitFor();
  await bench.press("Layer");
  const network = page.getByText(/parameters/).first();
  await expect.poll(() => network.textContent()).toContain("2 → 8 → 8 → 1");
  await bench.press("Undo");
  await expect.poll(() => network.textContent()).toContain("2 → 8 → 1");
  await chooseMenuItem(host, "redo");
  await expect.poll(() => network.textContent()).toContain("2 → 8 → 8 → 1");
  await chooseMenuItem(host, "undo");
  await expect.poll(() => network.textContent()).toContain("2 → 8 → 1");
});

test("the palette finds a command, a sample and a theme by what is typed", async () => {
  const { page } = bench;
  await chooseMenuItem(host, "show-palette");
  const field = page.getByRole("combobox", { name: "Command" });
  await field.fill("theme dark");
  await field.press("Enter");
  await expect
    .poll(() => page.evaluate(() => document.documentElement.getAttribute("data-theme")))
    .toBe("dark");
  await chooseMenuItem(host, "show-palette");
  await field.fill("sample spirals");
  await page.getByRole("listbox", { name: "Commands" }).getByRole("option").first().waitFor();
  await field.press("ArrowDown");
  await field.press("ArrowUp");
  await field.press("Escape");
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
});

test("a training is looked back into and branched off; what it came from stays as a run", async () => {
  const { page } = bench;
  await bench.trainFor(8);
  const slider = page.getByLabel("Look back");
  await slider.focus();
  await slider.press("Home");
  await page.getByText("as it was at epoch 0").waitFor();
  await expect.poll(() => bench.figure("epoch")).toContain("0");
  await slider.press("ArrowRight");
  await page.getByText("as it was at epoch 1").waitFor();
  await bench.press("One epoch");
  const runs = page.getByRole("table", { name: "Runs" });
  await runs.waitFor();
  await expect.poll(() => runs.textContent()).toContain("adam");
  await bench.press("Open run 1");
  await expect.poll(() => bench.figure("epoch")).toContain("8");
});

test("many settings are tried and ranked, and each becomes a run", async () => {
  const { page } = bench;
  await bench.press("Try many settings…");
  await page.getByLabel("Hidden layers").fill("2; 4");
  await page.getByLabel("Learning rates").fill("0.1");
  await bench.fill("Epochs each", "3");
  await bench.fill("Seeds each", "2");
  await bench.press("Train them");
  await page.getByText("4 of 4 done").or(page.getByText("4 trainings")).first().waitFor();
  const found = page.getByRole("table", { name: "What was found" });
  await expect.poll(() => found.textContent()).toMatch(/2 \/ 2.*2 \/ 2/s);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
});

test("a project is saved under its name", async () => {
  const path = join(folder, "work.chainrule");
  await answerSaveDialog(host, path);
  await chooseMenuItem(host, "save-project");
  await expect
    .poll(async () => (await stat(path).catch(() => null))?.size ?? 0)
    .toBeGreaterThan(1000);
  expect(bench.complaints).toEqual([]);
});
