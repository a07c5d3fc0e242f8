import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, launch } from "../host/launch.ts";
import { Bench } from "./bench.ts";

let host: Host;
let bench: Bench;

beforeAll(async () => {
  host = await launch();
  bench = await Bench.open(host);
});

afterAll(() => host?.close());

test("a view that was left leaves nothing of itself in memory", async () => {
  const { page } = bench;
  const session = await page.context().newCDPSession(page);
  const show = async (name: string) => {
    const views = page.getByRole("navigation", { name: "Views" });
    await views.getByRole("button", { name }).click();
    await page.waitForTimeout(1000);
  };
  const counted = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return await session.send("Memory.getDOMCounters");
  };
  await page.getByRole("button", { name: "No, thanks" }).click();
  await bench.trainFor(3);
  const before = await counted();
  await show("Learn");
  // The lesson alone has twice what the Bench has.
  expect((await counted()).nodes).toBeGreaterThan(2 * before.nodes);
  for (const view of ["Evaluate", "Inspect", "Gradient Lab", "Bench"]) await show(view);
  const after = await counted();
  // What is new are the templates of the views' components.
  expect(after.nodes - before.nodes).toBeLessThan(2500);
  expect(after.jsEventListeners - before.jsEventListeners).toBeLessThan(12);
});
