/**
 * Saving without ever losing what was there: at every moment, also of a crash or a power cut, the
 * file is either the whole old or the whole new one, and the old one stays beside it as NAME.bak.
 */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

const TEMPORARY = /^\.(?<name>.+)\.(?<pid>\d+)-[0-9a-f]{16}\.tmp$/;
const ABANDONED_AFTER_MS = 60_000;

/** The last save by each name of a file: the next one by the same name waits for it. */
const latest = new Map<string, Promise<void>>();
/** The same by the file itself, to which several names may lead. */
const latestOfFile = new Map<string, Promise<void>>();

interface SaveOptions {
  /** Keeps the previous content as NAME.bak. */
  readonly backup: boolean;
  /**
   * Called last before the file is replaced, which does not happen when it throws.
   * @param written the new content's own file, which takes the name of the target
   */
  readonly agree?: (target: string, written: string) => Promise<void>;
}

/**
 * Replaces a file's content. Saves of one file come one after the other.
 * @throws NodeJS.ErrnoException, or what `agree` throws; the file is then what it was before
 */
export async function save(path: string, bytes: Uint8Array, options: SaveOptions): Promise<void> {
  // The order of the calls is the order of the saves, so nothing may be awaited before this.
  const file = resolve(path);
  await inOrder(latest, file, async () => {
    // Through a link, the file that it means; the link itself stays one.
    const target = await realpath(file).catch(() => file);
    await inOrder(latestOfFile, target, () => replace(target, bytes, options));
  });
}

/** Does something after all that was begun before under the same key. */
async function inOrder(
  queue: Map<string, Promise<void>>,
  key: string,
  work: () => Promise<void>,
): Promise<void> {
  const before = queue.get(key) ?? Promise.resolve();
  const done = before.catch(() => {}).then(work);
  queue.set(key, done);
  try {
    await done;
  } finally {
    if (queue.get(key) === done) queue.delete(key);
  }
}

/** The saves under way, to be waited for before the program ends; null: there are none. */
export function unfinishedSaves(): Promise<unknown> | null {
  return latest.size > 0 ? Promise.allSettled(latest.values()) : null;
}

async function replace(
  target: string,
  bytes: Uint8Array,
  { backup, agree }: SaveOptions,
): Promise<void> {
  const temporary = temporaryBeside(target);
  const old = await stat(target).catch(() => null);
  if (old && !old.isFile()) throw refused(target, old.isDirectory() ? "EISDIR" : "EPERM");
  try {
    await write(temporary, bytes, old?.mode);
    await agree?.(target, temporary);
    if (old && backup) await keep(target);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
  await removeAbandoned(target);
}

/** @param mode the rights of the file to be replaced; undefined: those of a new file */
async function write(path: string, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  const file = await open(path, "wx");
  try {
    if (mode !== undefined) await file.chmod(mode & 0o777);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives the present content a second name, which then takes NAME.bak's place at once. */
async function keep(target: string): Promise<void> {
  const second = temporaryBeside(target);
  try {
    try {
      await link(target, second);
    } catch {
      // No hard links on this disk (FAT, some network disks).
      await copyFile(target, second, constants.COPYFILE_EXCL);
    }
    await rename(second, `${target}.bak`);
  } finally {
    // Renaming does nothing when both are names of one file already.
    await rm(second, { force: true });
  }
}

/** A rename outlives a power cut only when its folder is on the disk as well. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } catch (error) {
    // Some network disks cannot; the content itself is safe already.
    if (!(error instanceof Error && "code" in error && error.code === "EINVAL")) throw error;
  } finally {
    await handle.close();
  }
}

function temporaryBeside(target: string): string {
  const unique = `${process.pid}-${randomBytes(8).toString("hex")}`;
  return join(dirname(target), `.${basename(target)}.${unique}.tmp`);
}

/** Removes what a save of this file left behind when its process was killed. */
async function removeAbandoned(target: string): Promise<void> {
  const folder = dirname(target);
  const names = await readdir(folder).catch(() => []);
  for (const entry of names) {
    const parts = TEMPORARY.exec(entry)?.groups;
    if (parts?.name !== basename(target) || isAlive(Number(parts.pid))) continue;
    const path = join(folder, entry);
    const written = await stat(path).catch(() => null);
    // A recent one may belong to another computer that shares the folder.
    if (!written || Date.now() - written.mtimeMs < ABANDONED_AFTER_MS) continue;
    await rm(path, { force: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function refused(path: string, code: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
