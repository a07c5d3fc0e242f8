import { mkdtemp, rename, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isSame, markOf, markOfWritten } from "../../../src-main/file-mark.ts";

const LARGE = 16 * 2 ** 20 + 1;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-mark-"));
  file = join(folder, "model.safetensors");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("another content is seen, even of the same size and time; the same content is not", async () => {
  const bytes = new TextEncoder().encode("one");
  await writeFile(file, bytes);
  await utimes(file, 1000, 1000);
  const before = await markOf(file);
  expect(isSame(before, await markOfWritten(file, bytes))).toBe(true);
  await writeFile(file, "two");
  await utimes(file, 1000, 1000);
  expect(isSame(before, await markOf(file))).toBe(false);
  await writeFile(file, "one");
  expect(isSame(before, await markOf(file))).toBe(true);
});

test("a large file is known by its time and inode", async () => {
  await writeFile(file, "");
  await truncate(file, LARGE);
  const before = await markOf(file);
  expect(before?.hash).toBeNull();
  expect(isSame(before, await markOf(file))).toBe(true);
  const other = join(folder, "other");
  await writeFile(other, "");
  await truncate(other, LARGE);
  await rename(other, file);
  expect(isSame(before, await markOf(file))).toBe(false);
});

test("a file that is not there differs from one that is", async () => {
  const absent = await markOf(file);
  expect(absent).toBeNull();
  expect(await markOf(join(folder, "no", "folder"))).toBeNull();
  await writeFile(file, "");
  expect(isSame(absent, await markOf(file))).toBe(false);
  expect(isSame(absent, null)).toBe(true);
  await expect(markOf(folder)).rejects.toMatchObject({ code: "EISDIR" });
});
