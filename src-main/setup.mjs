/**
 * Set-up for the commands of package.json: install, build, find Electron.
 *
 * Runs before anything is installed, so it uses Node's own modules only, and stays cheap when
 * all is up to date. Words about progress go to stderr: stdout belongs to the command.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const LOCK = join(root, "out", ".lock");
const STAMP = join(root, "out", ".built");
const LOCK_MAX_AGE_MS = 15 * 60_000;
const LOCK_BIRTH_MS = 5_000;

/** A failure that is told in its own words, without a stack. */
export class SetupError extends Error {}

/** @param {string} words one line for the person who waits */
export function say(words) {
  process.stderr.write(`chainrule: ${words}\n`);
}

/**
 * Installs the locked dependencies unless exactly they are there already.
 * @throws {SetupError} when npm cannot install them
 */
export function ensureInstalled() {
  if (isInstalled()) return;
  underLock(() => {
    if (isInstalled()) return;
    say("installing dependencies (npm ci) …");
    // On Windows npm is a .cmd file, which only a shell starts.
    const result = spawnSync("npm", ["ci", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
    if (result.status !== 0) {
      throw new SetupError(
        "npm ci failed (its own words are above). Dependencies come from the npm registry: " +
          "check the network and `npm config get registry`, then run the command again.",
      );
    }
  });
}

/**
 * Builds out/ unless it was built from exactly the present sources.
 * Callers at the same time build once; the others wait for it.
 * @throws {SetupError} when the build fails
 */
export function ensureBuilt() {
  if (readOrEmpty(STAMP) === fingerprint()) return;
  underLock(() => {
    // Taken before the build: a source edited meanwhile makes the next caller build again.
    const sources = fingerprint();
    if (readOrEmpty(STAMP) === sources) return;
    say("building …");
    rmSync(STAMP, { force: true });
    const command = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
    const args = [command, "build", "--config", "electron.config.ts", "--logLevel", "warn"];
    const result = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] });
    if (result.status !== 0) {
      throw new SetupError(
        "the build failed (its own words are above). Correct the source they name, then run the command again.",
      );
    }
    writeFileSync(STAMP, sources);
  });
}

/**
 * Electron's binary, where it is installed. Never imports `electron`: without a binary, merely
 * requiring it starts a download.
 * @returns {string | undefined} path of the executable
 */
export function findElectron() {
  const packageFolder = join(root, "node_modules", "electron");
  const base = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, "dist");
  const executable = join(base, readOrEmpty(join(packageFolder, "path.txt")) || "electron");
  return existsSync(executable) ? executable : undefined;
}

/** @returns {boolean} whether a window could be shown at all */
export function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Runs the body of a command; a SetupError ends it with one line and exit code 1.
 * @param {() => unknown} body
 */
export async function asCommand(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** Compares npm's own record of what it installed with the lock file. */
function isInstalled() {
  const record = readOrEmpty(join(root, "node_modules", ".package-lock.json"));
  if (record === "") return false;
  const installed = JSON.parse(record).packages;
  const { "": _project, ...locked } = JSON.parse(
    readFileSync(join(root, "package-lock.json"), "utf8"),
  ).packages;
  // Optional packages may be missing: they belong to other platforms.
  for (const [path, entry] of Object.entries(locked)) {
    const there = installed[path];
    if (there ? there.version !== entry.version : !entry.optional) return false;
  }
  return true;
}

/** Paths, times and sizes of all that goes into the build; cheap, and blind to contents. */
function fingerprint() {
  const hash = createHash("sha256");
  const add = (path) => {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  };
  for (const file of ["electron.config.ts", "package.json", "package-lock.json"]) add(file);
  for (const folder of ["src-main", "src-renderer", "src-worker"]) {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    for (const path of files.map((file) => join(file.parentPath, file.name)).sort()) {
      add(path.slice(root.length + 1));
    }
  }
  return hash.digest("hex");
}

/** Runs work while holding the lock folder; waits for another holder, and outlives a dead one. */
function underLock(work) {
  mkdirSync(dirname(LOCK), { recursive: true });
  let told = false;
  while (!takeLock()) {
    if (!told) say("waiting for another chainrule command that installs or builds …");
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function takeLock() {
  try {
    mkdirSync(LOCK);
    writeFileSync(join(LOCK, "pid"), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const owner = readOrEmpty(join(LOCK, "pid"));
  if (isStale(owner)) discardLock(owner);
  return false;
}

function isStale(owner) {
  const { mtimeMs } = statSync(LOCK, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
  const age = Date.now() - mtimeMs;
  // No owner yet: its holder is between making the folder and writing into it, or died there.
  if (owner === "") return age > LOCK_BIRTH_MS;
  return age > LOCK_MAX_AGE_MS || !isAlive(Number(owner));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Moves a dead owner's lock away; gives it back if meanwhile it became a living one's. */
function discardLock(owner) {
  const aside = `${LOCK}-${process.pid}`;
  try {
    renameSync(LOCK, aside);
    if (readOrEmpty(join(aside, "pid")) !== owner) return renameSync(aside, LOCK);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return "";
    throw error;
  }
}
