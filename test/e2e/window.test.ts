import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bridge } from "../../src-main/ipc.ts";
import { type Host, launch } from "../host/launch.ts";

type WithBridge = typeof globalThis & { chainrule: Bridge };

let host: Host;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  host = await launch();
  page = await host.firstWindow();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
});

afterAll(() => host?.close());

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
      "adoptWork",
      "changeSettings",
      "clearRecent",
      "copyPicture",
      "copyText",
      "discardWork",
      "dragPicture",
      "exportFiles",
      "keepWork",
      "lostWork",
      "on",
      "openDropped",
      "openFile",
      "openFolder",
      "openRecent",
      "printReport",
      "recentFiles",
      "recoverWork",
      "releaseFile",
      "saveFile",
      "saveReport",
      "setEdited",
      "setTitle",
      "setTraining",
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

test("main refuses what the contract excludes", async () => {
  const answers = await page.evaluate(async () => {
    const { chainrule } = globalThis as WithBridge;
    const calls = [
      chainrule.setTitle("x".repeat(5000), null),
      chainrule.setEdited("yes" as unknown as boolean),
      chainrule.changeSettings({ theme: "pink" } as never),
      chainrule.openFile("../../etc/passwd" as "data"),
    ];
    return (await Promise.allSettled(calls)).map(({ status }) => status);
  });
  expect(answers).toEqual(["rejected", "rejected", "rejected", "rejected"]);
});

function listen(visits: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    visits.push(request.url ?? "");
    response.end("x");
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
