import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
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

type WithBridge = typeof globalThis & { chainrule: Bridge };

let folder: string;
let host: Host;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-window-"));
  host = await launch();
  page = await host.firstWindow();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

test("the page starts without a complaint, isolated, and knows main only by its bridge", async () => {
  // Again from the start, now with somebody listening.
  await page.reload();
  await page.waitForTimeout(500);
  expect(complaints).toEqual([]);
  const seen = await page.evaluate(() => {
    const { chainrule, ...names } = globalThis as unknown as { chainrule: Bridge } & object;
    const node = ["require", "process", "module", "ipcRenderer", "electron", "Buffer", "global"];
    return {
      isolated: crossOriginIsolated,
      node: node.filter((name) => name in globalThis || name in names),
      bridge: Object.keys(chainrule).sort(),
      frozen: Object.isFrozen(chainrule),
    };
  });
  expect(seen).toEqual({
    isolated: true,
    node: [],
    bridge: [
      "changeSettings",
      "clearRecent",
      "on",
      "openDropped",
      "openFile",
      "openRecent",
      "recentFiles",
      "releaseFile",
      "saveFile",
      "setEdited",
      "setTitle",
      "settings",
    ],
    frozen: true,
  });
  await page.evaluate(() => Reflect.set(globalThis, "chainrule", null));
  expect(await page.evaluate(() => typeof (globalThis as WithBridge).chainrule)).toBe("object");
});

test("code made from text does not run, WebAssembly does", async () => {
  // From a timer: what the debugger itself evaluates is not bound by the policy.
  const outcome = await page.evaluate(
    () =>
      new Promise<Record<string, string>>((resolve) => {
        setTimeout(() => {
          const attempt = (body: () => void) => {
            try {
              body();
              return "ran";
            } catch (error) {
              return (error as Error).name;
            }
          };
          const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
          resolve({
            // biome-ignore lint/security/noGlobalEval: it is what has to fail
            eval: attempt(() => globalThis.eval("1")),
            function: attempt(() => new Function("return 1")()),
            wasm: attempt(() => new WebAssembly.Module(empty)),
          });
        }, 0);
      }),
  );
  expect(outcome).toEqual({ eval: "EvalError", function: "EvalError", wasm: "ran" });
  const inline = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "globalThis.inlineRan = true";
    document.head.append(script);
    script.remove();
    const button = document.createElement("button");
    button.setAttribute("onclick", "globalThis.inlineRan = true");
    button.click();
    return "inlineRan" in globalThis;
  });
  expect(inline).toBe(false);
});

test("nothing but the program's own address can be reached", async () => {
  const visits: string[] = [];
  const server = await listen(visits);
  const { port } = server.address() as AddressInfo;
  const foreign = `http://127.0.0.1:${port}/`;
  const reached = await page.evaluate(async (foreign) => {
    const image = new Image();
    const shown = new Promise((resolve) => {
      image.onload = () => resolve("loaded");
      image.onerror = () => resolve("failed");
    });
    image.src = `${foreign}image`;
    const fetched = await fetch(`${foreign}fetch`, { mode: "no-cors" }).then(
      () => "loaded",
      () => "failed",
    );
    navigator.sendBeacon(`${foreign}beacon`, "x");
    return [fetched, await shown];
  }, foreign);
  expect(reached).toEqual(["failed", "failed"]);

  const before = page.url();
  await page.evaluate((foreign) => setTimeout(() => location.assign(`${foreign}go`), 0), foreign);
  await page.evaluate((foreign) => setTimeout(() => window.open(`${foreign}open`), 0), foreign);
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  expect(await page.evaluate(() => typeof (globalThis as WithBridge).chainrule)).toBe("object");
  expect(host.windows()).toHaveLength(1);
  expect(visits).toEqual([]);
  server.close();
});

test("no permission is granted", async () => {
  const states = await page.evaluate(async () => {
    const names = ["geolocation", "notifications", "camera", "microphone"] as PermissionName[];
    const asked = names.map(async (name) => (await navigator.permissions.query({ name })).state);
    return await Promise.all(asked);
  });
  expect(states).not.toContain("granted");
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
  expect(refused).toMatchObject({ failure: { what: expect.stringContaining("is a folder") } });
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

test("main refuses what the contract excludes", async () => {
  const answers = await page.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    const calls = [
      chainrule.setTitle("x".repeat(5000)),
      chainrule.setEdited("yes" as unknown as boolean),
      chainrule.changeSettings({ theme: "pink" } as never),
      chainrule.openFile("../../etc/passwd" as "data"),
    ];
    return (await Promise.allSettled(calls)).map(({ status }) => status);
  });
  expect(answers).toEqual(["rejected", "rejected", "rejected", "rejected"]);
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

test("a second start opens its files in the window, and says what it cannot open", async () => {
  const path = join(folder, "from-outside.csv");
  await writeFile(path, "a,b\n1,2\n3,4\n");
  const told = page.evaluate(() => {
    const { chainrule } = globalThis as WithBridge;
    const opened = new Promise<string>((resolve) => {
      chainrule.on("file-opened", ({ name }) => resolve(name));
    });
    const failed = new Promise<string>((resolve) => {
      chainrule.on("failed", ({ what }) => resolve(what));
    });
    return Promise.all([opened, failed]);
  });
  await host.evaluate(
    ({ app }, argv) => {
      app.emit("second-instance", {}, argv, "/");
    },
    ["electron", "/program", path, join(folder, "absent.csv")],
  );
  expect(await told).toEqual(["from-outside.csv", "absent.csv is not there"]);
});

test("the menu's commands reach the page", async () => {
  const command = page.evaluate(
    () =>
      new Promise((resolve) => {
        (globalThis as WithBridge).chainrule.on("command", resolve);
      }),
  );
  await chooseMenuItem(host, "show-shortcuts");
  expect(await command).toBe("show-shortcuts");
  await page.keyboard.press("Escape");
});

test("closing asks about unsaved work, and stays or goes as told", async () => {
  await page.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    await chainrule.setTitle("letters");
    await chainrule.setEdited(true);
  });
  const title = await host.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getTitle(),
  );
  expect(title).toBe("• letters – Chainrule");
  const close = () =>
    host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

  await answerQuestion(host, "Cancel");
  await close();
  expect(await page.evaluate(() => document.readyState)).toBe("complete");
  expect((await shownDialogs(host)).at(-1)?.options.message).toContain("letters");

  await answerQuestion(host, "Discard");
  await close().catch(() => {});
  await host.ended;
});

test("theme, place of the window and recent files hold at the next start", async () => {
  const userData = join(folder, "user");
  const path = join(folder, "given.csv");
  await writeFile(path, "a,b\n1,2\n3,4\n");
  const first = await launch({ userData, args: [path] });
  await (await first.firstWindow()).evaluate(() =>
    (globalThis as WithBridge).chainrule.changeSettings({ theme: "dark" }),
  );
  await first.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1000, height: 700 });
  });
  await answerQuestion(first, "Discard");
  await first.evaluate(({ app }) => app.quit()).catch(() => {});
  await first.ended;

  const second = await launch({ userData });
  const window = await second.firstWindow();
  const bridge = await window.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    const recent = await chainrule.recentFiles();
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    return { settings: await chainrule.settings(), recent: recent.map(({ name }) => name), dark };
  });
  expect(bridge).toEqual({ settings: { theme: "dark" }, recent: ["given.csv"], dark: true });
  const size = await second.evaluate(({ BrowserWindow }) => {
    const { width, height } = BrowserWindow.getAllWindows()[0]?.getBounds() ?? {};
    return { width, height };
  });
  expect(size).toEqual({ width: 1000, height: 700 });
  await second.close();
});

test("choosing to save before closing saves, then closes", async () => {
  const path = join(folder, "kept.safetensors");
  const other = await launch();
  await other.firstWindow();
  const edited = () =>
    other.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isDocumentEdited());
  await expect
    .poll(async () => {
      await chooseMenuItem(other, "step-batch");
      return await edited();
    })
    .toBe(true);
  await answerQuestion(other, "Save");
  await answerSaveDialog(other, path);
  await other.evaluate(({ app }) => app.quit()).catch(() => {});
  await other.ended;
  expect((await readFile(path)).length).toBeGreaterThan(8);
});

function listen(visits: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    visits.push(request.url ?? "");
    response.end("x");
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
