/** A line to draw: points with finite coordinates; others are left out. */
export type Series = readonly { readonly x: number; readonly y: number }[];

const BLANK = 0x2800;
/** Bits of the dots in a cell of Braille, [row][column]. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** A drawn character, and the last series that set a dot in it; −1: none. */
export interface Cell {
  readonly character: string;
  readonly series: number;
}

/** The plot without its axes, and what the axes say. */
export interface Plot {
  readonly cells: readonly (readonly Cell[])[];
  readonly low: number;
  readonly high: number;
  readonly logarithmic: boolean;
}

/**
 * Draws series with the dots of Braille characters, two across and four down a cell, joined by
 * straight lines. The vertical axis is logarithmic where the values span more than two decades.
 */
export function drawPlot(series: readonly Series[], width: number, height: number): Plot {
  const finite = series.map((points) =>
    points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)),
  );
  const all = finite.flat();
  const low = least(all.map(({ y }) => y));
  const high = -least(all.map(({ y }) => -y));
  const logarithmic = low > 0 && high > 100 * low;
  const scale = logarithmic ? Math.log : (value: number) => value;
  const left = least(all.map(({ x }) => x));
  const across = 2 * width - 1;
  const down = 4 * height - 1;
  const column = spread(left, -least(all.map(({ x }) => -x)), across);
  const level = spread(scale(low), scale(high), down);
  const masks = new Uint8Array(width * height);
  const owners = new Int8Array(width * height).fill(-1);
  finite.forEach((points, owner) => {
    const set = (x: number, y: number) => {
      const at = (y >> 2) * width + (x >> 1);
      masks[at] = (masks[at] ?? 0) | (DOTS[y & 3]?.[x & 1] ?? 0);
      owners[at] = owner;
    };
    let before: { x: number; y: number } | null = null;
    for (const point of points) {
      const here = { x: column(point.x), y: down - level(scale(point.y)) };
      joinDots(before ?? here, here, set);
      before = here;
    }
  });
  const cells = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, at) => ({
      character: String.fromCharCode(BLANK + (masks[row * width + at] ?? 0)),
      series: owners[row * width + at] ?? -1,
    })),
  );
  return { cells, low, high, logarithmic };
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

/** Maps [from, to] on the whole numbers 0 … size; all to the middle when there is no extent. */
function spread(from: number, to: number, size: number): (value: number) => number {
  return to > from
    ? (value) => Math.round(((value - from) / (to - from)) * size)
    : () => Math.floor(size / 2);
}

function joinDots(
  from: { x: number; y: number },
  to: { x: number; y: number },
  set: (x: number, y: number) => void,
): void {
  const steps = Math.max(1, Math.abs(to.x - from.x), Math.abs(to.y - from.y));
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    set(Math.round(from.x + share * (to.x - from.x)), Math.round(from.y + share * (to.y - from.y)));
  }
}
