import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../src-renderer/lessons/", import.meta.url);

/** The program's own lessons, as their files are. */
export const lessons: readonly { readonly name: string; readonly text: string }[] = readdirSync(
  folder,
)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
