import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bridge } from "../../src-main/ipc.ts";
import { answerOpenDialog, answerSaveDialog } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";

type WithBridge = typeof globalThis & { chainrule: Bridge };

let folder: string;
let host: Host;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-window-"));
  host = await launch();
  page = await host.firstWindow();
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

test("a file is reached by its token, until it is given back", async () => {
  const path = join(folder, "table.csv");
  await writeFile(path, "a,b\n1,2\n");
  await answerOpenDialog(host, path);
  const read = await page.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    const file = await chainrule.openFile("data");
    if (file === null || "failure" in file) return file;
    const open = await fetch(`/file/${file.token}`);
    const text = await open.text();
    await chainrule.releaseFile(file.token);
    const after = await fetch(`/file/${file.token}`);
    const guessed = await fetch(`/file/${"A".repeat(32)}`);
    const length = open.headers.get("content-length");
    return {
      ...file,
      token: "",
      text,
      length,
      statuses: [open, after, guessed].map((r) => r.status),
    };
  });
  expect(read).toEqual({
    token: "",
    name: "table.csv",
    size: 8,
    kind: "data",
    text: "a,b\n1,2\n",
    length: "8",
    statuses: [200, 404, 404],
  });
  const recent = await page.evaluate(() => (globalThis as WithBridge).chainrule.recentFiles());
  expect(recent.map(({ name, kind }) => ({ name, kind }))).toEqual([
    { name: "table.csv", kind: "data" },
  ]);
  expect(JSON.stringify(recent)).not.toContain(path);
});

test("a dropped file is opened, a made-up one and a folder are refused in words", async () => {
  const path = join(folder, "dropped.csv");
  await writeFile(path, "a\n1\n");
  const dropped = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener("dragover", (event) => event.preventDefault());
        const take = async (event: DragEvent) => {
          event.preventDefault();
          event.stopPropagation();
          const file = event.dataTransfer?.files[0];
          if (!file) return resolve("no file");
          resolve(await (globalThis as WithBridge).chainrule.openDropped(file));
        };
        document.addEventListener("drop", take, { once: true, capture: true });
      }),
  );
  await host.drop(page, [path]);
  expect(await dropped).toMatchObject({ name: "dropped.csv", size: 4, kind: "data" });

  const invented = await page.evaluate(() =>
    (globalThis as WithBridge).chainrule.openDropped(new File(["x"], "passwd")),
  );
  expect(invented).toMatchObject({ failure: { what: expect.stringContaining("no file") } });

  await answerOpenDialog(host, folder);
  const refused = await page.evaluate(() => (globalThis as WithBridge).chainrule.openFile("data"));
  expect(refused).toMatchObject({ failure: { what: expect.stringContaining("no subfolders") } });
});

test("a save goes where the dialog says, later ones to the same file with a backup", async () => {
  const path = join(folder, "model.safetensors");
  await answerSaveDialog(host, path);
  const saves = await page.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    const name = "model.safetensors";
    const first = await chainrule.saveFile({ bytes: new Uint8Array([1, 2]), name, token: null });
    if (first === null || "failure" in first) return [first];
    const { token } = first;
    return [first, await chainrule.saveFile({ bytes: new Uint8Array([3]), name, token })];
  });
  expect(saves).toMatchObject([
    { name: "model.safetensors", size: 2, kind: "model" },
    { name: "model.safetensors", size: 1, kind: "model" },
  ]);
  expect([...(await readFile(path))]).toEqual([3]);
  expect([...(await readFile(`${path}.bak`))]).toEqual([1, 2]);

  await answerSaveDialog(host, join(folder, "absent", "x.safetensors"));
  const failed = await page.evaluate(() =>
    (globalThis as WithBridge).chainrule.saveFile({
      bytes: new Uint8Array(1),
      name: "x.safetensors",
      token: null,
    }),
  );
  expect(failed).toMatchObject({ failure: { what: expect.stringContaining("is not there") } });
});

test("data are written again only where the user says", async () => {
  const path = join(folder, "precious.csv");
  const copy = join(folder, "copy.csv");
  await writeFile(path, "a\n1\n");
  await answerOpenDialog(host, path);
  await answerSaveDialog(host, copy);
  const saved = await page.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    const file = await chainrule.openFile("data");
    if (file === null || "failure" in file) return file;
    const { name, token } = file;
    return await chainrule.saveFile({ bytes: new Uint8Array([120]), name, token });
  });
  expect(saved).toMatchObject({ name: "copy.csv", size: 1 });
  expect(await readFile(path, "utf8")).toBe("a\n1\n");
});
