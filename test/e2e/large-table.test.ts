import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, launch } from "../host/launch.ts";
import { Bench } from "./bench.ts";

const MEGABYTE = 2 ** 20;
const SIZE = 200 * MEGABYTE;

let folder: string;
let path: string;
let rows = 0;
let host: Host;
let bench: Bench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-large-"));
  path = join(folder, "large.csv");
  const file = await open(path, "w");
  rows = await writeTable(file);
  await file.close();
  host = await launch();
  bench = await Bench.open(host);
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

/** 200 MB of eight columns of numbers; returns how many rows. */
async function writeTable(file: FileHandle): Promise<number> {
  const lines = Array.from({ length: 10_000 }, (_, row) => {
    const cells = Array.from(
      { length: 7 },
      (_, column) => ((row * 7919 + column * 104729) % 99991) / 1000,
    );
    return [...cells, (row % 1000) / 8].join(",");
  });
  const block = `${lines.join("\n")}\n`;
  await file.write("a,b,c,d,e,f,g,target\n");
  let count = 0;
  for (let size = 0; size < SIZE; size += block.length) {
    await file.write(block);
    count += lines.length;
  }
  return count;
}

/** Longest time between two frames, in ms, until the returned function is called. */
async function watchFrames(): Promise<() => Promise<number>> {
  await bench.page.evaluate(() => {
    const watch = { worst: 0, last: performance.now(), on: true };
    Object.assign(globalThis, { frameWatch: watch });
    const look = (now: number) => {
      watch.worst = Math.max(watch.worst, now - watch.last);
      watch.last = now;
      if (watch.on) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () =>
    bench.page.evaluate(() => {
      const { frameWatch } = globalThis as unknown as {
        frameWatch: { worst: number; on: boolean };
      };
      frameWatch.on = false;
      return frameWatch.worst;
    });
}

test("cancelling leaves what was open", async () => {
  await bench.openData(path);
  await bench.page.getByRole("progressbar", { name: /large\.csv/ }).waitFor();
  await bench.press("Cancel");
  await bench.page.getByRole("progressbar").waitFor({ state: "detached" });
  await bench.page.getByRole("heading", { name: /moons/ }).waitFor();
  expect(await bench.page.getByRole("alert").count()).toBe(0);
});

test("200 MB open without a frozen window, and pass through main without staying there", async () => {
  const memory = () => host.evaluate(() => process.memoryUsage().rss / 2 ** 20);
  const before = await memory();
  const stop = await watchFrames();
  await bench.openData(path);
  await bench.page
    .getByText(`${rows.toLocaleString("en").replaceAll(",", "\u202f")} rows`)
    .first()
    .waitFor({ timeout: 90_000 });
  await bench.ready();
  const worst = await stop();
  const grown = (await memory()) - before;
  process.stdout.write(
    `longest frame ${worst.toFixed(0)} ms, main grew by ${grown.toFixed(0)} MB\n`,
  );
  // A frame is below 50 ms where nothing else is at work on the computer.
  expect(worst).toBeLessThan(250);
  expect(grown).toBeLessThan(100);
});

test("the window stays quick while such a table trains", async () => {
  const stop = await watchFrames();
  await bench.press("Train");
  await bench.page.waitForTimeout(2000);
  await bench.press("Pause");
  await bench.page.getByRole("button", { name: "Train", exact: true }).waitFor();
  expect(await stop()).toBeLessThan(100);
  expect(bench.complaints).toEqual([]);
});

test("preparing can be ended: split, data set and model are as before", async () => {
  await bench.page.getByText("Split and scaling", { exact: true }).click();
  const parts = () => bench.page.getByRole("list", { name: "Rows of each part" }).textContent();
  const before = [await parts(), await bench.figure("step")];
  await bench.page.getByLabel("Number scaling").selectOption("robust");
  const bar = bench.page.getByRole("progressbar", { name: /coding the columns of large\.csv/ });
  await bar.waitFor();
  await bench.press("Cancel");
  await bar.waitFor({ state: "detached" });
  await bench.ready();
  expect([await parts(), await bench.figure("step")]).toEqual(before);
  expect(await bench.page.getByLabel("Number scaling").inputValue()).not.toBe("robust");
  expect(await bench.page.getByRole("alert").count()).toBe(0);
});
