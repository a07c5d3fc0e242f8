import { convertIndexedToRgb, type DecodedPng, decode } from "fast-png";
import { Unzlib } from "fflate";
import { checkPixels, NoPicture, type Picture } from "./picture.ts";

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** All that the pixels need. Others may hold packed texts and profiles of any size. */
const neededChunks = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
/** Bytes unpacked at a time: they give at most about 1032 times as many. */
const pieceBytes = 2 ** 12;
const headerBytes = 13;

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/**
 * Decodes a PNG (of an animated one the still picture); what is transparent lies over white.
 * @throws {NoPicture} for whatever is none, before memory is spent on it
 */
export function decodePng(bytes: Uint8Array): Picture {
  const chunks = chunksOf(bytes);
  checkContent(chunks);
  let decoded: DecodedPng;
  try {
    decoded = decode(joined([signature, ...chunks.map(({ whole }) => whole)]));
    return asPicture(decoded);
  } catch (error) {
    if (error instanceof NoPicture) throw error;
    throw new NoPicture(`it is no sound PNG (${(error as Error).message})`);
  }
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** With its length, type and checksum. */
  readonly whole: Uint8Array;
}

/** The chunks that the pixels need, up to the end. */
function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + length;
    if (end > bytes.length) break;
    if (neededChunks.has(type)) {
      chunks.push({
        type,
        data: bytes.subarray(at + 8, end - 4),
        whole: bytes.subarray(at, end),
      });
    }
    if (type === "IEND") return chunks;
    at = end;
  }
  throw new NoPicture("the PNG is cut off");
}

/** That the packed pixels give exactly what the header says, and no more than can be decoded. */
function checkContent(chunks: readonly Chunk[]): void {
  const [first, ...rest] = chunks;
  if (first?.type !== "IHDR" || first.data.length !== headerBytes) {
    throw new NoPicture("the PNG has no header");
  }
  if (rest.some(({ type }) => type === "IHDR")) throw new NoPicture("the PNG has two headers");
  const header = new DataView(first.data.buffer, first.data.byteOffset, headerBytes);
  const width = header.getUint32(0);
  const height = header.getUint32(4);
  checkPixels(width, height);
  const depth = header.getUint8(8);
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[header.getUint8(9)];
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(depth)) {
    throw new NoPicture("the PNG's header says nothing that there is");
  }
  const interlaced = header.getUint8(12) === 1;
  if (interlaced && depth < 8) {
    throw new NoPicture("it is an interlaced PNG of fewer than 8 bits, which are not read");
  }
  const bits = depth * channels;
  const expected = interlaced
    ? interlacedBytes(width, height, bits / 8)
    : height * (1 + Math.ceil((width * bits) / 8));
  const packed = chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data);
  if (unpackedBytes(packed, expected) !== expected) {
    throw new NoPicture(`the PNG does not hold its ${width} × ${height} pixels`);
  }
}

/** Bytes of the seven passes of Adam7. */
function interlacedBytes(width: number, height: number, pixelBytes: number): number {
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const;
  return passes.reduce((sum, [x, y, xStep, yStep]) => {
    const columns = Math.ceil((width - x) / xStep);
    const rows = Math.ceil((height - y) / yStep);
    return columns > 0 && rows > 0 ? sum + rows * (1 + columns * pixelBytes) : sum;
  }, 0);
}

/** How many bytes they unpack to; counting ends soon after `most`. */
function unpackedBytes(packed: readonly Uint8Array[], most: number): number {
  let count = 0;
  const unzlib = new Unzlib((part) => {
    count += part.length;
  });
  try {
    for (const data of packed) {
      for (let at = 0; at < data.length && count <= most; at += pieceBytes) {
        unzlib.push(data.subarray(at, at + pieceBytes), false);
      }
    }
  } catch {
    throw new NoPicture("the PNG's packed pixels are damaged");
  }
  return count;
}

function asPicture(png: DecodedPng): Picture {
  const { width, height } = png;
  const { samples, channels, whole } = samplesOf(png);
  const rgb = new Uint8Array(width * height * 3);
  const colours = channels < 3 ? 1 : 3;
  const keyed = png.palette ? undefined : png.transparency;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * channels;
    const seen = keyed ? !isKey(samples, at, keyed) : true;
    const alpha = !seen ? 0 : channels === colours ? 1 : (samples[at + colours] as number) / whole;
    for (let colour = 0; colour < 3; colour++) {
      const value = (samples[at + (colours === 1 ? 0 : colour)] as number) / whole;
      rgb[pixel * 3 + colour] = Math.round(255 * (value * alpha + (1 - alpha)));
    }
  }
  return { width, height, rgb };
}

/** One number a sample, whatever the bit depth. `whole`: the largest there is. */
function samplesOf(png: DecodedPng): {
  samples: Uint8Array | Uint8ClampedArray | Uint16Array;
  channels: number;
  whole: number;
} {
  const { width, height, depth, channels, data, palette } = png;
  if (palette) {
    const samples = convertIndexedToRgb(png);
    return { samples, channels: samples.length / (width * height), whole: 255 };
  }
  const whole = 2 ** depth - 1;
  if (depth >= 8) return { samples: data, channels, whole };
  // Grey of 1, 2 or 4 bits, each row beginning with a byte of its own.
  const samples = new Uint8Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const bit = column * depth;
      const byte = data[row * rowBytes + (bit >> 3)] as number;
      samples[row * width + column] = (byte >> (8 - depth - (bit & 7))) & whole;
    }
  }
  return { samples, channels, whole };
}

/** Whether a pixel has the one colour that is transparent. */
function isKey(samples: ArrayLike<number>, at: number, key: Uint16Array): boolean {
  return key.every((value, index) => samples[at + index] === value);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
