import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { Bench } from "../e2e/bench.ts";
import { type Host, launch } from "../host/launch.ts";

/** Units of both hidden layers: with 400 inputs 1.5 million parameters, 18 MB with Adam's state. */
const UNITS = "1024";
const KILLS = Number(process.env.KILLS ?? 10);
/** No more of a training than this may be lost. */
const MOST_LOST_MS = 5000;
/** Trained before the first kill; each further one comes later in the time between two keepings. */
const TRAINED_MS = 9000;
const LATER_MS = 300;

let host: Host | undefined;
let userData: string | undefined;

afterEach(async () => {
  await host?.close();
  if (userData) await rm(userData, { recursive: true, force: true, maxRetries: 5 });
});

const stepOf = async (bench: Bench) => Number((await bench.figure("step")).replaceAll(/\D/g, ""));

test("a kill takes at most 5 s of a training of 1.5 million parameters", async () => {
  userData = await mkdtemp(join(tmpdir(), "chainrule-large-"));
  host = await launch({ userData });
  let bench = await Bench.open(host);
  await bench.page.getByLabel("Sample data set").selectOption("letters");
  await bench.page.getByRole("heading", { name: "letters" }).waitFor();
  await bench.press("Layer");
  for (const layer of [1, 2]) await bench.fill(`Units of Hidden ${layer}`, UNITS);
  await bench.fill("Epochs", "1000000");
  for (let kill = 0; kill < KILLS; kill++) {
    await bench.press("Train");
    const seen: { at: number; step: number }[] = [];
    const until = Date.now() + TRAINED_MS + LATER_MS * kill;
    while (Date.now() < until) {
      seen.push({ at: Date.now(), step: await stepOf(bench) });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const killed = Date.now();
    await host.kill();
    await host.ended;
    host = await launch({ userData });
    bench = await Bench.open(host);
    await bench.press("Get it back");
    const due = seen.findLast(({ at }) => killed - at >= MOST_LOST_MS)?.step ?? 0;
    expect(due).toBeGreaterThan(seen[0]?.step ?? 0);
    await expect.poll(() => stepOf(bench), { timeout: 30_000 }).toBeGreaterThanOrEqual(due);
    const back = await stepOf(bench);
    const lost = killed - (seen.findLast(({ step }) => step <= back)?.at ?? killed);
    console.log(`step ${back} of ${seen.at(-1)?.step} came back: ${lost} ms lost`);
  }
});
