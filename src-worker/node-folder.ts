/**
 * A folder of pictures on a disk, for both hosts: the window's main process and the command line.
 * Links are not followed, so that nothing outside the folder is read.
 */
import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileStart, folderLimits, folderStart, pictureEndings } from "./data/images/folder.ts";
import { UserError } from "./errors.ts";

const chunkBytes = 2 ** 18;
/** Entries looked at: a folder of something else is not searched for ever. */
const mostEntries = 1_000_000;

interface ListedFile {
  /** "cats/1.png" */
  readonly name: string;
  readonly size: number;
}

/** What a folder holds, and how many bytes its stream has. */
export interface ListedFolder {
  readonly path: string;
  readonly files: readonly ListedFile[];
  readonly size: number;
}

/**
 * Lists the pictures in the subfolders of a folder, by class and then by name.
 * @throws {UserError} when there are none, or more than can be read
 * @throws NodeJS.ErrnoException when the folder cannot be read
 */
export async function listFolder(path: string): Promise<ListedFolder> {
  const files: ListedFile[] = [];
  let outside = 0;
  let looked = 0;
  for (const entry of sorted(await readdir(path, { withFileTypes: true }))) {
    if (entry.isFile() && isPicture(entry.name)) outside++;
    if (!entry.isDirectory() || entry.name.startsWith(".")) continue;
    for (const inner of sorted(await readdir(join(path, entry.name), { withFileTypes: true }))) {
      if (++looked > mostEntries || files.length > folderLimits.pictures) throw tooMany();
      if (!inner.isFile() || !isPicture(inner.name)) continue;
      const { size } = await lstat(join(path, entry.name, inner.name));
      const name = `${entry.name}/${inner.name}`;
      if (size > folderLimits.bytes) {
        throw new UserError(
          `the picture has ${size} bytes, more than ${folderLimits.bytes}`,
          "make it smaller, or take it out of the folder",
          { name },
        );
      }
      files.push({ name, size });
    }
  }
  if (files.length > folderLimits.pictures) throw tooMany();
  if (files.length === 0) {
    throw new UserError(
      outside > 0
        ? "its pictures lie in no subfolder, which would be their class"
        : "the folder has no subfolders with PNG or JPEG pictures",
      "put the pictures of each class into a subfolder of its name",
    );
  }
  const size = files.reduce(
    (sum, { name, size }) => sum + fileStart(name, size).length + size,
    folderStart(files.length).length,
  );
  return { path, files, size };
}

/** The folder as one stream, read no faster than it is taken. */
export function streamFolder({ path, files }: ListedFolder): ReadableStream<Uint8Array> {
  const pieces = contents(path, files);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(error);
        }
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}

async function* contents(
  path: string,
  files: readonly ListedFile[],
): AsyncGenerator<Uint8Array, undefined> {
  yield folderStart(files.length);
  for (const { name, size } of files) {
    yield fileStart(name, size);
    const flags = constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0);
    const file = await open(join(path, ...name.split("/")), flags);
    try {
      for (let left = size; left > 0; ) {
        const chunk = new Uint8Array(Math.min(chunkBytes, left));
        const { bytesRead } = await file.read(chunk);
        if (bytesRead === 0) throw new Error("the file became shorter while it was read");
        left -= bytesRead;
        yield chunk.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }
  return undefined;
}

function isPicture(name: string): boolean {
  const ending = extname(name).toLowerCase();
  return !name.startsWith(".") && pictureEndings.some((one) => one === ending);
}

/** By code units, the same on every computer. */
function sorted<T extends { readonly name: string }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function tooMany(): UserError {
  return new UserError(
    `the folder holds more than ${folderLimits.pictures} pictures`,
    "open a part of them",
  );
}
