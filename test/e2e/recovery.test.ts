import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Host, launch } from "../host/launch.ts";
import { Bench } from "./bench.ts";

let userData: string;
let host: Host | undefined;

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), "chainrule-recovery-"));
});

afterEach(async () => {
  await host?.close();
  await rm(userData, { recursive: true, force: true, maxRetries: 5 });
});

async function start(): Promise<Bench> {
  host = await launch({ userData });
  return Bench.open(host);
}

async function killed(): Promise<void> {
  await host?.kill();
  await host?.ended;
}

test("after the program is killed, the next start gives the trained model back", async () => {
  const bench = await start();
  await bench.trainFor(30);
  const before = { loss: await bench.figure("training-loss"), said: await bench.predictions() };
  // The trained model is kept within seconds, without a word.
  await bench.page.waitForTimeout(1500);
  await killed();

  const again = await start();
  await again.press("Get it back");
  await expect.poll(() => again.figure("epoch")).toBe("30");
  expect(await again.figure("training-loss")).toBe(before.loss);
  await expect.poll(() => again.predictions()).toBe(before.said);
  expect(again.complaints).toEqual([]);
  await again.trainFor(31);
});

test("work that was discarded or closed in order is not offered again", async () => {
  const bench = await start();
  await bench.trainFor(2);
  await bench.page.waitForTimeout(1500);
  await killed();
  const again = await start();
  await again.press("Discard");
  await again.page.getByText("was not saved").waitFor({ state: "detached" });
  await killed();
  const last = await start();
  expect(await last.page.getByText("was not saved").count()).toBe(0);
});
