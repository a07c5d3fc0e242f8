/**
 * A folder of pictures as one stream of bytes, so that it is opened like a file. Numbers are
 * little-endian: the magic bytes, the number of files (32 bits), and for each file the length of
 * its name (16 bits), its bytes (32 bits), the name ("cats/1.png" in UTF-8), and its content.
 */
import { Cancelled, UserError } from "../../errors.ts";
import type { ReadingTask } from "../reading-task.ts";
import { Bytes } from "./bytes.ts";

export const folderMagic = Uint8Array.of(0x89, 0x50, 0x49, 0x43, 0x44, 0x49, 0x52, 0x0a);

/** What a folder may hold; more is refused in words before anything is read. */
export const folderLimits = {
  pictures: 200_000,
  /** Of one picture. */
  bytes: 2 ** 25,
  nameBytes: 1024,
} as const;

export const pictureEndings = [".png", ".jpg", ".jpeg"] as const;

/** What stands before the first file. @param files how many follow */
export function folderStart(files: number): Uint8Array {
  const start = new Uint8Array(folderMagic.length + 4);
  start.set(folderMagic);
  new DataView(start.buffer).setUint32(folderMagic.length, files, true);
  return start;
}

/** What stands before a file's content. */
export function fileStart(name: string, size: number): Uint8Array {
  const bytes = new TextEncoder().encode(name);
  const start = new Uint8Array(6 + bytes.length);
  const view = new DataView(start.buffer);
  view.setUint16(0, bytes.length, true);
  view.setUint32(2, size, true);
  start.set(bytes, 6);
  return start;
}

export interface FileInFolder {
  /** "cats/1.png" */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A folder while it is read. */
export class FolderStream {
  readonly count: number;
  private readonly bytes: Bytes;
  private readonly task: ReadingTask;

  private constructor(bytes: Bytes, count: number, task: ReadingTask) {
    this.bytes = bytes;
    this.count = count;
    this.task = task;
  }

  /** @throws {UserError} for a stream that is no folder's */
  static async open(
    { stream, size }: { stream: ReadableStream<Uint8Array>; size: number },
    task: ReadingTask,
  ): Promise<FolderStream> {
    const bytes = new Bytes(stream, size);
    const start = await bytes.take(folderMagic.length + 4);
    const count = new DataView(start.buffer, start.byteOffset).getUint32(folderMagic.length, true);
    if (count < 1 || count > folderLimits.pictures) {
      await bytes.close();
      throw new UserError(
        `the folder holds ${count} pictures, and 1 to ${folderLimits.pictures} are read`,
        "choose a folder with a subfolder of pictures for each class",
      );
    }
    return new FolderStream(bytes, count, task);
  }

  /** The files one after the other. @throws {UserError} where the stream ends early or is wrong */
  async *files(): AsyncGenerator<FileInFolder> {
    for (let index = 0; index < this.count; index++) {
      if (this.task.cancelled()) throw new Cancelled();
      const start = await this.bytes.take(6);
      const view = new DataView(start.buffer, start.byteOffset);
      const nameLength = view.getUint16(0, true);
      const size = view.getUint32(2, true);
      if (nameLength > folderLimits.nameBytes || size > folderLimits.bytes) {
        throw new UserError(
          `a file of ${size} bytes, where a picture has at most ${folderLimits.bytes}`,
          "make it smaller, or leave it out",
          { byte: this.bytes.taken },
        );
      }
      const name = new TextDecoder().decode(await this.bytes.take(nameLength));
      const bytes = await this.bytes.take(size);
      this.task.progress(this.bytes.taken, Math.max(this.bytes.size, this.bytes.taken));
      yield { name, bytes };
    }
  }

  get taken(): number {
    return this.bytes.taken;
  }

  close(): Promise<void> {
    return this.bytes.close();
  }
}
