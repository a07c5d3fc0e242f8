import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { readModel } from "../../src-worker/formats/model.ts";
import { Random } from "../../src-worker/kernels/random.ts";
import { Bench } from "../e2e/bench.ts";
import { answerQuestion } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";

/** How often something is killed; `npm run soak` for all, fewer by the variable. */
const KILLS = Number(process.env.KILLS ?? 200);
const SEED = Number(process.env.SEED ?? 1);
/** No more of a training than this may be lost. */
const MOST_LOST_MS = 5000;
const EPOCHS = "1000000";
const MOST_LAYERS = 4;
const PATIENCE = { timeout: 20_000 };

/** What edits have made of the network and its training: compared as text. */
type Design = string;

const folders: string[] = [];
let host: Host | undefined;

afterEach(async () => {
  await host?.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "chainrule-kill-"));
  folders.push(path);
  return path;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As it is shown: "5123 of 1 000 000". */
async function epochOf({ page }: Bench): Promise<number> {
  const [epoch = ""] = ((await page.getByTestId("epoch").textContent()) ?? "").split(" of ");
  return Number(epoch.replaceAll(/[^0-9]/g, ""));
}

const field = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).first().inputValue();

const design = (hidden: number, rate: string, epochs: string): Design =>
  `${hidden} hidden layers, learning rate ${Number(rate)}, ${epochs} epochs`;

async function shownDesign({ page }: Bench): Promise<Design> {
  const hidden = await page.locator("[data-remove-layer]").count();
  return design(hidden, await field(page, "Learning rate"), await field(page, "Epochs"));
}

/** Reads a saved file: it throws unless it is whole. */
async function savedDesign(path: string): Promise<Design> {
  const { network, training } = readModel(new Uint8Array(await readFile(path)), path);
  return design(
    network.layers.length - 1,
    String(training?.learningRate),
    // No bound is an empty field.
    String(training?.epochs ?? ""),
  );
}

/** The scripted session of one user, and what must not be lost of it. */
class Session {
  bench: Bench;
  /** The designs since the work was last as on the disk, the oldest first; never empty. */
  designs: Design[] = [];
  /** What the file may hold: the last save that ended, and later ones that a kill may have met. */
  saved: Design[] = [];
  /** What was done since the last kill, for whoever reads the log of a run that failed. */
  did: string[] = [];
  saves = 0;
  recovered = 0;
  checked = 0;
  readonly path: string;
  private readonly random = new Random(SEED, "kill");
  /** Epochs of the present training, seen at these times. */
  private seen: { readonly at: number; readonly epoch: number }[] = [];
  /** Whether the last save was not waited for. */
  private uncertain = false;

  constructor(bench: Bench, path: string) {
    this.bench = bench;
    this.path = path;
  }

  below(most: number): number {
    return Math.floor(this.random.uniform() * most);
  }

  /** What is open is where the edits begin. */
  async begin(): Promise<void> {
    this.designs = [await shownDesign(this.bench)];
    this.seen = [];
    this.uncertain = false;
  }

  async act(): Promise<void> {
    const what = this.below(20);
    if (what < 6) await this.changeRate();
    else if (what < 9) await this.changeLayers();
    else if (what < 12) await this.save();
    else await this.train(what < 14 ? MOST_LOST_MS + this.below(3000) : this.below(1500));
    await pause(this.below(400));
  }

  /** The work as it came back, if there was any, is what was there but for one edit and 5 s. */
  async check(killedAt: number, cameBack: boolean): Promise<void> {
    if (this.saves > 0) expect(this.saved).toContain(await savedDesign(this.path));
    const due = this.seen.findLast(({ at }) => killedAt - at >= MOST_LOST_MS)?.epoch ?? 0;
    const allowed = this.designs.slice(-2);
    const certain = this.designs.length > 2 || due > 0;
    if (certain && !this.uncertain) expect(cameBack, "the work is offered").toBe(true);
    if (!cameBack) return;
    this.recovered += 1;
    await expect
      .poll(() => shownDesign(this.bench), { ...PATIENCE, message: `one of ${allowed.join("; ")}` })
      .toSatisfy((it: Design) => allowed.includes(it));
    if (due === 0) return;
    this.checked += 1;
    await expect.poll(() => epochOf(this.bench), PATIENCE).toBeGreaterThanOrEqual(due);
  }

  private async edited(): Promise<void> {
    const it = await shownDesign(this.bench);
    this.designs.push(it);
    this.did.push(`edited: ${it}`);
  }

  private async changeRate(): Promise<void> {
    await this.bench.fill("Learning rate", String((1 + this.below(9000)) / 1e6));
    await this.edited();
  }

  private async changeLayers(): Promise<void> {
    const remove = this.bench.page.locator("[data-remove-layer]");
    if ((await remove.count()) >= MOST_LAYERS) await remove.last().click();
    else await this.bench.press("Layer");
    // Another network begins anew.
    this.seen = [];
    await this.edited();
  }

  private async save(): Promise<void> {
    const it = await shownDesign(this.bench);
    this.saved.push(it);
    this.saves += 1;
    await this.bench.saveAs(this.path);
    this.uncertain = this.below(3) === 0;
    this.did.push(this.uncertain ? "began to save" : "saved");
    if (this.uncertain) return;
    const edited = () =>
      this.bench.host.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.isDocumentEdited(),
      );
    await expect.poll(edited, PATIENCE).toBe(false);
    this.saved = [it];
    await this.begin();
  }

  private async train(ms: number): Promise<void> {
    if ((await field(this.bench.page, "Epochs")) !== EPOCHS) {
      await this.bench.fill("Epochs", EPOCHS);
      await this.edited();
    }
    const train = this.bench.page.getByRole("button", { name: "Train", exact: true });
    if ((await train.count()) > 0) await train.click();
    this.did.push(`trained ${ms} ms`);
    const until = Date.now() + ms;
    while (Date.now() < until) {
      this.seen.push({ at: Date.now(), epoch: await epochOf(this.bench) });
      await pause(200);
    }
  }
}

/** Takes what is offered. @returns whether anything was */
async function getBack({ page }: Bench): Promise<boolean> {
  const back = page.getByRole("button", { name: "Get it back", exact: true });
  if ((await back.count()) === 0) return false;
  await back.first().click();
  await back.waitFor({ state: "detached" });
  return true;
}

async function killMain(session: Session, userData: string): Promise<boolean> {
  await host?.kill();
  await host?.ended;
  host = await launch({ userData });
  session.bench = await Bench.open(host);
  return getBack(session.bench);
}

async function killRenderer(session: Session): Promise<boolean> {
  const { host } = session.bench;
  const crashed = session.bench.page;
  await answerQuestion(host, "Load again");
  expect(await host.killProcesses("renderer")).toBeGreaterThan(0);
  const message = "the window loads again";
  await expect
    .poll(() => host.windows().some((page) => page !== crashed), { ...PATIENCE, message })
    .toBe(true);
  const page = host.windows().find((one) => one !== crashed);
  session.bench = await Bench.open(host, page);
  return getBack(session.bench);
}

async function killWorker({ bench }: Session): Promise<boolean> {
  const engine = bench.page.workers().find((worker) => /\/browser-(?!thread)/.test(worker.url()));
  if (!engine) throw new Error("the page has no engine");
  await engine.evaluate("self.close()");
  await bench.press("Restart the engine");
  await bench.ready();
  return true;
}

test(`killed ${KILLS} times at any moment, saved files are whole and the work comes back`, async () => {
  const userData = await folder();
  const path = join(await folder(), "model.safetensors");
  host = await launch({ userData });
  const session = new Session(await Bench.open(host), path);
  await session.begin();
  const counts = { main: 0, renderer: 0, worker: 0, GPU: 0 };
  for (let kill = 0; kill < KILLS; kill++) {
    for (let action = 0; action < 1 + session.below(3); action++) await session.act();
    // What draws is started again by the browser: nothing is to be seen of it.
    if (session.below(12) === 0) counts.GPU += await host.killProcesses("GPU");
    await pause(session.below(300));
    const what = session.below(20);
    process.stdout.write(`${kill + 1}: ${session.did.splice(0).join(", ")}\n`);
    const at = Date.now();
    if (what < 9) {
      counts.main += 1;
      await session.check(at, await killMain(session, userData));
    } else if (what < 15) {
      counts.renderer += 1;
      await session.check(at, await killRenderer(session));
    } else {
      counts.worker += 1;
      await session.check(at, await killWorker(session));
    }
    await session.begin();
    process.stdout.write(`came back: ${JSON.stringify(counts)}\n`);
  }
  const { saves, recovered, checked } = session;
  console.log(`killed: ${JSON.stringify(counts)}; ${saves} saves, work back ${recovered} times,`);
  console.log(`${checked} times after more than ${MOST_LOST_MS / 1000} s of training`);
  expect(recovered).toBeGreaterThan(KILLS / 4);
  expect(checked).toBeGreaterThan(KILLS / 40);
});
