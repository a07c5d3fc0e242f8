import { writeNumber } from "../../../src-words/numbers.ts";
import { html, type Markup } from "./html.ts";
import { ENGLISH, type Pen } from "./wording.ts";

const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 64;
const BOTTOM = 36;
/** Room for the names of the curves. */
const TOP = 30;

/** A line of a chart. Points without a finite value are left out. */
export interface Curve {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number | null }[];
}

/** Curves over epochs as a picture; null: there is nothing to draw. */
export function curvesSvg(label: string, curves: readonly Curve[], pen: Pen): Markup | null {
  const drawn = curves
    .map(({ name, points }) => ({
      name,
      points: points.flatMap(({ x, y }) => (y !== null && Number.isFinite(y) ? [{ x, y }] : [])),
    }))
    .filter(({ points }) => points.length > 0);
  const all = drawn.flatMap(({ points }) => points);
  if (all.length === 0) return null;
  const bounds = (values: readonly number[]) => {
    const least = values.reduce((a, b) => Math.min(a, b));
    const most = values.reduce((a, b) => Math.max(a, b));
    return { least, size: most - least || 1 };
  };
  const x = bounds([0, ...all.map((point) => point.x)]);
  const y = bounds([0, ...all.map((point) => point.y)]);
  const across = (value: number) =>
    Math.round((LEFT + ((value - x.least) / x.size) * (WIDTH - LEFT - 12)) * 10) / 10;
  const down = (value: number) =>
    Math.round((HEIGHT - BOTTOM - ((value - y.least) / y.size) * (HEIGHT - BOTTOM - TOP)) * 10) /
    10;
  const rows = ticks(y.least, y.size).map(
    (value) =>
      html`<line class="grid" x1="${LEFT}" x2="${WIDTH - 12}" y1="${down(value)}" y2="${down(value)}"/><text class="muted end" x="${LEFT - 6}" y="${down(value) + 4}">${axisNumber(value)}</text>`,
  );
  const columns = ticks(x.least, x.size).map(
    (value) =>
      html`<text class="muted" x="${across(value)}" y="${HEIGHT - BOTTOM + 16}">${axisNumber(value)}</text>`,
  );
  const lines = drawn.map(({ points }, place) => {
    const path = points.map((point) => `${across(point.x)},${down(point.y)}`).join(" ");
    // A single point would be no line.
    const [first] = points as [{ x: number; y: number }];
    return points.length === 1
      ? html`<circle class="curve${place}" cx="${across(first.x)}" cy="${down(first.y)}" r="3"/>`
      : html`<polyline class="curve${place}" points="${path}"/>`;
  });
  const last = drawn.map(
    ({ name, points }) => `${name} ${pen.number(points.at(-1)?.y ?? Number.NaN)}`,
  );
  const about = pen.say("{label}: at last {values}", { label, values: last.join(", ") });
  const legend = drawn.map(
    ({ name }, place) =>
      html`<text class="legend${place}" x="${WIDTH - 12 - 90 * (drawn.length - 1 - place)}" y="14">${name}</text>`,
  );
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${about}">${rows}${columns}<text class="muted" x="${(LEFT + WIDTH) / 2}" y="${HEIGHT - 4}">${pen.say("epoch")}</text>${lines}${legend}</svg>`;
}

/** A round number in few letters, whatever digits are wished elsewhere. */
const axisNumber = (value: number) => writeNumber(value, ENGLISH, 3);

/** Round numbers from the least on. */
function ticks(least: number, size: number): number[] {
  const digits = Number(`1e${Math.floor(Math.log10(size / 4))}`);
  const step = [1, 2, 5, 10].map((one) => one * digits).find((one) => size / one <= 5) ?? size;
  const first = Math.ceil(least / step);
  const count = Math.floor((least + size) / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, place) => (first + place) * step);
}
