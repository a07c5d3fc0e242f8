import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerQuestion } from "../host/dialogs.ts";
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

test("a window whose page is killed loads again and gives the work back", async () => {
  const bench = await start();
  await bench.trainFor(30);
  const said = await bench.predictions();
  await bench.page.waitForTimeout(1500);
  await answerQuestion(bench.host, "Load again");
  expect(await bench.host.killProcesses("renderer")).toBeGreaterThan(0);
  await expect
    .poll(() => bench.host.windows().filter((page) => page !== bench.page).length)
    .toBe(1);
  const [page] = bench.host.windows().filter((one) => one !== bench.page);
  const again = await Bench.open(bench.host, page);
  await again.press("Get it back");
  await expect.poll(() => again.figure("epoch")).toBe("30");
  await expect.poll(() => again.predictions()).toBe(said);
  // What draws may die as well: it is started again, and nothing is to be seen of it.
  expect(await again.host.killProcesses("GPU")).toBe(1);
  await again.trainFor(31);
  expect(again.complaints).toEqual([]);
});

/** Lets the engine do nothing else, for so long or for ever. */
function hang(bench: Bench, milliseconds = Number.POSITIVE_INFINITY): void {
  const engine = bench.page.workers().find((worker) => !/thread/.test(worker.url()));
  void engine
    ?.evaluate((length) => {
      const end = performance.now() + length;
      while (performance.now() < end);
    }, milliseconds)
    .catch(() => {});
}

test("an engine that hangs is told of, and restarted with the last parameters", async () => {
  const bench = await start();
  await bench.trainFor(30);
  const said = await bench.predictions();
  await bench.page.waitForTimeout(1500);
  const words = bench.page.getByText("The engine does not answer.");

  // One that comes back is no longer told of.
  hang(bench, 15_000);
  await words.waitFor({ timeout: 14_000 });
  await words.waitFor({ state: "detached", timeout: 14_000 });
  expect(await bench.figure("epoch")).toBe("30");

  hang(bench);
  await words.waitFor({ timeout: 14_000 });
  await bench.press("Wait");
  await words.waitFor({ state: "detached" });
  // What is asked for meanwhile ends with the engine.
  await bench.fill("Epochs", "31");
  await bench.press("Train");
  await words.waitFor({ timeout: 45_000 });
  await bench.press("Restart the engine");
  await expect.poll(() => bench.figure("epoch"), { timeout: 30_000 }).toBe("30");
  await expect.poll(() => bench.predictions()).toBe(said);
  expect(await words.count()).toBe(0);
  await bench.trainFor(31);
  expect(bench.complaints).toEqual([]);
});

test("an engine that ends without a word is missed, and restarted with the work", async () => {
  const bench = await start();
  await bench.trainFor(30);
  const said = await bench.predictions();
  await bench.page.waitForTimeout(1500);
  const endEngine = async () => {
    const engine = bench.page.workers().find((worker) => !/thread/.test(worker.url()));
    await engine?.evaluate("self.close()");
    await bench.press("Restart the engine");
  };
  await endEngine();
  await expect.poll(() => bench.figure("epoch")).toBe("30");
  await expect.poll(() => bench.predictions()).toBe(said);

  // Work that is saved comes back from its file.
  await bench.trainFor(32);
  await bench.saveAs(join(userData, "moons.safetensors"));
  await bench.page.getByLabel("not saved yet").waitFor({ state: "detached" });
  const saved = await bench.predictions();
  await endEngine();
  await expect.poll(() => bench.figure("epoch")).toBe("32");
  await expect.poll(() => bench.predictions()).toBe(saved);
  expect(await bench.page.getByText("moons.safetensors").count()).toBeGreaterThan(0);
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
