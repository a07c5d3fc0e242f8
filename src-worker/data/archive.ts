import { unzipSync } from "fflate";
import { UserError } from "../errors.ts";
import { mostBytes } from "./limits.ts";

const mostEntries = 1000;
/** Deflate packs at most about 1032 bytes into one (zlib.net/zlib_tech.html). */
const mostRatio = 1032;

/** Whether bytes start as those of a ZIP archive. */
export function isArchive([a, b, c, d]: Uint8Array): boolean {
  return a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04;
}

/**
 * The names of the files in a ZIP archive. Nothing is unpacked yet, and no name is ever used as a
 * path.
 * @throws {UserError} for bytes that are no archive, a name that comes twice, or a file that
 *   claims to unpack to more than a file of its size can
 */
export function archiveNames(bytes: Uint8Array, file: string): string[] {
  const names = new Set<string>();
  let entries = 0;
  unzip(bytes, file, ({ name, size, originalSize }) => {
    const shown = name.slice(0, 60);
    if (++entries > mostEntries) {
      throw new UserError(`the archive has more than ${mostEntries} files`, "save fewer", { file });
    }
    if (names.has(name)) {
      throw new UserError(`the archive has two files called “${shown}”`, "save it again", { file });
    }
    if (originalSize > mostBytes || originalSize > mostRatio * (size + 1)) {
      throw new UserError(
        `“${shown}” claims to unpack from ${size} to ${originalSize} bytes`,
        "get the file again, or save less",
        { file },
      );
    }
    names.add(name);
    return false;
  });
  return [...names];
}

/** Unpacks some of the files of an archive whose names have been read. */
export function unpack(
  bytes: Uint8Array,
  file: string,
  names: readonly string[],
): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  const wanted = new Set(names);
  const unpacked = unzip(bytes, file, ({ name }) => wanted.has(name));
  return new Map(
    names.map((name) => {
      const content = Object.hasOwn(unpacked, name) ? unpacked[name] : undefined;
      if (content) return [name, content];
      const what = `“${name.slice(0, 60)}” is missing in the archive`;
      throw new UserError(what, "save it again", { file });
    }),
  );
}

function unzip(
  bytes: Uint8Array,
  file: string,
  filter: NonNullable<Parameters<typeof unzipSync>[1]>["filter"] & {},
) {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof UserError) throw error;
    // Whatever else the unpacking throws comes from bytes that are no archive.
    throw new UserError("the ZIP archive is damaged or cut off", "save it again", { file });
  }
}
