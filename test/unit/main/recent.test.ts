import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RecentFiles, recentSchema } from "../../../src-main/recent.ts";
import { Stored } from "../../../src-main/stored.ts";

let folder: string;
let changes: number;
const open = () =>
  new RecentFiles(new Stored(join(folder, "recent-files.json"), recentSchema, []), () => changes++);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-recent-"));
  changes = 0;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("the newest comes first, each once, ten at most, also after a new start", async () => {
  const recent = open();
  for (let i = 0; i < 12; i++) await recent.add({ path: `/data/${i}.csv`, kind: "data" });
  await recent.add({ path: "/data/5.csv", kind: "data" });
  const names = [5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((i) => `${i}.csv`);
  expect(recent.list().map(({ name }) => name)).toEqual(names);
  expect(open().list()).toEqual(recent.list());
  expect(changes).toBe(13);
});

test("an entry is found by its id, which does not tell its path", async () => {
  const recent = open();
  const path = join(homedir(), "courses", "week 3", "iris.csv");
  await recent.add({ path, kind: "data" });
  const [entry] = recent.list();
  expect(entry).toMatchObject({ name: "iris.csv", folder: join("~", "courses", "week 3") });
  expect(JSON.stringify(entry)).not.toContain(homedir());
  expect(recent.find(entry?.id ?? "")).toEqual({ path, kind: "data" });
  expect(recent.find("0".repeat(32))).toBeUndefined();
  await recent.clear();
  expect(recent.list()).toEqual([]);
});
