import { deflateSync } from "fflate";
import type { Steps } from "../steps.ts";

/** A file of an archive; its name is plain ASCII. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether it is made smaller; numbers hardly become so. */
  readonly packed: boolean;
}

/** Bytes between two yields. */
const PIECE = 2 ** 20;
const LOCAL = 30;
const CENTRAL = 46;
const END = 22;
/** 1 January 1980, 0:00, the smallest there is: a time would make equal archives differ. */
const DATE = (1 << 21) | (1 << 16);

/**
 * A ZIP archive (PKWARE APPNOTE 6.3, version 2.0), the bytes that fflate's `zipSync` gives, in
 * pieces: yields the bytes that were packed.
 */
export function* zipping(entries: readonly ZipEntry[]): Steps<Uint8Array<ArrayBuffer>> {
  const parts: { head: Uint8Array; content: Uint8Array }[] = [];
  for (const { name, bytes, packed } of entries) {
    let sum = -1;
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      sum = crcOn(sum, piece);
      if (!packed) yield piece.length;
    }
    const content = packed ? deflateSync(bytes, { level: 6 }) : bytes;
    if (packed) yield bytes.length;
    parts.push({ head: header(name, ~sum, content.length, bytes.length, packed), content });
  }
  const before = parts.reduce(
    (sum, { head, content }) => sum + LOCAL + head.length - 26 + content.length,
    0,
  );
  const list = parts.reduce((sum, { head }) => sum + CENTRAL + head.length - 26, 0);
  const archive = new Uint8Array(before + list + END);
  const view = new DataView(archive.buffer);
  let [at, listAt] = [0, before];
  for (const { head, content } of parts) {
    const name = head.subarray(26);
    view.setUint32(listAt, 0x02014b50, true);
    view.setUint16(listAt + 4, 20, true);
    archive.set(head.subarray(0, 26), listAt + 6);
    view.setUint32(listAt + 42, at, true);
    archive.set(name, listAt + CENTRAL);
    listAt += CENTRAL + name.length;
    view.setUint32(at, 0x04034b50, true);
    archive.set(head, at + 4);
    archive.set(content, at + LOCAL + name.length);
    at += LOCAL + name.length + content.length;
  }
  view.setUint32(listAt, 0x06054b50, true);
  view.setUint16(listAt + 8, parts.length, true);
  view.setUint16(listAt + 10, parts.length, true);
  view.setUint32(listAt + 12, list, true);
  view.setUint32(listAt + 16, before, true);
  return archive;
}

/** What the local header and the central one have in common, and the name behind it. */
function header(
  name: string,
  sum: number,
  size: number,
  unpacked: number,
  packed: boolean,
): Uint8Array {
  const text = new TextEncoder().encode(name);
  const head = new Uint8Array(26 + text.length);
  const view = new DataView(head.buffer);
  view.setUint16(0, 20, true);
  view.setUint16(4, packed ? 8 : 0, true);
  view.setUint32(6, DATE, true);
  view.setUint32(10, sum, true);
  view.setUint32(14, size, true);
  view.setUint32(18, unpacked, true);
  view.setUint16(22, text.length, true);
  head.set(text, 26);
  return head;
}

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1 ? -306674912 : 0) ^ (value >>> 1);
  return value;
});

/** The CRC-32 of ISO 3309, inverted, after further bytes. */
function crcOn(sum: number, bytes: Uint8Array): number {
  let value = sum;
  for (let at = 0; at < bytes.length; at++) {
    value = (table[(value & 255) ^ (bytes[at] as number)] as number) ^ (value >>> 8);
  }
  return value;
}
