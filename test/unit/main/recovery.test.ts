import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Recovery } from "../../../src-main/recovery.ts";

let folder: string;
const bytes = (text: string) => new TextEncoder().encode(text);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-recovery-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const textOf = (path: string | null | undefined) => (path ? readFile(path, "utf8") : null);

test("what a window kept is there after a start without its leave", async () => {
  const before = new Recovery(folder);
  await before.keep(1, "table", bytes("table"), "moons");
  await before.keep(1, "model", bytes("old"), "moons");
  await before.keep(1, "model", bytes("model"), "my moons");
  await before.keep(2, "model", bytes("saved"), "saved");
  await before.clean(2);

  const after = new Recovery(folder);
  const lost = await after.list();
  expect(lost).toEqual([{ id: expect.any(String), title: "my moons", when: expect.any(Number) }]);
  const found = await after.recover(lost[0]?.id ?? "", 7);
  expect(found?.title).toBe("my moons");
  expect(await textOf(found?.table)).toBe("table");
  expect(await textOf(found?.model)).toBe("model");
  // Until it is open, it is still on offer.
  expect(await after.list()).toEqual(lost);
  after.adopt(lost[0]?.id ?? "", 7);
  expect(await after.list()).toEqual([]);
  // It is the window's own now, and goes with it.
  await after.keep(7, "model", bytes("newer"), "my moons");
  const own = await after.recover("", 7);
  expect(await textOf(own?.model)).toBe("newer");
  after.adopt(own?.id ?? "", 7);
  after.closed(7);
  expect(await readdir(folder)).toEqual([]);
});

test("the table before the present one stays, older ones go; none is kept of one too large", async () => {
  const recovery = new Recovery(folder);
  for (const text of ["1", "2", "3"]) await recovery.keep(1, "table", bytes(text), "t");
  const [id = ""] = await readdir(folder);
  const tables = (await readdir(join(folder, id))).filter((name) => name.startsWith("table"));
  expect(tables).toEqual(["table-2.chainrule", "table-3.chainrule"]);
  await recovery.keep(1, "table", bytes(""), "t");
  expect((await recovery.recover("", 1))?.table).toBeNull();
});

test("a page that crashed can get its work back, one that was clean has nothing to", async () => {
  const recovery = new Recovery(folder);
  await recovery.keep(1, "model", bytes("a"), "a");
  await recovery.keep(2, "model", bytes("b"), "b");
  await recovery.clean(2);
  recovery.crashed(1);
  recovery.crashed(2);
  expect((await recovery.list()).map(({ title }) => title)).toEqual(["a"]);
  const [{ id } = { id: "" }] = await recovery.list();
  await recovery.discard(id);
  expect(await recovery.list()).toEqual([]);
  expect(await recovery.recover(id, 1)).toBeNull();
});

test("a damaged folder is removed, and nothing else in the place is touched", async () => {
  const recovery = new Recovery(folder);
  await recovery.keep(1, "model", bytes("a"), "a");
  const [id = ""] = await readdir(folder);
  await writeFile(join(folder, id, "state.json"), '{"title":1}');
  await writeFile(join(folder, "mine.txt"), "mine");
  expect(await new Recovery(folder).list()).toEqual([]);
  expect(await readdir(folder)).toEqual(["mine.txt"]);
});

test("a window's own work that is being recovered is not lost by what the window says meanwhile", async () => {
  const recovery = new Recovery(folder);
  await recovery.keep(1, "model", bytes("a"), "a");
  const own = await recovery.recover("", 1);
  // The page opens its files as a document without changes.
  await recovery.clean(1);
  expect((await new Recovery(folder).list()).map(({ title }) => title)).toEqual(["a"]);
  recovery.adopt(own?.id ?? "", 1);
  recovery.crashed(1);
  expect((await recovery.list()).map(({ title }) => title)).toEqual(["a"]);
  // What is saved is not recovered.
  recovery.adopt(own?.id ?? "", 1);
  await recovery.clean(1);
  expect(await recovery.recover("", 1)).toBeNull();
});
