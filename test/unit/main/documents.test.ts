import { lstat, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askAboutConflict, askWhereToSave } from "../../../src-main/dialogs.ts";
import { Documents } from "../../../src-main/documents.ts";
import { UserFiles } from "../../../src-main/files.ts";
import type { Failure, OpenedFile } from "../../../src-main/ipc.ts";
import { RecentFiles, recentSchema } from "../../../src-main/recent.ts";
import { Stored } from "../../../src-main/stored.ts";
import { Tokens } from "../../../src-main/tokens.ts";
import type { AppWindow, Windows } from "../../../src-main/windows.ts";

vi.mock("../../../src-main/dialogs.ts", () => ({
  askAboutConflict: vi.fn(),
  askWhereToSave: vi.fn(),
}));

/** A window as far as Documents looks at it. */
class FakeWindow {
  readonly id: number;
  readonly window = {};
  document: string | null = null;
  hasUnsaved = false;
  readonly show = vi.fn();

  constructor(id: number) {
    this.id = id;
  }
}

let folder: string;
let path: string;
let documents: Documents;
let one: FakeWindow;
let two: FakeWindow;

beforeEach(async () => {
  vi.mocked(askAboutConflict).mockReset();
  vi.mocked(askWhereToSave).mockReset();
  folder = await mkdtemp(join(tmpdir(), "chainrule-documents-"));
  path = join(folder, "model.safetensors");
  await writeFile(path, "as opened");
  const tokens = new Tokens();
  const stored = new Stored(join(folder, "recent.json"), recentSchema, []);
  const files = new UserFiles(tokens, new RecentFiles(stored, () => {}));
  one = new FakeWindow(1);
  two = new FakeWindow(2);
  const windows = { others: (than: unknown) => [one, two].filter((window) => window !== than) };
  documents = new Documents(files, tokens, windows as unknown as Windows);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const content = () => readFile(path, "utf8");

function granted(result: OpenedFile | Failure | null): OpenedFile {
  if (result === null || "failure" in result) throw new Error("no file");
  return result;
}

/** Opens the file as a window's document. */
async function openIn(window: FakeWindow, at = path): Promise<string> {
  const { token } = granted(await documents.open(at, "model", window as unknown as AppWindow));
  window.document = token;
  return token;
}

const save = (window: FakeWindow, text: string, token: string | null) =>
  documents.save(
    { bytes: new TextEncoder().encode(text), name: "model.safetensors", token },
    window as unknown as AppWindow,
  );

const conflicts = () =>
  vi.mocked(askAboutConflict).mock.calls.map(([, name, what]) => [name, what]);

test("a file that is as it was opened, or as it was saved last, is saved without a question", async () => {
  const token = await openIn(one);
  expect(granted(await save(one, "first", token)).token).toBe(token);
  granted(await save(one, "second", token));
  expect(await content()).toBe("second");
  expect(conflicts()).toEqual([]);
});

test("saves that follow each other at once ask nothing", async () => {
  const token = await openIn(one);
  const texts = Array.from({ length: 5 }, (_, i) => `version ${i}`);
  for (const result of await Promise.all(texts.map((text) => save(one, text, token)))) {
    granted(result);
  }
  expect(await content()).toBe("version 4");
  expect(conflicts()).toEqual([]);
});

test("what another program wrote is replaced only when the user says so, and stays as the backup", async () => {
  const token = await openIn(one);
  await writeFile(path, "of another program");
  vi.mocked(askAboutConflict).mockResolvedValueOnce("cancel");
  expect(await save(one, "mine", token)).toBeNull();
  expect(await content()).toBe("of another program");
  vi.mocked(askAboutConflict).mockResolvedValueOnce("overwrite");
  granted(await save(one, "mine", token));
  expect(await content()).toBe("mine");
  expect(await readFile(`${path}.bak`, "utf8")).toBe("of another program");
  expect(conflicts()).toEqual([
    ["model.safetensors", "changed"],
    ["model.safetensors", "changed"],
  ]);
  granted(await save(one, "mine again", token));
  expect(conflicts().length).toBe(2);
});

test("what changes while the question is open is asked about again", async () => {
  const token = await openIn(one);
  await writeFile(path, "theirs");
  vi.mocked(askAboutConflict)
    .mockImplementationOnce(async () => {
      await writeFile(path, "theirs, newer");
      return "overwrite";
    })
    .mockResolvedValueOnce("cancel");
  expect(await save(one, "mine", token)).toBeNull();
  expect(await content()).toBe("theirs, newer");
});

test("the question leads to another place, and that is the document then", async () => {
  const token = await openIn(one);
  await writeFile(path, "theirs");
  const copy = join(folder, "copy.safetensors");
  vi.mocked(askAboutConflict).mockResolvedValueOnce("elsewhere");
  vi.mocked(askWhereToSave).mockResolvedValueOnce(copy);
  const saved = granted(await save(one, "mine", token));
  expect(saved.name).toBe("copy.safetensors");
  expect([await content(), await readFile(copy, "utf8")]).toEqual(["theirs", "mine"]);
  granted(await save(one, "mine, newer", saved.token));
  vi.mocked(askAboutConflict).mockResolvedValueOnce("elsewhere");
  vi.mocked(askWhereToSave).mockResolvedValueOnce(null);
  expect(await save(one, "mine", token)).toBeNull();
});

test("a file that has gone is not made again without a word", async () => {
  const token = await openIn(one);
  await rename(path, join(folder, "moved.safetensors"));
  vi.mocked(askAboutConflict).mockResolvedValueOnce("overwrite");
  granted(await save(one, "mine", token));
  expect(conflicts()).toEqual([["model.safetensors", "gone"]]);
  expect(await content()).toBe("mine");
  await rm(folder, { recursive: true });
  expect(await save(one, "mine", token)).toMatchObject({
    failure: { what: expect.stringContaining("its folder is not there") },
  });
});

test("two windows never write over each other's file unseen", async () => {
  const first = await openIn(one);
  one.hasUnsaved = true;
  vi.mocked(askWhereToSave).mockResolvedValueOnce(path);
  vi.mocked(askAboutConflict).mockResolvedValueOnce("cancel");
  expect(await save(two, "of two", null)).toBeNull();
  expect(await content()).toBe("as opened");

  vi.mocked(askWhereToSave).mockResolvedValueOnce(path);
  vi.mocked(askAboutConflict).mockResolvedValueOnce("overwrite");
  two.document = granted(await save(two, "of two", null)).token;
  two.hasUnsaved = false;
  vi.mocked(askAboutConflict).mockResolvedValueOnce("cancel");
  expect(await save(one, "of one", first)).toBeNull();
  expect(await content()).toBe("of two");
  expect(conflicts()).toEqual([
    ["model.safetensors", "unsaved elsewhere"],
    ["model.safetensors", "unsaved elsewhere"],
    ["model.safetensors", "saved elsewhere"],
  ]);
});

test("of two saves at the same moment, the later one asks", async () => {
  const first = await openIn(one);
  // So that the second may have it at all.
  one.document = null;
  const second = await openIn(two);
  vi.mocked(askAboutConflict).mockResolvedValue("cancel");
  const results = await Promise.all([save(one, "of one", first), save(two, "of two", second)]);
  expect(results.filter((result) => result === null).length).toBe(1);
  expect(conflicts().length).toBe(1);
});

test("a document is open in one window: opening it elsewhere leads there, also by a link", async () => {
  await openIn(one);
  const link = join(folder, "link.safetensors");
  await symlink(path, link);
  for (const at of [path, link]) {
    expect(await documents.open(at, "model", two as unknown as AppWindow)).toBeNull();
  }
  expect(one.show).toHaveBeenCalledTimes(2);
  // The window itself may open it again, and another may once it works on something else.
  granted(await documents.open(path, "model", one as unknown as AppWindow));
  one.document = null;
  granted(await documents.open(path, "model", two as unknown as AppWindow));
});

test("tables may be open in as many windows as wished", async () => {
  const table = join(folder, "iris.csv");
  await writeFile(table, "a\n1\n");
  for (const window of [one, two]) {
    const file = await documents.open(table, "data", window as unknown as AppWindow);
    window.document = granted(file).token;
  }
  expect(one.show).not.toHaveBeenCalled();
});

test("saving through a link keeps the link, and sees what was written through the other name", async () => {
  const link = join(folder, "link.safetensors");
  await symlink(path, link);
  const token = await openIn(one, link);
  granted(await save(one, "mine", token));
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await content()).toBe("mine");
  await writeFile(path, "theirs");
  vi.mocked(askAboutConflict).mockResolvedValueOnce("cancel");
  expect(await save(one, "mine", token)).toBeNull();
});

test("what another window saved is known as its, by whatever name that window has the file", async () => {
  const link = join(folder, "link.safetensors");
  await symlink(path, link);
  const first = await openIn(one);
  one.document = null;
  const second = await openIn(two, link);
  two.document = null;
  granted(await save(two, "of two", second));
  vi.mocked(askAboutConflict).mockResolvedValueOnce("cancel");
  expect(await save(one, "of one", first)).toBeNull();
  expect(conflicts()).toEqual([["model.safetensors", "saved elsewhere"]]);
});
