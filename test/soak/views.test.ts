import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { Bench } from "../e2e/bench.ts";
import { type Host, launch } from "../host/launch.ts";

/** How long; `npm run soak` takes half an hour, less by the variable. */
const MINUTES = Number(process.env.MINUTES ?? 30);
const VIEWS = ["Bench", "Evaluate", "Inspect", "Learn", "Gradient Lab"];
/** By then every view was opened, and what is made once is made. */
const WARM_UP = Math.min(3, MINUTES / 4);

let host: Host | undefined;

afterEach(async () => {
  await host?.close();
});

interface Look {
  readonly minute: number;
  /** The page's own after a collection of garbage, in MB. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Resident memory of the process that page and worker are in, in MB. */
  readonly resident: number;
}

/** Looks at the memory of the page and of its process. */
async function observer(page: Page): Promise<(minute: number) => Promise<Look>> {
  const session = await page.context().newCDPSession(page);
  const browser = await page.context().browser()?.newBrowserCDPSession();
  await session.send("HeapProfiler.enable");
  return async (minute) => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
    let resident = 0;
    const { processInfo = [] } = (await browser?.send("SystemInfo.getProcessInfo")) ?? {};
    for (const { type, id } of processInfo) {
      if (type !== "renderer") continue;
      const status = await readFile(`/proc/${id}/status`, "utf8");
      resident += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    }
    return {
      minute,
      heap: usedSize / 1e6,
      nodes,
      listeners: jsEventListeners,
      resident,
    };
  };
}

/** Counts the frames of the page from now on. */
function watchFrames(): void {
  const seen = { frames: 0, since: performance.now(), longest: 0, slow: 0 };
  let last = seen.since;
  const next = (now: number) => {
    const took = now - last;
    last = now;
    seen.frames += 1;
    seen.longest = Math.max(seen.longest, took);
    if (took > 50) seen.slow += 1;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  Object.assign(globalThis, { seenFrames: seen });
}

test(`${MINUTES} minutes of training while every view is opened and closed in turn`, async () => {
  host = await launch();
  const bench = await Bench.open(host);
  const { page } = bench;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "No, thanks" }).click();
  await bench.fill("Epochs", "1000000000");
  await bench.press("Train");
  const look = await observer(page);
  await page.evaluate(watchFrames);

  const start = Date.now();
  const minutes = () => (Date.now() - start) / 60_000;
  const looks: Look[] = [];
  const open = async (view: string) => {
    await page
      .getByRole("navigation", { name: "Views" })
      .getByRole("button", { name: view, exact: true })
      .click();
    await page.getByRole("main", { name: view === "Gradient Lab" ? /Lab/ : view }).waitFor();
    await page.waitForTimeout(2500);
  };
  for (let turn = 0; minutes() < MINUTES; turn++) {
    const view = VIEWS[turn % VIEWS.length] as string;
    await open(view);
    // Always with the same view open, so that one look can be compared with another.
    if (view === "Bench" && minutes() >= WARM_UP + looks.length * (MINUTES / 15)) {
      looks.push(await look(minutes()));
      console.log(JSON.stringify(looks.at(-1)));
    }
  }
  const frames = await page.evaluate(() => {
    const { seenFrames } = globalThis as unknown as {
      seenFrames: { frames: number; since: number; longest: number; slow: number };
    };
    const seconds = (performance.now() - seenFrames.since) / 1000;
    return { ...seenFrames, rate: seenFrames.frames / seconds };
  });
  await open("Bench");
  const steps = await bench.figure("step");
  console.log(JSON.stringify({ frames, steps }));

  const [first, last] = [looks[0], looks.at(-1)];
  if (!first || !last) throw new Error("no look was taken");
  expect(bench.complaints).toEqual([]);
  expect(last.heap).toBeLessThan(first.heap * 1.1 + 2);
  expect(last.nodes).toBeLessThan(first.nodes * 1.1 + 200);
  expect(last.listeners).toBeLessThan(first.listeners * 1.1 + 50);
  expect(last.resident).toBeLessThan(first.resident * 1.1 + 20);
  expect(frames.rate).toBeGreaterThan(55);
});
