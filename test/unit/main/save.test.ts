import { type ChildProcess, spawn } from "node:child_process";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformWithOxc } from "vite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { save } from "../../../src-main/save.ts";

const MIB = 2 ** 20;
const SIZE = 4 * MIB;
const KILLS = 40;

let folder: string;
let target: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-save-"));
  target = join(folder, "model.safetensors");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const content = (path: string): Promise<string> => readFile(path, "utf8");

test("a first save makes one file, the next keeps what was there beside it", async () => {
  await save(target, bytes("one"), { backup: true });
  expect(await readdir(folder)).toEqual(["model.safetensors"]);
  await save(target, bytes("two"), { backup: true });
  await save(target, bytes("three"), { backup: true });
  expect(await content(target)).toBe("three");
  expect(await content(`${target}.bak`)).toBe("two");
  expect((await readdir(folder)).sort()).toEqual(["model.safetensors", "model.safetensors.bak"]);
});

test("without backup there is only the file", async () => {
  await save(target, bytes("one"), { backup: false });
  await save(target, bytes("two"), { backup: false });
  expect(await readdir(folder)).toEqual(["model.safetensors"]);
  expect(await content(target)).toBe("two");
});

test("saves of one file at the same time come one after the other, the last one stays", async () => {
  const texts = Array.from({ length: 20 }, (_, i) => `version ${i}`);
  await Promise.all(texts.map((text) => save(target, bytes(text), { backup: true })));
  expect(await content(target)).toBe("version 19");
  expect(await content(`${target}.bak`)).toBe("version 18");
});

test("a save that fails leaves the file alone, and the next one works", async () => {
  await mkdir(target);
  await expect(save(target, bytes("x"), { backup: true })).rejects.toMatchObject({
    code: "EISDIR",
  });
  expect(await readdir(folder)).toEqual(["model.safetensors"]);
  await rm(target, { recursive: true });
  await save(target, bytes("x"), { backup: true });
  expect(await content(target)).toBe("x");
  const absent = join(folder, "absent", "model.safetensors");
  await expect(save(absent, bytes("x"), { backup: true })).rejects.toMatchObject({
    code: "ENOENT",
  });
});

test("saves of one file by two names do not mix: what one agreed to is still there when it replaces it", async () => {
  await save(target, bytes("one"), { backup: false });
  const shortcut = join(folder, "shortcut");
  await symlink(target, shortcut);
  const seen: string[] = [];
  const agree = async (path: string) => {
    seen.push(await content(path));
    await new Promise((resolve) => setTimeout(resolve, 30));
    seen.push(await content(path));
  };
  await Promise.all([
    save(target, bytes("two"), { backup: false, agree }),
    save(shortcut, bytes("three"), { backup: false, agree }),
  ]);
  expect([seen[0] === seen[1], seen[2] === seen[3]]).toEqual([true, true]);
  expect(new Set(seen).size).toBe(2);
});

test("a save through a link writes the file that it means", async () => {
  await writeFile(target, "old");
  const shortcut = join(folder, "shortcut");
  await symlink(target, shortcut);
  await save(shortcut, bytes("new"), { backup: true });
  expect((await lstat(shortcut)).isSymbolicLink()).toBe(true);
  expect(await content(target)).toBe("new");
  expect(await content(`${target}.bak`)).toBe("old");
});

test("the file's own rights stay", async () => {
  await writeFile(target, "old");
  await chmod(target, 0o662);
  await save(target, bytes("new"), { backup: true });
  expect((await stat(target)).mode & 0o777).toBe(0o662);
});

test("what a killed save left behind goes with the next one, what lives stays", async () => {
  const leave = async (name: string, pid: number, seconds: number) => {
    const path = join(folder, `.${name}.${pid}-0123456789abcdef.tmp`);
    await writeFile(path, "half");
    const then = Date.now() / 1000 - seconds;
    await utimes(path, then, then);
    return path.slice(folder.length + 1);
  };
  // No process has a number beyond the limit of the kernel.
  const dead = 2 ** 30;
  await leave("model.safetensors", dead, 3600);
  const others = await leave("other.safetensors", dead, 3600);
  const fresh = await leave("model.safetensors", dead + 1, 0);
  const alive = await leave("model.safetensors", process.ppid, 3600);
  await save(target, bytes("x"), { backup: true });
  expect((await readdir(folder)).sort()).toEqual(
    [others, fresh, alive, "model.safetensors"].sort(),
  );
});

test("killed at any moment, a save leaves the whole old or the whole new file", async () => {
  const script = join(folder, "saver.mjs");
  await writeSaver(script);
  await writeFile(target, new Uint8Array(SIZE).fill(255));
  const seen = new Set<number>();
  let interrupted = 0;
  for (let i = 0; i < KILLS; i++) {
    const child = spawn(process.execPath, [script, target, String(SIZE), String(i)]);
    await started(child);
    // Spread over more than one save, so that each of its steps is hit.
    await new Promise((resolve) => setTimeout(resolve, (i * 37) % 41));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    seen.add(await onlyByte(target));
    const backup = await onlyByte(`${target}.bak`).catch((error) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (backup !== null) expect(backup).toBeGreaterThanOrEqual(0);
    interrupted +=
      (await readdir(folder)).filter((name) => name.endsWith(".tmp")).length > 0 ? 1 : 0;
  }
  // The kills did fall into writes, and saves did get through between them.
  expect(interrupted).toBeGreaterThan(0);
  expect(seen.size).toBeGreaterThan(1);
}, 60_000);

/** A process that saves without end, each time another byte repeated. */
async function writeSaver(path: string): Promise<void> {
  const source = fileURLToPath(new URL("../../../src-main/save.ts", import.meta.url));
  const { code } = await transformWithOxc(await readFile(source, "utf8"), source);
  const module = join(folder, "save.mjs");
  await writeFile(module, code);
  await writeFile(
    path,
    `import { save } from ${JSON.stringify(pathToFileURL(module).href)};
     const [, , target, size, seed] = process.argv;
     process.stdout.write("started");
     for (let i = Number(seed); ; i++) {
       await save(target, new Uint8Array(Number(size)).fill(i % 256), { backup: true });
     }`,
  );
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", () => reject(new Error("the saving process ended by itself")));
  });
}

/** The byte that a whole file repeats; fails for every mixture and every other length. */
async function onlyByte(path: string): Promise<number> {
  const written = await readFile(path);
  const [first = -1] = written;
  expect(written.length).toBe(SIZE);
  expect(written.equals(new Uint8Array(SIZE).fill(first))).toBe(true);
  return first;
}
