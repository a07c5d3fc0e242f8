import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bridge } from "../../src-main/ipc.ts";
import {
  answerOpenDialog,
  answerQuestion,
  answerSaveDialog,
  shownDialogs,
} from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";
import { chooseMenuItem } from "../host/menu.ts";
import { Bench } from "./bench.ts";

type WithBridge = typeof globalThis & { chainrule: Bridge };

let folder: string;
let host: Host;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-hostile-"));
  host = await launch();
  page = (await Bench.open(host)).page;
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Calls every function of the bridge with each list of arguments; what came of it, by name. */
function callAll(lists: string): Promise<Record<string, string[]>> {
  return page.evaluate(async (source) => {
    // Made here: what is hostile does not all survive the way from the test.
    const hostile: Record<string, () => unknown[][]> = {
      types: () => {
        const cyclic: Record<string, unknown> = {};
        cyclic.self = cyclic;
        const values: unknown[] = [
          undefined,
          null,
          -1,
          Number.NaN,
          "",
          "\0",
          [],
          {},
          cyclic,
          new Uint8Array(3),
          new Map([["a", 1]]),
          JSON.parse('{"__proto__":{"theme":"dark"},"constructor":1}'),
        ];
        return values.map((value) => [value, value, value, value]);
      },
      sizes: () => [
        ["x".repeat(1_000_000), "x".repeat(1_000_000), 1, 2, 3],
        [Array.from({ length: 20_000 }, (_, index) => index), 1, 2, 3, 4],
        [
          Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, index])),
          1,
          2,
        ],
      ],
      paths: () =>
        [
          "/etc/passwd",
          "../../../../etc/passwd",
          "file:///etc/passwd",
          "C:\\Windows\\win.ini",
          "\\\\server\\share\\x",
          "/proc/self/environ",
        ].flatMap((path) => [
          [path, path, path],
          [{ name: path, bytes: new Uint8Array(1), token: path, more: path }, path],
          [{ name: path, folder: true, files: [{ name: path, bytes: new Uint8Array(1) }], path }],
        ]),
    };
    const bridge = (globalThis as unknown as { chainrule: Record<string, unknown> }).chainrule;
    const outcomes: Record<string, string[]> = {};
    for (const [name, call] of Object.entries(bridge)) {
      if (typeof call !== "function" || name === "on") continue;
      outcomes[name] = [];
      for (const args of hostile[source]?.() ?? []) {
        try {
          const result: unknown = await call(...args);
          outcomes[name]?.push(`answered ${JSON.stringify(result)}`);
        } catch {
          outcomes[name]?.push("refused");
        }
      }
    }
    return outcomes;
  }, lists);
}

test.each(["types", "sizes", "paths"])(
  "no request of the page does anything by arguments of wrong %s",
  async (lists) => {
    const outcomes = await callAll(lists);
    expect(Object.keys(outcomes).length).toBeGreaterThan(12);
    for (const [name, results] of Object.entries(outcomes)) {
      expect(
        results.filter((result) => result !== "refused"),
        name,
      ).toEqual([]);
    }
    expect(await shownDialogs(host)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  },
);

test("tokens are of use in their window, as long as they last, and for what they were given", async () => {
  const data = join(folder, "table.csv");
  await writeFile(data, "a,b\n1,2\n3,4\n");
  await answerOpenDialog(host, data);
  const opened = (await page.evaluate(() =>
    (globalThis as WithBridge).chainrule.openFile("data"),
  )) as {
    token: string;
  };
  expect(opened.token.length).toBeGreaterThan(30);
  const read = (token: string) =>
    page.evaluate(async (it) => (await fetch(`/file/${it}`)).status, token);
  expect(await read(opened.token)).toBe(200);
  // Neither guessed, nor a path, nor with anything around it.
  for (const other of [
    opened.token.slice(0, -1),
    `${opened.token}x`,
    `${opened.token}/..`,
    encodeURIComponent(data),
    `../${opened.token}`,
  ]) {
    expect(await read(other)).toBe(404);
  }
  // A data file may be read by its token; to be written again, the user is asked for a place.
  await answerSaveDialog(host, null);
  const saved = await page.evaluate(
    ({ token }) =>
      (globalThis as WithBridge).chainrule.saveFile({
        bytes: new Uint8Array([1]),
        name: "table.csv",
        token,
      }),
    opened,
  );
  expect(saved).toBeNull();
  await page.evaluate(
    ({ token }) => (globalThis as WithBridge).chainrule.releaseFile(token),
    opened,
  );
  expect(await read(opened.token)).toBe(404);
});

test("a token is of no use in another window, and ends with its window's page", async () => {
  const path = join(folder, "model.safetensors");
  await answerSaveDialog(host, path);
  const token = await page.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    const name = "model.safetensors";
    const saved = await chainrule.saveFile({ bytes: new Uint8Array([1]), name, token: null });
    return saved !== null && "token" in saved ? saved.token : "";
  });
  await chooseMenuItem(host, "new-window");
  await expect.poll(() => host.windows().length).toBe(2);
  const other = host.windows().find((one) => one !== page) ?? page;
  await Bench.open(host, other);
  // Not taken for the other window's own file: it is asked for a place, and names none.
  await answerSaveDialog(host, null);
  const answers = await other.evaluate(async (token) => {
    const { chainrule } = globalThis as WithBridge;
    await chainrule.releaseFile(token);
    await chainrule.setTitle("mine", token);
    return await chainrule.saveFile({ bytes: new Uint8Array([2]), name: "x.safetensors", token });
  }, token);
  expect(answers).toBeNull();
  expect([...(await readFile(path))]).toEqual([1]);
  const status = () =>
    other.evaluate(async (token) => (await fetch(`/file/${token}`)).status, token);
  expect(await status()).toBe(200);
  await answerQuestion(host, "Load again");
  await host.evaluate(({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows();
    first?.webContents.emit("render-process-gone", {}, { reason: "oom" });
  });
  expect(await status()).toBe(404);
});
