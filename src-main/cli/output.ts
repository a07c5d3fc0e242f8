import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../../src-worker/errors.ts";
import { save } from "../save.ts";

/**
 * Refuses a path that cannot be written before the work is done that should go there.
 * @throws UserError
 */
export async function checkOutput(path: string): Promise<void> {
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
