import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProtocolHandler } from "../../../src-main/protocol.ts";
import { Tokens } from "../../../src-main/tokens.ts";

const WINDOW = 1;
const tokens = new Tokens();
const reports = {
  find: (token: string) =>
    token === "known" ? new TextEncoder().encode("<p>report</p>") : undefined,
};
let folder: string;
let handle: (request: Request) => Promise<Response>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-protocol-"));
  const bundle = join(folder, "renderer");
  await mkdir(join(bundle, "assets"), { recursive: true });
  await writeFile(join(bundle, "index.html"), "<p>page</p>");
  await writeFile(join(bundle, "assets", "index.js"), "export {}");
  await writeFile(join(folder, "secret.txt"), "secret");
  await symlink(join(folder, "secret.txt"), join(bundle, "link.txt"));
  handle = createProtocolHandler(bundle, tokens, reports);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A request as a scheme handler gets it; `href` as it stands, not normalised by a URL parser. */
const get = (href: string) => handle({ method: "GET", url: href } as Request);

test("the bundle's files have their types and the page's isolation and policy", async () => {
  const page = await get("app://bundle/index.html");
  expect(await page.text()).toBe("<p>page</p>");
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(page.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  const policy = page.headers.get("content-security-policy");
  expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src");
  expect(policy).not.toContain("unsafe-inline");
  const script = await get("app://bundle/assets/index.js");
  expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(script.headers.get("content-security-policy")).toBe(policy);
});

test.each([
  "app://bundle/",
  "app://bundle/assets",
  "app://bundle/../secret.txt",
  "app://bundle/assets/../../secret.txt",
  "app://bundle/%2e%2e/secret.txt",
  "app://bundle/..%2fsecret.txt",
  "app://bundle/%2e%2e%2fsecret.txt",
  "app://bundle/..%5csecret.txt",
  "app://bundle/..\\secret.txt",
  "app://bundle//etc/passwd",
  "app://bundle/etc/passwd",
  "app://bundle/index.html%00.js",
  "app://bundle/link.txt",
  "app://other/index.html",
  "app://bundle.evil/index.html",
  "app://bundle/file/",
  "app://bundle/file/..%2findex.html",
  `app://bundle/file/${"A".repeat(32)}`,
])("%s leads nowhere", async (href) => {
  const answer = await get(href);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe("not found");
});

test("a report may show itself: no script, no address, no frame around it", async () => {
  const page = await get("app://bundle/report/known");
  expect(await page.text()).toBe("<p>report</p>");
  const policy = page.headers.get("Content-Security-Policy")?.split("; ") ?? [];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("sandbox");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy.filter((rule) => /script-src|connect-src|img-src|allow-/.test(rule))).toEqual([]);
  for (const other of ["", "unknown", "known/", "known%2F.."]) {
    expect((await get(`app://bundle/report/${other}`)).status).toBe(404);
  }
});

test("only GET is answered", async () => {
  const answer = await handle(new Request("app://bundle/index.html", { method: "POST" }));
  expect(answer.status).toBe(405);
});

test("a granted file comes whole, with its length, until it is released", async () => {
  const path = join(folder, "table.csv");
  const content = new Uint8Array(3 * 2 ** 20 + 17).map((_, i) => i % 251);
  await writeFile(path, content);
  const token = tokens.grant(path, WINDOW);
  const answer = await get(`app://bundle/file/${token}`);
  expect(answer.headers.get("content-length")).toBe(String(content.length));
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
  tokens.releaseAll(WINDOW);
  expect((await get(`app://bundle/file/${token}`)).status).toBe(404);
});

test("an empty file is an empty answer, a vanished one is not found", async () => {
  const path = join(folder, "empty.csv");
  await writeFile(path, "");
  const token = tokens.grant(path, WINDOW);
  const answer = await get(`app://bundle/file/${token}`);
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  await rm(path);
  expect((await get(`app://bundle/file/${token}`)).status).toBe(404);
});

test("a file that shrinks while it is read is an error, not a short file", async () => {
  const path = join(folder, "shrinking.csv");
  await writeFile(path, new Uint8Array(2 ** 20));
  const answer = await get(`app://bundle/file/${tokens.grant(path, WINDOW)}`);
  await writeFile(path, "x");
  await expect(answer.arrayBuffer()).rejects.toThrow("shorter");
});

test("a reader that stops early leaves nothing to read on", async () => {
  const path = join(folder, "stopped.csv");
  await writeFile(path, new Uint8Array(2 ** 20));
  const answer = await get(`app://bundle/file/${tokens.grant(path, WINDOW)}`);
  const reader = answer.body?.getReader();
  expect((await reader?.read())?.value?.length).toBeLessThan(2 ** 20);
  await reader?.cancel();
  expect(await reader?.read()).toEqual({ done: true, value: undefined });
});
