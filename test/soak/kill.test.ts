import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readModel } from "../../src-worker/formats/model.ts";
import { Random } from "../../src-worker/kernels/random.ts";
import { Bench } from "../e2e/bench.ts";
import { answerSaveDialog } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";

/** How often the program is killed; `npm run soak` for all, fewer by the variable. */
const KILLS = Number(process.env.KILLS ?? 200);
/** No more of a training than this may be lost. */
const MOST_LOST_MS = 5000;

const folders: string[] = [];
let host: Host | undefined;

afterEach(async () => {
  await host?.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** As it is shown: "5,123 of 1,000,000". */
async function epochOf(bench: Bench): Promise<number> {
  const [epoch = ""] = (await bench.figure("epoch")).split(" of ");
  return Number(epoch.replaceAll(/[^0-9]/g, ""));
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "chainrule-kill-"));
  folders.push(path);
  return path;
}

test(`killed ${KILLS} times at any moment, saved files are whole and the work comes back`, async () => {
  const userData = await folder();
  const path = join(await folder(), "model.safetensors");
  const random = new Random(Number(process.env.SEED ?? 1), "kill");
  const below = (most: number) => Math.floor(random.uniform() * most);
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  let saves = 0;
  let recovered = 0;
  /** What the last life must have left behind: epochs of the same training. */
  let due: number | null = null;

  for (let kill = 0; kill < KILLS; kill++) {
    host = await launch({ userData });
    const bench = await Bench.open(host);
    const back = bench.page.getByRole("button", { name: "Get it back", exact: true });
    if (due !== null) await back.waitFor({ timeout: 15_000 });
    if ((await back.count()) > 0) {
      await back.click();
      await bench.ready();
      await back.waitFor({ state: "detached" });
      recovered += 1;
      if (due !== null) {
        const least = due;
        await expect.poll(() => epochOf(bench)).toBeGreaterThanOrEqual(least);
      }
    }
    due = null;
    if (saves > 0) readModel(new Uint8Array(await readFile(path)), "model.safetensors");

    const seen: { at: number; epoch: number }[] = [];
    await bench.fill("Epochs", "1000000");
    for (let action = 0; action < 1 + below(3); action++) {
      const what = below(4);
      if (what === 0) {
        await bench.press("Layer");
        seen.length = 0;
      } else if (what === 1) {
        await answerSaveDialog(host, path);
        await bench.press("Save as…");
        saves += 1;
        seen.length = 0;
      } else {
        const train = bench.page.getByRole("button", { name: "Train", exact: true });
        if ((await train.count()) > 0) await train.click();
        const until = Date.now() + below(9000);
        while (Date.now() < until) {
          seen.push({ at: Date.now(), epoch: await epochOf(bench) });
          await pause(200);
        }
      }
      await pause(below(400));
    }
    const now = Date.now();
    await host.kill();
    await host.ended;
    host = undefined;
    const old = seen.findLast(({ at, epoch }) => now - at >= MOST_LOST_MS && epoch > 0);
    due = old?.epoch ?? null;
  }
  console.log(`killed ${KILLS} times: ${saves} saves, ${recovered} recoveries`);
  expect(recovered).toBeGreaterThan(KILLS / 4);
});
