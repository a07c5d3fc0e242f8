import { decode } from "jpeg-js";
import { orientationOf, turned } from "./orientation.ts";
import { checkPixels, mostPixels, NoPicture, type Picture } from "./picture.ts";

/** Enough for the largest picture, with what the decoder needs beside it. */
const mostMemoryMiB = 512;

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Decodes a baseline or progressive JPEG, the way up that its Exif data says.
 * @throws {NoPicture} for whatever is none
 */
export function decodeJpeg(bytes: Uint8Array): Picture {
  try {
    const { width, height, data } = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: mostPixels / 1e6,
      maxMemoryUsageInMB: mostMemoryMiB,
    });
    checkPixels(width, height);
    return turned({ width, height, rgb: data }, orientationOf(bytes));
  } catch (error) {
    if (error instanceof NoPicture) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new NoPicture(`it is no sound JPEG (${why})`);
  }
}
