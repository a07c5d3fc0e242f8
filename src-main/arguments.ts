import { resolve } from "node:path";

/**
 * The files that a command line asks to open.
 * @param argv as the process got it, switches of Chromium included
 * @param isPackaged whether the program starts by its own name; else its folder is the first word
 * @param folder where the person stood
 */
export function filesIn(argv: readonly string[], isPackaged: boolean, folder: string): string[] {
  const words = argv.slice(1).filter((word) => !word.startsWith("-"));
  return words.slice(isPackaged ? 0 : 1).map((word) => resolve(folder, word));
}
