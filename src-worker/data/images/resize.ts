import type { PictureOptions } from "../table.ts";
import type { Picture } from "./picture.ts";

/** Shares of a row's or column's old pixels in a new one: from `first` on, their sum 1. */
interface Span {
  readonly first: number;
  readonly shares: Float64Array;
}

/** The pixels that each new pixel covers along one axis, by how much of it they fill. */
function spans(before: number, after: number): Span[] {
  const length = before / after;
  return Array.from({ length: after }, (_, place) => {
    const from = (place * before) / after;
    const to = ((place + 1) * before) / after;
    const first = Math.floor(from);
    const end = Math.min(Math.ceil(to), before);
    const shares = Float64Array.from({ length: end - first }, (_, index) => {
      const pixel = first + index;
      return (Math.min(to, pixel + 1) - Math.max(from, pixel)) / length;
    });
    return { first, shares };
  });
}

/**
 * Brings pictures to one size: each new pixel is the mean of the area it covers, in the order of
 * the pixels and in float64, so that it is the same on every computer.
 */
export class Resizer {
  private readonly options: PictureOptions;
  private before = { width: 0, height: 0 };
  private columns: readonly Span[] = [];
  private rows: readonly Span[] = [];

  constructor(options: PictureOptions) {
    this.options = options;
  }

  /**
   * @param to called with each new value from 0 to 255: in colour the red pixels row by row, then
   *   the green and the blue ones; else grey, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601)
   */
  resize(picture: Picture, to: (place: number, value: number) => void): void {
    const { width, height, colour } = this.options;
    this.fit(picture);
    const pixels = width * height;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const place = row * width + column;
        const [red, green, blue] = this.mean(picture, row, column);
        if (colour) {
          to(place, red);
          to(pixels + place, green);
          to(2 * pixels + place, blue);
        } else {
          // Whole weights: what is grey already stays exactly what it is.
          to(place, (299 * red + 587 * green + 114 * blue) / 1000);
        }
      }
    }
  }

  private mean({ width, rgb }: Picture, row: number, column: number): [number, number, number] {
    const across = this.columns[column] as Span;
    const down = this.rows[row] as Span;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let y = 0; y < down.shares.length; y++) {
      const line = (down.first + y) * width + across.first;
      for (let x = 0; x < across.shares.length; x++) {
        const share = (down.shares[y] as number) * (across.shares[x] as number);
        const at = 3 * (line + x);
        red += share * (rgb[at] as number);
        green += share * (rgb[at + 1] as number);
        blue += share * (rgb[at + 2] as number);
      }
    }
    return [red, green, blue];
  }

  private fit({ width, height }: Picture): void {
    if (width !== this.before.width) this.columns = spans(width, this.options.width);
    if (height !== this.before.height) this.rows = spans(height, this.options.height);
    this.before = { width, height };
  }
}
