import { cos64, sin64 } from "../../kernels/elementary.ts";

/** A straight piece of a pen's path: from (x, y) to (x, y). */
export type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

// A letter stands in a box: x from 0 to 1; y downwards, 0 the ascenders' top, 0.3 the top of small
// letters, 0.75 the baseline, 1 the descenders' end. The pen draws, one stroke after another,
//   line x y  x y …             from point to point, or
//   arc cx cy rx ry from to     about a centre, in degrees: 0 to the right, 90 downwards.
const pens: Readonly<Record<string, string>> = {
  a: "line 0.82 0.3  0.82 0.75 | arc 0.5 0.525 0.32 0.225 0 360",
  b: "line 0.18 0  0.18 0.75 | arc 0.5 0.525 0.32 0.225 0 360",
  c: "arc 0.5 0.525 0.32 0.225 45 315",
  d: "line 0.82 0  0.82 0.75 | arc 0.5 0.525 0.32 0.225 0 360",
  e: "line 0.18 0.525  0.82 0.525 | arc 0.5 0.525 0.32 0.225 45 360",
  f: "line 0.45 0.18  0.45 0.75 | line 0.2 0.32  0.72 0.32 | arc 0.68 0.18 0.23 0.18 180 300",
  g: "line 0.82 0.3  0.82 0.78 | arc 0.5 0.525 0.32 0.225 0 360 | arc 0.5 0.78 0.32 0.2 0 150",
  h: "line 0.2 0  0.2 0.75 | line 0.8 0.5  0.8 0.75 | arc 0.5 0.5 0.3 0.2 180 360",
  i: "line 0.5 0.32  0.5 0.75 | line 0.5 0.1  0.5 0.13",
  j: "line 0.58 0.32  0.58 0.82 | line 0.58 0.1  0.58 0.13 | arc 0.36 0.82 0.22 0.17 0 130",
  k: "line 0.22 0  0.22 0.75 | line 0.78 0.3  0.22 0.56 | line 0.4 0.48  0.8 0.75",
  l: "line 0.48 0  0.48 0.6 | arc 0.64 0.6 0.16 0.15 80 180",
  m: "line 0.1 0.3  0.1 0.75 | line 0.5 0.48  0.5 0.75 | line 0.9 0.48  0.9 0.75 | arc 0.3 0.48 0.2 0.18 180 360 | arc 0.7 0.48 0.2 0.18 180 360",
  n: "line 0.2 0.3  0.2 0.75 | line 0.8 0.5  0.8 0.75 | arc 0.5 0.5 0.3 0.2 180 360",
  o: "arc 0.5 0.525 0.32 0.225 0 360",
  p: "line 0.18 0.3  0.18 1 | arc 0.5 0.525 0.32 0.225 0 360",
  q: "line 0.82 0.3  0.82 1 | line 0.82 1  0.95 0.92 | arc 0.5 0.525 0.32 0.225 0 360",
  r: "line 0.3 0.3  0.3 0.75 | arc 0.58 0.5 0.28 0.2 180 310",
  s: "arc 0.5 0.415 0.27 0.115 90 330 | arc 0.5 0.64 0.29 0.11 270 510",
  t: "line 0.45 0.08  0.45 0.57 | line 0.2 0.3  0.75 0.3 | arc 0.63 0.57 0.18 0.18 45 180",
  u: "line 0.2 0.3  0.2 0.55 | line 0.8 0.3  0.8 0.75 | arc 0.5 0.55 0.3 0.2 0 180",
  v: "line 0.16 0.3  0.5 0.75  0.84 0.3",
  w: "line 0.06 0.3  0.28 0.75  0.5 0.36  0.72 0.75  0.94 0.3",
  x: "line 0.2 0.3  0.8 0.75 | line 0.8 0.3  0.2 0.75",
  y: "line 0.18 0.3  0.5 0.74 | line 0.84 0.3  0.36 1",
  z: "line 0.2 0.3  0.8 0.3  0.2 0.75  0.82 0.75",
};

/** Length of an arc's chords, in degrees: finer than a pixel shows. */
const chord = 22.5;

/** The letters that there are, a to z. */
export const alphabet: readonly string[] = Object.keys(pens);

/** The strokes of each letter, in the order of `alphabet`, in a box of 1 × 1. */
export const strokes: readonly (readonly Segment[])[] = Object.values(pens).map((pen) =>
  pen.split(" | ").flatMap(strokeSegments),
);

function strokeSegments(stroke: string): Segment[] {
  const [kind, ...words] = stroke.split(/ +/);
  const coordinates = words.map(Number);
  const points = kind === "arc" ? arcPoints(coordinates) : coordinates;
  const segments: Segment[] = [];
  for (let index = 0; index + 3 < points.length; index += 2) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = points.slice(index, index + 4);
    segments.push([x0, y0, x1, y1]);
  }
  return segments;
}

/** Points along an arc: x, y, x, y, … */
function arcPoints([
  cx = 0,
  cy = 0,
  rx = 0,
  ry = 0,
  from = 0,
  to = 0,
]: readonly number[]): number[] {
  const count = Math.ceil((to - from) / chord);
  return Array.from({ length: count + 1 }, (_, index) => {
    const angle = ((from + ((to - from) * index) / count) * Math.PI) / 180;
    return [cx + rx * cos64(angle), cy + ry * sin64(angle)];
  }).flat();
}
