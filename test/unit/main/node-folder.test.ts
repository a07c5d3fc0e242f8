import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTable } from "../../../src-worker/data/readers.ts";
import { listFolder, streamFolder } from "../../../src-worker/node-folder.ts";
import { greyPng } from "../data/images/folders.ts";
import { quiet } from "../data/text-stream.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-pictures-"));
  await mkdir(join(folder, "cats"));
  await mkdir(join(folder, "dogs"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, bytes: Uint8Array | string = greyPng(1, 1, [7])) =>
  writeFile(join(folder, name), bytes);

test("pictures are listed by class and name; other files and links are passed over", async () => {
  await put("dogs/1.PNG");
  await put("cats/b.png");
  await put("cats/a.jpeg");
  await put("cats/notes.txt");
  await put("cats/.hidden.png");
  await put("top.png");
  await symlink("/etc/hostname", join(folder, "cats", "link.png"));
  await symlink(join(folder, "cats"), join(folder, "more"));
  const { files } = await listFolder(folder);
  expect(files.map(({ name }) => name)).toEqual(["cats/a.jpeg", "cats/b.png", "dogs/1.PNG"]);
});

test("its stream has the bytes it announces, and is read as a table", async () => {
  await put("cats/1.png", greyPng(2, 1, [1, 2]));
  await put("dogs/1.png", greyPng(2, 1, [3, 4]));
  const listed = await listFolder(folder);
  const bytes = await new Response(streamFolder(listed)).arrayBuffer();
  expect(bytes.byteLength).toBe(listed.size);
  const open = async () => ({ stream: streamFolder(listed), size: listed.size });
  const table = await readTable({ kind: "file", token: "", name: "pets" }, open, quiet);
  expect(table.rows).toBe(2);
  expect(table.columns.at(-1)).toMatchObject({ labels: ["cats", "dogs"] });
});

test("a file put in another's place by a link is not followed", async () => {
  await put("cats/1.png");
  const listed = await listFolder(folder);
  await rm(join(folder, "cats", "1.png"));
  await put("secret.png");
  await symlink(join(folder, "secret.png"), join(folder, "cats", "1.png"));
  await expect(new Response(streamFolder(listed)).arrayBuffer()).rejects.toThrow();
});

test("a file that becomes shorter ends the stream with an error", async () => {
  await put("cats/1.png");
  const listed = await listFolder(folder);
  await truncate(join(folder, "cats", "1.png"), 3);
  await expect(new Response(streamFolder(listed)).arrayBuffer()).rejects.toThrow();
});

test("a folder that is none of pictures is refused in words", async () => {
  await expect(listFolder(folder)).rejects.toThrow("no subfolders with PNG or JPEG pictures");
  await put("1.png");
  await expect(listFolder(folder)).rejects.toThrow("lie in no subfolder");
  await put("cats/large.png", "");
  await truncate(join(folder, "cats", "large.png"), 2 ** 25 + 1);
  await expect(listFolder(folder)).rejects.toMatchObject({
    message: expect.stringContaining("more than 33554432"),
    place: { name: "cats/large.png" },
  });
});
