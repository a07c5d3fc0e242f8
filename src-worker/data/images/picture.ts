/** A decoded picture: three bytes a pixel (red, green, blue), row by row from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Pixels of a picture that is decoded: 4096 × 4096. */
export const mostPixels = 2 ** 24;

/** Why bytes are no picture; the caller knows which file it is. */
export class NoPicture extends Error {
  override readonly name = "NoPicture";
}

/** @throws {NoPicture} for a size that is none, or too large to decode */
export function checkPixels(width: number, height: number): void {
  if (!(width >= 1 && height >= 1)) throw new NoPicture("it has no pixels");
  if (width * height > mostPixels) {
    throw new NoPicture(`it has ${width} × ${height} pixels, more than ${mostPixels} in all`);
  }
}
