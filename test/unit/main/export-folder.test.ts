import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeExportFolder } from "../../../src-main/export-folder.ts";
import { UserFiles } from "../../../src-main/files.ts";
import { RecentFiles, recentSchema } from "../../../src-main/recent.ts";
import { Stored } from "../../../src-main/stored.ts";
import { Tokens } from "../../../src-main/tokens.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-export-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const file = (name: string, text = name) => ({ name, bytes: new TextEncoder().encode(text) });

test("a folder is written with the folders in it", async () => {
  const path = await writeExportFolder(folder, "moons", [file("train.py"), file("data/x.csv")]);
  expect(path).toBe(join(folder, "moons"));
  expect(await readFile(join(path, "data", "x.csv"), "utf8")).toBe("data/x.csv");
  expect(await readdir(folder)).toEqual(["moons"]);
});

test("a name that is taken is counted on; what is there stays", async () => {
  await mkdir(join(folder, "moons"));
  await writeFile(join(folder, "moons 2"), "mine");
  const path = await writeExportFolder(folder, "moons", [file("a")]);
  expect(path).toBe(join(folder, "moons 3"));
  expect(await readFile(join(folder, "moons 2"), "utf8")).toBe("mine");
  expect(await readdir(join(folder, "moons"))).toEqual([]);
});

test("what fails half way leaves nothing behind", async () => {
  const both = [file("a"), file("a/b")];
  await expect(writeExportFolder(folder, "moons", both)).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

test("a name that leads outside is refused before anything is written", async () => {
  await symlink(tmpdir(), join(folder, "link"));
  for (const name of ["../x", "/x", "a/../../x"]) {
    await expect(writeExportFolder(folder, "moons", [file(name)])).rejects.toThrow(RangeError);
  }
  await expect(writeExportFolder(folder, "../moons", [file("a")])).rejects.toThrow(RangeError);
  expect(await readdir(folder)).toEqual(["link"]);
});

test("one file is exported without being granted or remembered", async () => {
  const tokens = new Tokens();
  const stored = new Stored(join(folder, "recent.json"), recentSchema, []);
  const recent = new RecentFiles(stored, () => {});
  const files = new UserFiles(tokens, recent);
  const path = join(folder, "model.onnx");
  expect(await files.exportFile(path, file("model.onnx", "1"))).toEqual({ name: "model.onnx" });
  expect(await files.exportFile(path, file("model.onnx", "2"))).toEqual({ name: "model.onnx" });
  expect(await readFile(path, "utf8")).toBe("2");
  expect(await readdir(folder)).toEqual(["model.onnx"]);
  expect(tokens.ofOthers(-1)).toEqual([]);
  expect(recent.list()).toEqual([]);
  const absent = await files.exportFolder(join(folder, "absent"), "moons", [file("a")]);
  expect(absent).toEqual({
    failure: {
      what: expect.stringMatching(/^absent cannot be saved/),
      remedy: expect.stringContaining("elsewhere"),
    },
  });
});
