import { cos64, sin64 } from "../../kernels/elementary.ts";
import { normal } from "../../kernels/normal.ts";
import { Random } from "../../kernels/random.ts";
import { categories, numbers, type Sample, sampleTable } from "./sample.ts";
import { alphabet, type Segment, strokes } from "./strokes.ts";

const size = 20;
const pixels = size * size;
const imagesPerLetter = 150;
const rows = imagesPerLetter * alphabet.length;
/** Deviation of the grey noise added to each pixel. */
const noise = 0.08;

/** The notes' problem 1.4 (a): grey images of 20 × 20 pixels, one of 26 letters each. */
export const letters: Sample = {
  name: "letters",
  label: "Letters",
  about:
    "The notes' problem 1.4 (a): grey images of 20 × 20 pixels of the letters a to z, drawn with a pen of changing width, size, place and slant, and with noise.",
  rows,
  columns: pixels + 1,
  task: "multiclass",
  make(seed) {
    const random = new Random(seed, "letters");
    const values = Array.from({ length: pixels }, () => new Float32Array(rows));
    const codes = Int32Array.from({ length: rows }, (_, row) => row % alphabet.length);
    const image = new Float32Array(pixels);
    for (const [row, code] of codes.entries()) {
      draw(strokes[code] as readonly Segment[], random, image);
      values.forEach((column, pixel) => {
        column[row] = image[pixel] as number;
      });
    }
    const columns = values.map((column, pixel) => numbers(`p${pixel + 1}`, column));
    return sampleTable("letters", [...columns, categories("letter", alphabet, codes)], {
      width: size,
      height: size,
    });
  },
};

/** A number, each as likely, from `low` to `high`. */
function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/** Draws a letter into `image` [size, size], row by row from the top: 0 paper, 1 ink. */
function draw(letter: readonly Segment[], random: Random, image: Float32Array): void {
  const pen = between(random, 0.9, 1.4);
  image.fill(0);
  for (const segment of place(letter, random)) drawSegment(segment, pen, image);
  image.forEach((ink, pixel) => {
    image[pixel] = Math.min(1, Math.max(0, ink + noise * normal(random)));
  });
}

/** Adds a straight stroke of half width `pen`; its ink fades over one pixel at the edge. */
function drawSegment(segment: Segment, pen: number, image: Float32Array): void {
  const [x0, y0, x1, y1] = segment;
  const reach = pen + 0.5;
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(size, Math.ceil(Math.max(y0, y1) + reach));
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(size, Math.ceil(Math.max(x0, x1) + reach));
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const pixel = y * size + x;
      const ink = Math.min(1, reach - distance(segment, x + 0.5, y + 0.5));
      if (ink > (image[pixel] as number)) image[pixel] = ink;
    }
  }
}

/** The strokes in pixels, at a size, slant, turn and place of their own. */
function place(letter: readonly Segment[], random: Random): Segment[] {
  const height = between(random, 14, 16.5);
  const width = height * between(random, 0.65, 0.8);
  const slant = between(random, -0.1, 0.2);
  const turn = between(random, -0.08, 0.08);
  const centreX = size / 2 + between(random, -1, 1);
  const centreY = size / 2 + between(random, -1, 1);
  const cosine = cos64(turn);
  const sine = sin64(turn);
  const at = (x: number, y: number): [number, number] => {
    const down = (y - 0.5) * height;
    const right = (x - 0.5) * width - slant * down;
    return [centreX + cosine * right - sine * down, centreY + sine * right + cosine * down];
  };
  return letter.map(([x0, y0, x1, y1]) => [...at(x0, y0), ...at(x1, y1)]);
}

/** Distance of a point to a stroke. */
function distance([x0, y0, x1, y1]: Segment, x: number, y: number): number {
  const alongX = x1 - x0;
  const alongY = y1 - y0;
  const share = ((x - x0) * alongX + (y - y0) * alongY) / (alongX * alongX + alongY * alongY);
  const clamped = Math.min(1, Math.max(0, share));
  const offX = x - x0 - clamped * alongX;
  const offY = y - y0 - clamped * alongY;
  return Math.sqrt(offX * offX + offY * offY);
}
