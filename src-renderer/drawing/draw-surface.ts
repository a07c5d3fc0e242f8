import type { LossSurface } from "../../src-worker/api.ts";
import { css, type Rgb, unknown } from "./colours.ts";
import { contour, levelsBetween } from "./contours.ts";
import { AXIS, type MapStyle } from "./draw-map.ts";
import { regressionTint } from "./pixels.ts";
import { position, type Range, tickLabel, ticks } from "./plane-axes.ts";

const LEVELS = 12;

/** Smallest and largest finite loss. */
export function lossRange(loss: Float32Array): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of loss) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Blue where the loss is low, orange where it is high, at equal ratios. */
export function lossColour(loss: number, [low, high]: Range, dark: boolean): Rgb {
  if (!Number.isFinite(loss)) return unknown(dark);
  const [from, to, at] = low > 0 ? [low, high, loss].map(Math.log) : [low, high, loss];
  const share =
    to !== undefined && from !== undefined && at !== undefined && to > from
      ? (at - from) / (to - from)
      : 0;
  return regressionTint(1 - 2 * share, dark);
}

/** Draws the loss over two directions with its contours and the way of the training. */
export function drawSurface(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  surface: LossSurface,
  style: MapStyle,
): void {
  const { a, b, loss, path } = surface;
  const width = size.width - AXIS.left - AXIS.right;
  const height = size.height - AXIS.top - AXIS.bottom;
  const x: Range = [a[0] as number, a.at(-1) as number];
  const y: Range = [b[0] as number, b.at(-1) as number];
  const left = (value: number) => AXIS.left + position(value, x, width);
  const top = (value: number) => AXIS.top + height - position(value, y, height);
  const range = lossRange(loss);
  context.clearRect(0, 0, size.width, size.height);
  paint(context, surface, range, style.dark, { width, height });

  context.strokeStyle = style.dark ? "rgb(255 255 255 / 0.28)" : "rgb(0 0 0 / 0.28)";
  context.lineWidth = 1;
  context.beginPath();
  const column = (at: number) => AXIS.left + (at / (a.length - 1)) * width;
  const row = (at: number) => AXIS.top + height - (at / (b.length - 1)) * height;
  for (const level of levelsBetween(...range, LEVELS)) {
    for (const [from, to] of contour(loss, a.length, b.length, level)) {
      context.moveTo(column(from.x), row(from.y));
      context.lineTo(column(to.x), row(to.y));
    }
  }
  context.stroke();

  if (path) {
    context.strokeStyle = style.text;
    context.lineWidth = 1.8;
    context.beginPath();
    path.a.forEach((at, index) => {
      const [px, py] = [left(at), top(path.b[index] as number)];
      if (index === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    });
    context.stroke();
    mark(context, left(path.a[0] as number), top(path.b[0] as number), style, false);
  }
  mark(context, left(0), top(0), style, true);
  axes(context, { x, y, width, height, left, top }, style);
}

/** The grid's values as one picture, smoothed between its points. */
function paint(
  context: CanvasRenderingContext2D,
  { a, b, loss }: LossSurface,
  range: Range,
  dark: boolean,
  { width, height }: { width: number; height: number },
): void {
  const pixels = new Uint8ClampedArray(a.length * b.length * 4);
  for (let row = 0; row < b.length; row++) {
    for (let column = 0; column < a.length; column++) {
      // The picture's first row is the largest b.
      const value = loss[(b.length - 1 - row) * a.length + column] as number;
      const start = (row * a.length + column) * 4;
      pixels.set([...lossColour(value, range, dark), 255], start);
    }
  }
  const picture = new OffscreenCanvas(a.length, b.length);
  picture.getContext("2d")?.putImageData(new ImageData(pixels, a.length, b.length), 0, 0);
  context.imageSmoothingEnabled = true;
  // A grid point is in the middle of its pixel, and the outermost points are at the frame.
  const [dx, dy] = [width / (a.length - 1), height / (b.length - 1)];
  context.save();
  context.beginPath();
  context.rect(AXIS.left, AXIS.top, width, height);
  context.clip();
  context.drawImage(picture, AXIS.left - dx / 2, AXIS.top - dy / 2, width + dx, height + dy);
  context.restore();
}

function mark(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  style: MapStyle,
  filled: boolean,
): void {
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fillStyle = filled ? style.text : css(style.dark ? [16, 18, 21] : [255, 255, 255]);
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = filled ? css(style.dark ? [16, 18, 21] : [255, 255, 255]) : style.text;
  context.stroke();
}

interface Frame {
  readonly x: Range;
  readonly y: Range;
  readonly width: number;
  readonly height: number;
  left(value: number): number;
  top(value: number): number;
}

function axes(context: CanvasRenderingContext2D, frame: Frame, style: MapStyle): void {
  const { x, y, width, height, left, top } = frame;
  context.strokeStyle = style.line;
  context.lineWidth = 1;
  context.strokeRect(AXIS.left - 0.5, AXIS.top - 0.5, width + 1, height + 1);
  context.fillStyle = style.muted;
  context.font = style.font;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const value of ticks(x, 5))
    context.fillText(tickLabel(value), left(value), AXIS.top + height + 5);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of ticks(y, 5)) context.fillText(tickLabel(value), AXIS.left - 5, top(value));
}
