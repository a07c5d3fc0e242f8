import { encode as encodePng } from "fast-png";
import { encode as encodeJpeg } from "jpeg-js";
import { fileStart, folderStart } from "../../../../src-worker/data/images/folder.ts";

/** Bytes of a folder's stream. */
export function folderBytes(files: readonly { name: string; bytes: Uint8Array }[]): Uint8Array {
  const parts = [
    folderStart(files.length),
    ...files.flatMap(({ name, bytes }) => [fileStart(name, bytes.length), bytes]),
  ];
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A grey PNG of 8 bits. */
export function greyPng(width: number, height: number, values: readonly number[]): Uint8Array {
  return encodePng({ width, height, channels: 1, depth: 8, data: Uint8Array.from(values) });
}

/** A JPEG of one colour. */
export function flatJpeg(width: number, height: number, rgb: readonly number[]): Uint8Array {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (rgb[at % 4] as number),
  );
  return Uint8Array.from(encodeJpeg({ width, height, data }, 100).data);
}

/** A JPEG with the Exif note of an orientation. */
export function notedJpeg(jpeg: Uint8Array, orientation: number, isLittle: boolean): Uint8Array {
  const exif = new Uint8Array(10 + 26);
  const view = new DataView(exif.buffer);
  view.setUint16(0, 0xffe1);
  view.setUint16(2, exif.length - 2);
  exif.set(new TextEncoder().encode("Exif"), 4);
  view.setUint16(10, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(12, 42, isLittle);
  view.setUint32(14, 8, isLittle);
  view.setUint16(18, 1, isLittle);
  view.setUint16(20, 0x0112, isLittle);
  view.setUint16(22, 3, isLittle);
  view.setUint32(24, 1, isLittle);
  view.setUint16(28, orientation, isLittle);
  return Uint8Array.from([...jpeg.subarray(0, 2), ...exif, ...jpeg.subarray(2)]);
}
