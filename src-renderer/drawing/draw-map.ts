import type { DecisionMap, Task } from "../../src-worker/api.ts";
import { classColour, css } from "./colours.ts";
import { extremes, outputPixels } from "./pixels.ts";
import { position, type Range, tickLabel, ticks } from "./plane-axes.ts";

export interface MapStyle {
  readonly dark: boolean;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly font: string;
}

/** Room for the numbers at the axes, in CSS pixels. */
export const AXIS = { left: 38, bottom: 22, top: 6, right: 8 } as const;
const LABEL_GAP = 5;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: Range;
  readonly y: Range;
}

/** The values at the ends of the colours of a regression: of what is predicted and of the points. */
export function regressionRange(map: DecisionMap): Range {
  const [low, high] = extremes(map.values, map.outputs);
  const [least, most] = extremes(Float32Array.from(map.points, ({ target }) => target));
  return [Math.min(low, least), Math.max(high, most)];
}

/** Draws what the network says over two features, and the points over it. */
export function drawMap(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  map: DecisionMap,
  task: Task,
  style: MapStyle,
): void {
  const frame = frameOf(size, map.x, map.y);
  context.clearRect(0, 0, size.width, size.height);
  const range = regressionRange(map);
  const picture = new OffscreenCanvas(map.width, map.height);
  const pixels = outputPixels(map.values, map.outputs, task, style.dark, range);
  picture.getContext("2d")?.putImageData(new ImageData(pixels, map.width, map.height), 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(picture, AXIS.left, AXIS.top, frame.width, frame.height);
  for (const point of map.points) {
    const colour =
      task === "regression" ? valueColour(point.target, range) : classColour(point.target);
    dot(context, frame, point.x, point.y, css(colour), point.part === "training", style);
  }
  drawAxes(context, frame, style);
}

/** Draws what the network says over one feature: a curve an output, and the points. */
export function drawCurve(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  map: DecisionMap,
  task: Task,
  style: MapStyle,
): void {
  const [low, high] = extremes(map.values);
  const targets = map.points.map(({ target }) => target);
  const regression = task === "regression";
  const bottom = regression ? Math.min(low, ...targets) : 0;
  const top = regression ? Math.max(high, ...targets) : 1;
  const margin = (top - bottom) * 0.06 || 1;
  const frame = frameOf(size, map.x, [bottom - margin, top + margin]);
  context.clearRect(0, 0, size.width, size.height);
  drawAxes(context, frame, style);
  for (const { x, target, part } of map.points) {
    const y = regression ? target : map.outputs === 1 ? target : 0;
    const colour = regression ? style.muted : css(classColour(target));
    dot(context, frame, x, y, colour, part === "training", style);
  }
  for (let output = 0; output < map.outputs; output++) {
    const several = map.outputs > 1;
    context.beginPath();
    for (let column = 0; column < map.width; column++) {
      const x = AXIS.left + ((column + 0.5) / map.width) * frame.width;
      const value = map.values[column * map.outputs + output] as number;
      const y = AXIS.top + frame.height - position(value, frame.y, frame.height);
      if (column === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.strokeStyle = css(classColour(several ? output : 1));
    context.lineWidth = 2;
    context.stroke();
  }
}

function frameOf(size: { width: number; height: number }, x: Range, y: Range): Frame {
  return {
    width: Math.max(1, size.width - AXIS.left - AXIS.right),
    height: Math.max(1, size.height - AXIS.top - AXIS.bottom),
    x,
    y,
  };
}

/** A regression's value from orange (smallest) to blue (largest), strong enough to stand out. */
function valueColour(value: number, [low, high]: Range) {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return [
    Math.round(200 - 164 * share),
    Math.round(100 + 12 * share),
    Math.round(20 + 170 * share),
  ] as const;
}

function dot(
  context: CanvasRenderingContext2D,
  frame: Frame,
  x: number,
  y: number,
  colour: string,
  filled: boolean,
  style: MapStyle,
): void {
  const left = AXIS.left + position(x, frame.x, frame.width);
  const top = AXIS.top + frame.height - position(y, frame.y, frame.height);
  context.beginPath();
  context.arc(left, top, filled ? 3 : 2.6, 0, 2 * Math.PI);
  if (filled) {
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = style.dark ? "rgb(0 0 0 / 0.7)" : "rgb(255 255 255 / 0.9)";
  } else {
    context.fillStyle = style.dark ? "rgb(0 0 0 / 0.6)" : "rgb(255 255 255 / 0.8)";
    context.fill();
    context.lineWidth = 1.6;
    context.strokeStyle = colour;
  }
  context.stroke();
}

function drawAxes(context: CanvasRenderingContext2D, frame: Frame, style: MapStyle): void {
  context.strokeStyle = style.line;
  context.lineWidth = 1;
  context.strokeRect(AXIS.left - 0.5, AXIS.top - 0.5, frame.width + 1, frame.height + 1);
  context.fillStyle = style.muted;
  context.font = style.font;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const value of ticks(frame.x, 4)) {
    const x = AXIS.left + position(value, frame.x, frame.width);
    context.fillText(tickLabel(value), x, AXIS.top + frame.height + LABEL_GAP);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of ticks(frame.y, 4)) {
    const y = AXIS.top + frame.height - position(value, frame.y, frame.height);
    context.fillText(tickLabel(value), AXIS.left - LABEL_GAP, y);
  }
}
