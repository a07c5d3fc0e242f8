import type { ChartPoint } from "./chart-points.ts";

/** A piece of a contour, in grid coordinates: (0, 0) is the first value. */
export type Segment = readonly [ChartPoint, ChartPoint];

/**
 * Where a surface over a grid has a level: marching squares with linear interpolation. Cells with a
 * value that is not finite are left out.
 * @param values [height, width]
 */
export function contour(
  values: ArrayLike<number>,
  width: number,
  height: number,
  level: number,
): Segment[] {
  const found: Segment[] = [];
  for (let row = 0; row + 1 < height; row++) {
    for (let column = 0; column + 1 < width; column++) {
      const corner = (dx: number, dy: number) => ({
        x: column + dx,
        y: row + dy,
        value: values[(row + dy) * width + column + dx] as number,
      });
      const corners = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)] as const;
      if (corners.every(({ value }) => Number.isFinite(value))) found.push(...cell(corners, level));
    }
  }
  return found;
}

type Corner = ChartPoint & { readonly value: number };

/** The crossings of the edges one after the other, joined in pairs. */
function cell(corners: readonly [Corner, Corner, Corner, Corner], level: number): Segment[] {
  const crossings: ChartPoint[] = [];
  corners.forEach((from, index) => {
    const to = corners[(index + 1) % 4] as Corner;
    if (from.value >= level === to.value >= level) return;
    const share = (level - from.value) / (to.value - from.value);
    crossings.push({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
  });
  const [a, b, c, d] = crossings;
  if (!a || !b) return [];
  if (!c || !d) return [[a, b]];
  // A saddle: the mean decides which pair of opposite corners is joined.
  const mean = corners.reduce((sum, { value }) => sum + value, 0) / 4;
  const joined = mean >= level === corners[0].value >= level;
  return joined
    ? [
        [a, b],
        [c, d],
      ]
    : [
        [d, a],
        [b, c],
      ];
}

/** About `count` levels between two losses, at equal ratios where both are above 0. */
export function levelsBetween(low: number, high: number, count: number): number[] {
  const even = low > 0;
  const [from, to] = even ? [Math.log(low), Math.log(high)] : [low, high];
  return Array.from({ length: count }, (_, index) => {
    const place = from + ((to - from) * (index + 1)) / (count + 1);
    return even ? Math.exp(place) : place;
  });
}
