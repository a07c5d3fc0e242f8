import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { FileToExport } from "./ipc.ts";

const LONGEST_PART = 200;
const DEEPEST = 8;
/** How often a taken name is counted on: "moons 2", "moons 3", … */
const MOST_COPIES = 1000;

/** What some system takes for something else than a name: separators, drives, patterns, controls. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}\p{Cf}]/u;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Whether every system takes it as the name of one file in the folder at hand. */
export function isPlainName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= LONGEST_PART &&
    !FORBIDDEN.test(name) &&
    !DEVICE.test(name) &&
    // Also "." and "..": Windows drops dots and spaces from the end of a name.
    !/^[. ]|[. ]$/.test(name)
  );
}

/** Whether it names a file inside a folder, with "/" between folders, whatever the system. */
export function isNameInside(name: string): boolean {
  const parts = name.split("/");
  return parts.length <= DEEPEST && parts.every(isPlainName);
}

/** Whether the names can be files of one folder: none twice, none also a folder of another. */
export function areFilesTogether(names: readonly string[]): boolean {
  // Some disks do not tell upper case from lower.
  const files = new Set(names.map((name) => name.toLowerCase()));
  if (files.size !== names.length) return false;
  return [...files].every((name) => {
    const parts = name.split("/");
    return parts.every((_, depth) => depth === 0 || !files.has(parts.slice(0, depth).join("/")));
  });
}

/**
 * Writes a new folder of files, whole or not at all; what is there already stays as it is.
 * @param parent the folder the user chose
 * @param name of the new folder, counted on where it is taken
 * @returns the path of the new folder
 * @throws NodeJS.ErrnoException; nothing is left behind then
 */
export async function writeExportFolder(
  parent: string,
  name: string,
  files: readonly FileToExport[],
): Promise<string> {
  if (!isPlainName(name) || !files.every((file) => isNameInside(file.name))) {
    throw new RangeError("a name that leads out of the folder");
  }
  const temporary = join(parent, `.${name}.${process.pid}-${randomBytes(8).toString("hex")}.tmp`);
  await mkdir(temporary);
  try {
    for (const file of files) await write(join(temporary, ...file.name.split("/")), file.bytes);
    return await settle(temporary, parent, name);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives the finished folder its name. */
async function settle(temporary: string, parent: string, name: string): Promise<string> {
  for (let copy = 1; copy <= MOST_COPIES; copy++) {
    const path = join(parent, copy === 1 ? name : `${name} ${copy}`);
    if (await stat(path).catch(() => null)) continue;
    await rename(temporary, path);
    return path;
  }
  throw Object.assign(new Error(`EEXIST: ${basename(parent)}`), { code: "EEXIST" });
}
