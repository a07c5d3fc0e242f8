import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../src-main/setup.mjs";
import { type Host, launch } from "../host/launch.ts";
import { Bench, command } from "./bench.ts";

const FLOWERS = join(root, "test", "fixtures", "flowers.csv");
const PICTURES = join(root, "out", "screenshots");

let folder: string;
let model: string;
let host: Host;
let bench: Bench;
let predictions: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-job-"));
  model = join(folder, "flowers.safetensors");
  await mkdir(PICTURES, { recursive: true });
  host = await launch();
  bench = await Bench.open(host);
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

test("a table is opened, and its columns, rows and classes are shown", async () => {
  await bench.openData(FLOWERS);
  const { page } = bench;
  await page.getByRole("heading", { name: /flowers/ }).waitFor();
  await expect
    .poll(() => page.getByRole("region", { name: "Columns" }).textContent())
    .toContain("petal width");
  expect(await page.getByLabel("Predict", { exact: true }).inputValue()).toBe("species");
  await expect
    .poll(() => page.getByRole("list", { name: "Rows of each part" }).textContent())
    .toMatch(/120[\s\S]*30/);
  await bench.ready();
});

test("training moves the chart and the figures, and ends by itself at the last epoch", async () => {
  const chart = bench.page.locator("canvas").last();
  await bench.trainFor(5);
  const before = await chart.screenshot();
  const loss = Number(await bench.figure("training-loss"));
  await bench.trainFor(50);
  expect((await chart.screenshot()).equals(before)).toBe(false);
  expect(Number(await bench.figure("training-loss"))).toBeLessThan(loss);
  expect(Number(await bench.figure("validation-loss"))).toBeLessThan(0.2);
  await bench.page.screenshot({ path: join(PICTURES, "bench.png") });
});

test("the saved model is the one that the command line trains from the same seed", async () => {
  await bench.saveAs(model);
  await expect
    .poll(() => command("inspect", model).catch(() => null), { timeout: 10_000 })
    .not.toBeNull();
  predictions = await bench.predictions();
  const saved = await command("inspect", model);
  const trained = await command("train", FLOWERS, "--epochs", "50", "--seed", "0");
  expect(saved.parametersSha256).toBe(trained.parametersSha256);
  const evaluated = await command("evaluate", model, FLOWERS);
  expect(evaluated.accuracy).toBeGreaterThanOrEqual(0.93);
});

test("in a new start, the model and its data give the same predictions, and train on", async () => {
  await host.close();
  host = await launch();
  bench = await Bench.open(host);
  await bench.openModel(model);
  await bench.page
    .getByText(/expects/)
    .first()
    .waitFor();
  await bench.openData(FLOWERS);
  await expect.poll(() => bench.figure("epoch"), { timeout: 10_000 }).toBe("50");
  await expect.poll(() => bench.predictions(), { timeout: 10_000 }).toBe(predictions);
  await bench.press("One epoch");
  await expect.poll(() => bench.figure("epoch")).toBe("51");
  const resumed = join(folder, "resumed.safetensors");
  await bench.saveAs(resumed);
  await expect
    .poll(() => command("inspect", resumed).catch(() => null), { timeout: 10_000 })
    .not.toBeNull();
  const saved = await command("inspect", resumed);
  const trained = await command("train", FLOWERS, "--epochs", "51", "--seed", "0");
  expect(saved.parametersSha256).toBe(trained.parametersSha256);
});

test("pause, one step, one epoch and rewind do what they say", async () => {
  await bench.press("Rewind");
  await expect.poll(() => bench.figure("step")).toBe("0");
  await bench.press("One step");
  await expect.poll(() => bench.figure("step")).toBe("1");
  await bench.press("One epoch");
  await expect.poll(() => bench.figure("epoch")).toBe("1");
  await bench.fill("Epochs", "");
  await bench.press("Train");
  await bench.page.waitForTimeout(300);
  await bench.press("Pause");
  await bench.page.getByRole("button", { name: "Train", exact: true }).waitFor();
  const step = await bench.figure("step");
  await bench.page.waitForTimeout(200);
  expect(await bench.figure("step")).toBe(step);
});

test("a broken file is refused in words, and what is open stays open", async () => {
  const broken = join(folder, "broken.csv");
  const rows = Array.from({ length: 20 }, (_, row) => `${row},${row % 3},${row % 2}`);
  await writeFile(broken, `a,b,c\n${rows.join("\n")}\n1,2\n`);
  await bench.openData(broken);
  const alert = bench.page.getByRole("alert");
  await alert.waitFor();
  expect(await alert.textContent()).toMatch(/broken\.csv.*22[\s\S]*2 fields, 3 expected/);
  await bench.press("Dismiss");
  expect(await bench.page.getByRole("region", { name: "Columns" }).textContent()).toContain(
    "petal",
  );
});

test("a reload during training leaves a window that works", async () => {
  await bench.press("Train");
  await bench.page.waitForTimeout(200);
  await bench.page.reload();
  await bench.ready();
  await bench.press("One step");
  await expect.poll(() => bench.figure("step")).toBe("1");
});

test("the console stays silent", () => {
  expect(bench.complaints).toEqual([]);
});
