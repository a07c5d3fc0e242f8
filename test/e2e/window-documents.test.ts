import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readModel } from "../../src-worker/formats/model.ts";
import {
  answerOpenDialog,
  answerQuestion,
  answerSaveDialog,
  shownDialogs,
} from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";
import { chooseMenuItem } from "../host/menu.ts";
import { Bench } from "./bench.ts";

let folder: string;
let path: string;
const hosts: Host[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-documents-"));
  path = join(folder, "moons.safetensors");
});

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function start(args: readonly string[] = []): Promise<Host> {
  const host = await launch({ args });
  hosts.push(host);
  return host;
}

async function secondWindow(first: Bench): Promise<Bench> {
  await chooseMenuItem(first.host, "new-window");
  await expect.poll(() => first.host.windows().length).toBe(2);
  const page = first.host.windows().find((one) => one !== first.page);
  return Bench.open(first.host, page);
}

const questions = async (host: Host) =>
  (await shownDialogs(host))
    .filter(({ box }) => box === "showMessageBox")
    .map(({ options }) => options.message);

async function saved(bench: Bench): Promise<void> {
  await bench.page.getByLabel("not saved yet").waitFor({ state: "detached" });
}

/** The epochs that the model in the file has been trained. */
async function epochsIn(file: string): Promise<number | undefined> {
  return readModel(new Uint8Array(await readFile(file)), file).state?.epoch;
}

test("two windows do not write over each other's file unseen", async () => {
  const first = await Bench.open(await start());
  await first.trainFor(2);
  await first.saveAs(path);
  await saved(first);
  await first.trainFor(3);

  const second = await secondWindow(first);
  await second.trainFor(5);
  await answerQuestion(first.host, "Cancel");
  await second.saveAs(path);
  await expect
    .poll(() => questions(first.host))
    .toEqual(["moons.safetensors is open in another window, with changes that are not saved."]);
  expect(await epochsIn(path)).toBe(2);
  await answerQuestion(first.host, "Overwrite");
  await second.saveAs(path);
  await saved(second);
  expect(await epochsIn(path)).toBe(5);

  // The first window still has its own work, and the file is not its any more.
  const copy = join(folder, "copy.safetensors");
  await answerQuestion(first.host, "Save as…");
  await answerSaveDialog(first.host, copy);
  await first.press("Save");
  await saved(first);
  expect((await questions(first.host)).at(-1)).toBe(
    "moons.safetensors was saved in another window.",
  );
  expect([await epochsIn(path), await epochsIn(copy)]).toEqual([5, 3]);
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test("a file that is open in one window is not opened in another: that one comes to the front", async () => {
  const first = await Bench.open(await start());
  await first.trainFor(1);
  await first.saveAs(path);
  await saved(first);
  const second = await secondWindow(first);
  const focused = () =>
    first.host.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle());
  expect(await focused()).not.toContain("moons.safetensors");
  await answerOpenDialog(first.host, path);
  await second.press("Open model…");
  await expect.poll(focused).toContain("moons.safetensors");
  const titles = await first.host.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  );
  expect(titles.filter((title) => title.includes("moons.safetensors")).length).toBe(1);
  expect(await second.page.getByRole("alert").count()).toBe(0);
});

test("two programs with folders of their own meet at the file", async () => {
  const [one, two] = await Promise.all([start(), start()]);
  const first = await Bench.open(one);
  await first.trainFor(2);
  await first.saveAs(path);
  await saved(first);

  const second = await Bench.open(two);
  await second.trainFor(4);
  await second.saveAs(path);
  await saved(second);
  expect(await questions(two)).toEqual([]);

  await first.trainFor(3);
  await answerQuestion(one, "Cancel");
  await first.press("Save");
  await expect
    .poll(() => questions(one))
    .toEqual(["moons.safetensors was changed by another program."]);
  expect(await epochsIn(path)).toBe(4);
  // Nothing is lost, and the next answer counts.
  expect(await first.figure("epoch")).toBe("3");
  await answerQuestion(one, "Overwrite");
  await first.press("Save");
  await saved(first);
  expect([await epochsIn(path), await epochsIn(`${path}.bak`)]).toEqual([3, 4]);

  await rm(path);
  await first.trainFor(5);
  await answerQuestion(one, "Save there again");
  await first.press("Save");
  await saved(first);
  expect((await questions(one)).at(-1)).toBe("moons.safetensors is not there any more.");
  expect(await epochsIn(path)).toBe(5);
}, 240_000);

test("a second start hands its project to the first, which opens it", async () => {
  const project = join(folder, "circles.chainrule");
  const host = await start();
  const bench = await Bench.open(host);
  await bench.trainFor(2);
  await answerSaveDialog(host, project);
  await chooseMenuItem(host, "save-project");
  await saved(bench);
  await bench.openData(await table());
  await expect.poll(() => bench.figure("epoch")).not.toBe("2");

  expect(await host.startAgain([project])).toBe(0);
  await expect.poll(() => bench.figure("epoch")).toBe("2");
  const title = () =>
    host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  await expect.poll(title).toBe("circles.chainrule – Chainrule");
  expect(host.windows().length).toBe(1);

  const other = await start([project]);
  const given = (await other.firstWindow()).getByTestId("epoch");
  await expect.poll(() => given.textContent()).toBe("2");
  expect(bench.complaints).toEqual([]);
});

async function table(): Promise<string> {
  const file = join(folder, "table.csv");
  const rows = Array.from({ length: 40 }, (_, row) => `${row % 7},${row % 2}`);
  await writeFile(file, `a,b\n${rows.join("\n")}\n`);
  return file;
}
