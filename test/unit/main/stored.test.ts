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
  expect(open().value).toEqual({ theme: "system" });
  expect(await readdir(folder)).toEqual([]);
});

test("a change holds at once and at the next start", async () => {
  const settings = open();
  const written = settings.change({ theme: "dark" });
  expect(settings.value).toEqual({ theme: "dark" });
  await written;
  expect(open().value).toEqual({ theme: "dark" });
  expect(await readdir(folder)).toEqual(["settings.json"]);
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
