import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UserFiles } from "../../../src-main/files.ts";
import { RecentFiles, recentSchema } from "../../../src-main/recent.ts";
import { Stored } from "../../../src-main/stored.ts";
import { Tokens } from "../../../src-main/tokens.ts";

const WINDOW = 1;
let folder: string;
let tokens: Tokens;
let recent: RecentFiles;
let files: UserFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-files-"));
  tokens = new Tokens();
  recent = new RecentFiles(new Stored(join(folder, "recent.json"), recentSchema, []), () => {});
  files = new UserFiles(tokens, recent);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

test("an opened file is granted to its window and remembered", async () => {
  await writeFile(at("iris.csv"), "a\n1\n");
  const file = await files.open(at("iris.csv"), "data", WINDOW);
  if ("failure" in file) throw new Error(file.failure.what);
  expect(file).toMatchObject({ name: "iris.csv", size: 4, kind: "data" });
  expect(tokens.findFor(file.token, WINDOW)?.path).toBe(at("iris.csv"));
  expect(recent.list()).toMatchObject([{ name: "iris.csv" }]);
});

test.runIf(process.platform !== "win32")("a pipe is refused without waiting for it", async () => {
  execFileSync("mkfifo", [at("pipe")]);
  expect(await files.open(at("pipe"), "data", WINDOW)).toMatchObject({
    failure: { what: "pipe is no ordinary file" },
  });
});

test("what is absent, a folder or too large is refused by its name", async () => {
  const what = async (path: string, kind: "data" | "model") => {
    const result = await files.open(path, kind, WINDOW);
    return "failure" in result ? result.failure.what : "opened";
  };
  expect(await what(at("absent.csv"), "data")).toBe("absent.csv is not there");
  expect(await what(folder, "model")).toMatch(/^chainrule-files-\w+ is a folder$/);
  expect(await what(folder, "data")).toContain("no subfolders with PNG or JPEG pictures");
  await writeFile(at("large.safetensors"), "");
  await truncate(at("large.safetensors"), 2 ** 31 + 1);
  expect(await what(at("large.safetensors"), "model")).toContain("more than the 2147483648");
  expect(recent.list()).toEqual([]);
});

test("a saved model is granted under one token, however often it is saved", async () => {
  const path = at("model.safetensors");
  const first = await files.save(path, new Uint8Array([1]), WINDOW);
  const second = await files.save(path, new Uint8Array([2, 3]), WINDOW);
  if ("failure" in first || "failure" in second) throw new Error("not saved");
  expect(second).toEqual({ ...first, size: 2 });
  expect([...(await readFile(path))]).toEqual([2, 3]);
  expect(recent.list()).toMatchObject([{ name: "model.safetensors", kind: "model" }]);
});

test("a save that cannot be is told in words", async () => {
  expect(await files.save(folder, new Uint8Array(1), WINDOW)).toMatchObject({
    failure: { what: expect.stringContaining("is a folder") },
  });
});
