import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DEFAULT_SETTINGS, settingsSchema } from "../../../src-main/settings.ts";
import { Stored } from "../../../src-main/stored.ts";

let folder: string;
let path: string;
const open = () => new Stored(path, settingsSchema, DEFAULT_SETTINGS);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-stored-"));
  path = join(folder, "settings.json");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("the first start has the default and writes nothing", async () => {
  expect(open().value).toEqual(DEFAULT_SETTINGS);
  expect(await readdir(folder)).toEqual([]);
});

test("a change holds at once and at the next start", async () => {
  const settings = open();
  const dark = { ...DEFAULT_SETTINGS, theme: "dark" } as const;
  const written = settings.change(dark);
  expect(settings.value).toEqual(dark);
  await written;
  expect(open().value).toEqual(dark);
  expect(await readdir(folder)).toEqual(["settings.json"]);
});

test("a file of an earlier version has the defaults of what it lacks", async () => {
  await writeFile(path, '{"theme":"dark"}');
  expect(open().value).toEqual({ ...DEFAULT_SETTINGS, theme: "dark" });
});

test.each(["", "{", "null", '{"theme":"pink"}', '{"them":"dark"}', "\0\0\0"])(
  "damaged content %j is put aside and the default used",
  async (text) => {
    await writeFile(path, text);
    expect(open().value).toEqual(DEFAULT_SETTINGS);
    expect(await readdir(folder)).toEqual(["settings.json.damaged"]);
    expect(await readFile(`${path}.damaged`, "utf8")).toBe(text);
  },
);
