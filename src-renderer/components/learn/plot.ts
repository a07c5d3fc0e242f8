import { position, type Range, ticks } from "../../drawing/plane-axes.ts";

/** A frame in the pixels of an SVG, with what its axes run over. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Range;
  readonly y: Range;
}

export const across = (frame: Frame, x: number): number =>
  frame.left + position(x, frame.x, frame.width);
export const upwards = (frame: Frame, y: number): number =>
  frame.top + frame.height - position(y, frame.y, frame.height);

/** A jump of so large a share of the axis from one sample to the next is no line. */
const JUMP = 0.2;

/** A curve as an SVG path, in pieces where it jumps. */
export function curvePath(frame: Frame, xs: readonly number[], ys: readonly number[]): string {
  const span = frame.y[1] - frame.y[0];
  let path = "";
  let before: number | null = null;
  for (const [index, x] of xs.entries()) {
    const y = ys[index] ?? Number.NaN;
    if (!Number.isFinite(y)) {
      before = null;
      continue;
    }
    const on = before !== null && Math.abs(y - before) <= JUMP * span;
    path += `${on ? "L" : "M"}${across(frame, x).toFixed(1)} ${upwards(frame, y).toFixed(1)}`;
    before = y;
  }
  return path;
}

/** So many values from one end of a range to the other, both included. */
export const evenly = ([low, high]: Range, count: number): number[] =>
  Array.from({ length: count }, (_, index) => low + ((high - low) * index) / (count - 1));

/** A range that holds all values, and some room at both ends. */
export function rangeOf(values: readonly number[], least: Range = [-0.5, 1.5]): Range {
  let [low, high] = least;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const room = (high - low) * 0.06;
  return [low - room, high + room];
}

export const marks = (range: Range, count: number) =>
  ticks(range, count).map((value) => ({ value, label: String(value).replace("-", "−") }));

/** Where the line a·x + b·y + c = 0 meets the edges of a square; null: it does not. */
export function lineAcross(
  a: number,
  b: number,
  c: number,
  [low, high]: Range,
): readonly [x1: number, y1: number, x2: number, y2: number] | null {
  const points: [number, number][] = [];
  const add = (x: number, y: number) => {
    const inside = x >= low - 1e-9 && x <= high + 1e-9 && y >= low - 1e-9 && y <= high + 1e-9;
    const known = points.some(([px, py]) => Math.abs(px - x) + Math.abs(py - y) < 1e-9);
    if (inside && !known) points.push([x, y]);
  };
  for (const edge of [low, high]) {
    if (b !== 0) add(edge, -(a * edge + c) / b);
    if (a !== 0) add(-(b * edge + c) / a, edge);
  }
  const [first, second] = points;
  return first && second ? [...first, ...second] : null;
}

/** Runs of neighbours for which a test holds, as [first, last] places. */
export function runsWhere(count: number, holds: (index: number) => boolean): [number, number][] {
  const runs: [number, number][] = [];
  for (let index = 0; index < count; index++) {
    if (!holds(index)) continue;
    const last = runs.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}
