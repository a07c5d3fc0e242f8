import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { UserError } from "../src-worker/errors.ts";
import { listFolder } from "../src-worker/node-folder.ts";
import { writeExportFolder } from "./export-folder.ts";
import { failure, fileFailure, saveFailure } from "./failures.ts";
import { type FileMark, isSame, markOf, markOfWritten } from "./file-mark.ts";
import type { Failure, FileKind, FileToExport, OpenedFile } from "./ipc.ts";
import type { RecentFiles } from "./recent.ts";
import { save } from "./save.ts";
import type { Tokens } from "./tokens.ts";

const GIB = 2 ** 30;

/** Data are streamed; a model is held in memory whole, like what is saved. */
const LARGEST: Readonly<Record<FileKind, number>> = {
  data: 64 * GIB,
  model: 2 * GIB,
  project: 2 * GIB,
  lesson: 4 * 2 ** 20,
};

const KINDS: ReadonlyMap<string, FileKind> = new Map([
  [".safetensors", "model"],
  [".onnx", "model"],
  [".chainrule", "project"],
  [".json", "lesson"],
]);

/** What a file is when nobody said it: dropped, or given on the command line. */
export function kindOf(path: string): FileKind {
  return KINDS.get(extname(path).toLowerCase()) ?? "data";
}

/** Whether it is a kind of file that we write ourselves, not another program's. */
export function isOwnKind(path: string): boolean {
  return [".safetensors", ".chainrule"].includes(extname(path).toLowerCase());
}

/** The file that was to be replaced is not what the window knows of it. */
export class WrittenMeanwhile extends Error {
  override readonly name = "WrittenMeanwhile";
  /** What it is now; null: it is not there. */
  readonly found: FileMark | null;

  constructor(found: FileMark | null) {
    super("the file was written meanwhile");
    this.found = found;
  }
}

/** The user's files: checked, then granted to one window by token, or written for it. */
export class UserFiles {
  private readonly tokens: Tokens;
  private readonly recent: RecentFiles;

  constructor(tokens: Tokens, recent: RecentFiles) {
    this.tokens = tokens;
    this.recent = recent;
  }

  /** Grants a file to a window, once it is known to be one and readable. */
  async open(path: string, kind: FileKind, owner: number): Promise<OpenedFile | Failure> {
    const full = resolve(path);
    const size = await checkedSize(full, kind);
    if (typeof size !== "number") return size;
    // Before the page reads it: what is written from now on is seen when it saves.
    const mark = isOwnKind(full) ? await markOf(full).catch(() => null) : undefined;
    await this.remember(full, kind);
    return { token: this.tokens.grant(full, owner, mark), name: basename(full), size, kind };
  }

  /** Grants a file of our own folders, which is no recent file of the user's; null: unreadable. */
  async grant(path: string, kind: FileKind, owner: number): Promise<OpenedFile | null> {
    const size = await checkedSize(path, kind);
    if (typeof size !== "number") return null;
    return { token: this.tokens.grant(path, owner), name: basename(path), size, kind };
  }

  /**
   * Writes a file whole or not at all. A file granted already keeps its token.
   * @param expected what it has to be still, to be replaced; undefined: whatever it is
   * @throws {WrittenMeanwhile} when it is not that
   */
  async save(
    path: string,
    bytes: Uint8Array,
    owner: number,
    expected?: FileMark | null,
  ): Promise<OpenedFile | Failure> {
    const full = resolve(path);
    const kind = kindOf(full);
    let mark: FileMark | null = null;
    const agree = async (target: string, written: string) => {
      // Before it has its name, by which another program might write it at once.
      mark = await markOfWritten(written, bytes);
      if (expected === undefined) return;
      const found = await markOf(target);
      if (!isSame(found, expected)) throw new WrittenMeanwhile(found);
    };
    try {
      await save(full, bytes, { backup: true, agree });
    } catch (error) {
      if (error instanceof WrittenMeanwhile) throw error;
      return saveFailure(basename(full), error);
    }
    if (kind !== "data") await this.remember(full, kind);
    const token = this.tokens.wrote(full, owner, mark);
    return { token, name: basename(full), size: bytes.byteLength, kind };
  }

  /** Writes a file for other programs: it is neither granted nor remembered. */
  async exportFile(path: string, { bytes }: FileToExport): Promise<{ name: string } | Failure> {
    const full = resolve(path);
    try {
      await save(full, bytes, { backup: false });
    } catch (error) {
      return saveFailure(basename(full), error);
    }
    return { name: basename(full) };
  }

  /** Writes a new folder of files for other programs. */
  async exportFolder(
    parent: string,
    name: string,
    files: readonly FileToExport[],
  ): Promise<{ name: string } | Failure> {
    try {
      return { name: basename(await writeExportFolder(resolve(parent), name, files)) };
    } catch (error) {
      return saveFailure(basename(resolve(parent)), error);
    }
  }

  /** A list of recent files that cannot be written is no reason to refuse the file. */
  private async remember(path: string, kind: FileKind): Promise<void> {
    await this.recent.add({ path, kind }).catch(() => {});
  }
}

/** The size of a folder of pictures as one stream. */
async function folderSize(path: string, kind: FileKind): Promise<number | Failure> {
  const name = basename(path);
  if (kind !== "data") return failure(`${name} is a folder`, "choose a file inside it");
  try {
    return (await listFolder(path)).size;
  } catch (error) {
    if (!(error instanceof UserError)) return fileFailure(name, error);
    const place = error.place.name === undefined ? name : `${name}/${error.place.name}`;
    return failure(`${place}: ${error.message}`, error.remedy);
  }
}

/** The size of a regular file, or of a folder of pictures, that can be read. */
async function checkedSize(path: string, kind: FileKind): Promise<number | Failure> {
  const name = basename(path);
  try {
    // Without waiting for the other end, should it be a pipe.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = await file.stat();
      if (facts.isDirectory()) return await folderSize(path, kind);
      if (!facts.isFile()) return failure(`${name} is no ordinary file`, "choose another");
      if (facts.size > LARGEST[kind]) {
        return failure(
          `${name} has ${facts.size} bytes, more than the ${LARGEST[kind]} that can be opened`,
          "use a smaller one",
        );
      }
      return facts.size;
    } finally {
      await file.close();
    }
  } catch (error) {
    return fileFailure(name, error);
  }
}
