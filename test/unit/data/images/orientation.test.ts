import { encode } from "jpeg-js";
import { describe, expect, test } from "vitest";
import { decodeJpeg } from "../../../../src-worker/data/images/jpeg.ts";
import { orientationOf } from "../../../../src-worker/data/images/orientation.ts";
import { notedJpeg } from "./folders.ts";

const [width, height, block] = [3, 2, 16];
/** What stands in the blocks as stored, row by row. */
const stored = ["a", "b", "c", "d", "e", "f"];
const grey = (name: string) => 20 + 40 * stored.indexOf(name);

/** A JPEG of blocks so large that coding leaves their middles alone. */
function jpeg(): Uint8Array {
  const data = new Uint8Array(width * height * block * block * 4).fill(255);
  for (let y = 0; y < height * block; y++) {
    for (let x = 0; x < width * block; x++) {
      const name = stored[Math.floor(y / block) * width + Math.floor(x / block)] as string;
      data.fill(grey(name), (y * width * block + x) * 4, (y * width * block + x) * 4 + 3);
    }
  }
  return Uint8Array.from(encode({ width: width * block, height: height * block, data }, 100).data);
}

/** The blocks of a decoded picture, a text a row. */
function seen(bytes: Uint8Array): string[] {
  const picture = decodeJpeg(bytes);
  return Array.from({ length: picture.height / block }, (_, y) =>
    Array.from({ length: picture.width / block }, (_, x) => {
      const middle = (y + 0.5) * block * picture.width + (x + 0.5) * block;
      const value = picture.rgb[middle * 3] as number;
      return stored[Math.round((value - 20) / 40)];
    }).join(""),
  );
}

describe("a JPEG is read the way up that it is to be shown", () => {
  test.each([
    [1, ["abc", "def"]],
    [2, ["cba", "fed"]],
    [3, ["fed", "cba"]],
    [4, ["def", "abc"]],
    [5, ["ad", "be", "cf"]],
    [6, ["da", "eb", "fc"]],
    [7, ["fc", "eb", "da"]],
    [8, ["cf", "be", "ad"]],
  ])("orientation %i", (orientation, rows) => {
    expect(seen(notedJpeg(jpeg(), orientation, true))).toEqual(rows);
    expect(seen(notedJpeg(jpeg(), orientation, false))).toEqual(rows);
  });

  test("what is no orientation is passed over", () => {
    expect(orientationOf(jpeg())).toBe(1);
    expect(orientationOf(notedJpeg(jpeg(), 9, true))).toBe(1);
    const whole = notedJpeg(jpeg(), 6, true);
    for (let length = 0; length < 38; length++) {
      expect(orientationOf(whole.subarray(0, length))).toBe(1);
    }
  });
});
