/** What a file is at a moment, by which it is seen later whether anybody has written it since. */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** Up to this size the content itself is compared: the clocks of disks are coarse, and copying keeps times. */
const LARGEST_HASHED = 16 * 2 ** 20;

export interface FileMark {
  readonly size: number;
  /** SHA-256 of the content; null: too large for that. */
  readonly hash: string | null;
  /** Modification time in nanoseconds since 1970 and inode; compared where there is no hash. */
  readonly stamp: string;
}

/**
 * @returns null: there is no such file
 * @throws NodeJS.ErrnoException when it cannot be read
 */
export async function markOf(path: string): Promise<FileMark | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = await file.stat({ bigint: true });
      const size = Number(facts.size);
      const hash = size <= LARGEST_HASHED ? hashOf(await file.readFile()) : null;
      return { size, hash, stamp: `${facts.mtimeNs} ${facts.ino}` };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}

/** The mark of a file that has just been written with these bytes. */
export async function markOfWritten(path: string, bytes: Uint8Array): Promise<FileMark | null> {
  const size = bytes.byteLength;
  // Not read again, as it may be another's already.
  if (size <= LARGEST_HASHED) return { size, hash: hashOf(bytes), stamp: "" };
  return markOf(path).catch(() => null);
}

/** Whether nobody has written the file between the two moments; null: it was not there. */
export function isSame(one: FileMark | null, other: FileMark | null): boolean {
  if (!one || !other) return one === other;
  if (one.size !== other.size) return false;
  if (one.hash !== null || other.hash !== null) return one.hash === other.hash;
  return one.stamp === other.stamp;
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
