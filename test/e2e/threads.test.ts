import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, launch } from "../host/launch.ts";
import { Bench, command } from "./bench.ts";

let folder: string;
let host: Host;
let bench: Bench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-threads-"));
  host = await launch();
  bench = await Bench.open(host);
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

test("the window's threads train to the bits of one thread of the command line", async () => {
  // Columns enough that a step is worth several threads.
  const columns = Array.from({ length: 600 }, (_, index) => index);
  const rows = Array.from({ length: 320 }, (_, row) =>
    [...columns.map((column) => (row * 37 + column * row * 11 + column) % 101), row % 3].join(),
  );
  const data = join(folder, "wide.csv");
  await writeFile(
    data,
    `${columns.map((index) => `x${index}`).join()},class\n${rows.join("\n")}\n`,
  );
  const options = ["--target", "class", "--task", "multiclass", "--epochs", "3"];
  await bench.openData(data);
  await bench.page.getByRole("heading", { name: /wide/ }).waitFor();
  await bench.trainFor(3);
  const processors = await bench.page.evaluate(() => navigator.hardwareConcurrency);
  const threads = bench.page.workers().filter((worker) => worker.url().includes("thread"));
  expect(threads.length > 0).toBe(processors > 1);
  const model = join(folder, "wide.safetensors");
  await bench.saveAs(model);
  await expect
    .poll(() => command("inspect", model).catch(() => null), { timeout: 10_000 })
    .not.toBeNull();
  const saved = await command("inspect", model);
  const trained = await command("train", data, ...options, "--threads", "1");
  expect(saved.parametersSha256).toBe(trained.parametersSha256);
  expect(bench.complaints).toEqual([]);
});
