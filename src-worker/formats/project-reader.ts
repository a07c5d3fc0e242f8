import { isArchive } from "../data/archive.ts";
import { extensions } from "../data/extensions.ts";
import { mostBytes } from "../data/limits.ts";
import type { Reader } from "../data/reader.ts";
import { readWhole } from "../data/whole-file.ts";
import { readProject } from "./project.ts";

/** The table of a project file, so that its columns can be read again with other types. */
export const projectReader: Reader = {
  name: "project",
  extensions: extensions.project,
  text: false,
  // A ZIP archive, like NPZ: the name tells which.
  recognizes: isArchive,
  async read(open, file, _reading, task) {
    const { table } = await readProject(await readWhole(await open(), mostBytes, task), file);
    return table;
  },
};
