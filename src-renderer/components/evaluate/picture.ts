import type { ChartTable } from "../../drawing/chart-table.ts";
import { formatNumber } from "../../drawing/numbers.ts";

const MARGIN = 12;
const TITLE = 26;
const KEYS = 20;
/** Of the stroke before a key's words, and of the space around it. */
const STROKE = { length: 16, space: 6 };

export interface Drawn {
  readonly canvas: HTMLCanvasElement;
  /** Its pixels for one of the window. */
  readonly scale: number;
}

/** What a line of a chart is. */
export interface Key {
  readonly label: string;
  /** A variable of the theme. */
  readonly colour: string;
  readonly dashed: boolean;
}

/** A drawing as a PNG with its title and keys, on the ground of the window. */
export async function pictureOf(
  { canvas, scale }: Drawn,
  title: string,
  keys: readonly Key[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const height = canvas.height / scale;
  const picture = new OffscreenCanvas(
    canvas.width + 2 * MARGIN * scale,
    canvas.height + (2 * MARGIN + TITLE + (keys.length > 0 ? KEYS : 0)) * scale,
  );
  const context = picture.getContext("2d");
  if (!context) throw new Error("no canvas to draw the picture on");
  context.fillStyle = colour("--panel");
  context.fillRect(0, 0, picture.width, picture.height);
  context.scale(scale, scale);
  const width = canvas.width / scale;
  context.fillStyle = colour("--text");
  context.font = `600 14px ${colour("--font")}`;
  context.textBaseline = "middle";
  context.fillText(title, MARGIN, MARGIN + TITLE / 2, width);
  context.drawImage(canvas, MARGIN, MARGIN + TITLE, width, height);
  context.font = `12px ${colour("--font")}`;
  context.fillStyle = colour("--muted");
  context.lineWidth = 2;
  let left = MARGIN;
  for (const { label, colour: name, dashed } of keys) {
    const top = MARGIN + TITLE + height + KEYS / 2;
    context.strokeStyle = colour(name);
    context.setLineDash(dashed ? [5, 3] : []);
    context.beginPath();
    context.moveTo(left, top);
    context.lineTo(left + STROKE.length, top);
    context.stroke();
    left += STROKE.length + STROKE.space;
    context.fillText(label, left, top);
    left += context.measureText(label).width + 2 * STROKE.space;
  }
  const blob = await picture.convertToBlob({ type: "image/png" });
  return new Uint8Array(await blob.arrayBuffer());
}

const CELL = { height: 26, padding: 12, most: 260 };
/** More would be taller than a canvas can be; the CSV has all. */
const MOST_ROWS = 200;

/** A table as a picture, for charts that are tables on the screen. */
export function drawTable(
  { columns, rows }: ChartTable,
  shares: readonly (readonly number[])[],
): Drawn {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas to draw the table on");
  const text = [columns, ...rows.slice(0, MOST_ROWS).map((row) => row.map(cellWords))];
  const font = `13px ${colour("--font")}`;
  context.font = `600 ${font}`;
  const widths = columns.map((_, column) => {
    const widest = Math.max(...text.map((row) => context.measureText(row[column] ?? "").width));
    return Math.min(CELL.most, Math.ceil(widest) + 2 * CELL.padding);
  });
  canvas.width = 2 * widths.reduce((sum, width) => sum + width, 0);
  canvas.height = 2 * CELL.height * text.length;
  context.scale(2, 2);
  context.textBaseline = "middle";
  text.forEach((row, line) => {
    const top = line * CELL.height;
    let left = 0;
    row.forEach((words, column) => {
      const width = widths[column] as number;
      const share = line === 0 ? 0 : (shares[line - 1]?.[column] ?? 0);
      context.globalAlpha = 0.7 * share;
      context.fillStyle = colour("--accent");
      context.fillRect(left, top, width, CELL.height - 1);
      context.globalAlpha = 1;
      context.font = line === 0 ? `600 ${font}` : font;
      context.fillStyle = colour(line === 0 ? "--muted" : "--text");
      context.textAlign = column === 0 ? "left" : "right";
      const place = column === 0 ? left + CELL.padding : left + width - CELL.padding;
      context.fillText(words, place, top + CELL.height / 2, width - CELL.padding);
      left += width;
    });
    context.fillStyle = colour("--line");
    context.fillRect(0, top + CELL.height - 1, left, 1);
  });
  return { canvas, scale: 2 };
}

const cellWords = (cell: number | string | null) =>
  cell === null ? "–" : typeof cell === "number" ? formatNumber(cell) : cell;
