import { access, constants, mkdir, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UserError } from "../../src-worker/errors.ts";
import { save } from "../save.ts";
import { UsageError } from "./failure.ts";

/**
 * Refuses a path that cannot be written before the work is done that should go there.
 * @param inputs files that are read, and would be lost if the output took their place
 * @throws UserError; UsageError when the output is one of the inputs
 */
export async function checkOutput(path: string, inputs: readonly string[]): Promise<void> {
  if ((await stat(path).catch(() => null))?.isDirectory()) {
    throw new UserError("is a folder", "give the name of a file", { file: path });
  }
  const folder = dirname(path);
  if (!(await stat(folder).catch(() => null))?.isDirectory()) {
    throw new UserError(`there is no folder ${folder}`, "create it first", { file: path });
  }
  await access(folder, constants.W_OK).catch(() => {
    throw new UserError(`the folder ${folder} is not writable`, "choose another", { file: path });
  });
  await refuseInput(path, inputs);
}

/** Compares through links, and whatever way the paths are written. */
async function refuseInput(path: string, inputs: readonly string[]): Promise<void> {
  const real = await realpath(path).catch(() => null);
  for (const input of real === null ? [] : inputs) {
    if ((await realpath(input).catch(() => null)) === real) {
      throw new UsageError(`-o "${path}" is read as "${input}"; give it another name`);
    }
  }
}

/** Writes a file whole or not at all. @throws UserError when it cannot be written */
export async function writeOutput(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await save(path, bytes, { backup: false });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`cannot be written: ${why}`, "choose another place", { file: path });
  }
}

/**
 * Writes the files of a folder, each whole or not at all; other files in it stay.
 * @param files names within the folder, with "/" between folders
 * @param inputs files that were read, and must stay
 * @returns their paths
 * @throws UserError when one cannot be written, UsageError before any when one is an input
 */
export async function writeFolder(
  path: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  inputs: readonly string[],
): Promise<string[]> {
  for (const { name } of files) await refuseInput(join(path, name), inputs);
  const written: string[] = [];
  for (const { name, bytes } of files) {
    const parts = name.split("/");
    // A name comes from the engine, which has no business outside the folder.
    if (!parts.every((part) => SAFE_NAME.test(part))) throw new RangeError(`no file name: ${name}`);
    const file = join(path, ...parts);
    try {
      await mkdir(dirname(file), { recursive: true });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new UserError(`no folder can be made here: ${why}`, "choose another place", {
        file: path,
      });
    }
    await writeOutput(file, bytes);
    written.push(file);
  }
  return written;
}

const SAFE_NAME = /^\w[\w.-]*$/;

/** Refuses a folder that cannot be made or written in. @throws UserError */
export async function checkFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found) return checkOutput(path, []);
  if (!found.isDirectory()) {
    throw new UserError("is a file", "give the name of a folder", { file: path });
  }
  await checkOutput(join(path, "file"), []);
}
