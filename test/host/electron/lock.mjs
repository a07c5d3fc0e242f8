/** Electron's lock of a user folder: one process has it, later ones hand over what they were given. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/**
 * @param {string} userData
 * @param {(argv: string[], folder: string) => void} told of a later process
 * @returns {boolean} whether this process is the first
 */
export function takeLock(userData, told) {
  const lock = join(userData, "lock");
  const letters = join(userData, "letters");
  mkdirSync(letters, { recursive: true });
  if (!writeNew(lock, String(process.pid))) {
    if (isAlive(Number(readFileSync(lock, "utf8")))) {
      const letter = join(letters, String(process.pid));
      writeFileSync(letter, JSON.stringify([process.argv, process.cwd()]));
      renameSync(letter, `${letter}.json`);
      return false;
    }
    // It was killed.
    writeFileSync(lock, String(process.pid));
  }
  watch(letters, () => {
    for (const name of readdirSync(letters).filter((one) => one.endsWith(".json"))) {
      const [argv, folder] = JSON.parse(readFileSync(join(letters, name), "utf8"));
      rmSync(join(letters, name));
      told(argv, folder);
    }
  });
  process.once("exit", () => rmSync(lock, { force: true }));
  return true;
}

function writeNew(path, text) {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
