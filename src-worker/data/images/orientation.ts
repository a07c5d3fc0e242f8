import type { Picture } from "./picture.ts";

const app1 = 0xe1;
const startOfScan = 0xda;
const orientationTag = 0x0112;
const short = 3;
const exifHead = [0x45, 0x78, 0x69, 0x66, 0, 0];

/**
 * Which way up a JPEG is to be shown, as the camera noted it: 1 to 8, the orientation of Exif
 * (CIPA DC-008, tag 274). 1, as stored, where nothing or nonsense is noted.
 */
export function orientationOf(jpeg: Uint8Array): number {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  // Segments: a mark of two bytes, then their length with its own two bytes.
  for (let at = 2; at + 4 <= jpeg.length && view.getUint8(at) === 0xff; ) {
    const mark = view.getUint8(at + 1);
    if (mark === startOfScan) break;
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > jpeg.length) break;
    const isExif = exifHead.every((byte, index) => jpeg[at + 4 + index] === byte);
    if (mark === app1 && isExif && length > 2 + exifHead.length) {
      const from = at + 4 + exifHead.length;
      return orientationIn(new DataView(jpeg.buffer, jpeg.byteOffset + from, end - from));
    }
    at = end;
  }
  return 1;
}

/** Reads the first directory of a TIFF structure, which Exif is. */
function orientationIn(tiff: DataView): number {
  if (tiff.byteLength < 8) return 1;
  const isLittle = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return 1;
  const entries = tiff.getUint16(directory, isLittle);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.byteLength) return 1;
    if (tiff.getUint16(at, isLittle) !== orientationTag) continue;
    const value = tiff.getUint16(at + 8, isLittle);
    return tiff.getUint16(at + 2, isLittle) === short && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The picture as it is to be shown; from orientation 5 on, its sides change places. */
export function turned(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const isAcross = orientation >= 5;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBelow = [3, 4, 6, 7].includes(orientation);
  const [width, height] = isAcross
    ? [picture.height, picture.width]
    : [picture.width, picture.height];
  const rgb = new Uint8Array(picture.rgb.length);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = isAcross ? [y, x] : [x, y];
      const storedColumn = fromRight ? picture.width - 1 - column : column;
      const storedRow = fromBelow ? picture.height - 1 - row : row;
      const from = (storedRow * picture.width + storedColumn) * 3;
      for (let channel = 0; channel < 3; channel++)
        rgb[to++] = picture.rgb[from + channel] as number;
    }
  }
  return { width, height, rgb };
}
