import { findActivation } from "../../graph/activations.ts";
import type { NetworkSpec } from "../../graph/network.ts";
import { html, type Markup } from "./html.ts";
import type { Pen } from "./wording.ts";

const WIDTH = 720;
const HEIGHT = 280;
/** Units of a layer that are drawn one by one; of more, the first and the last. */
const MOST = 10;

interface Dot {
  readonly x: number;
  readonly y: number;
}

/** The network as a picture: a column of units for each layer, the inputs first. */
export function architectureSvg({ inputs, layers }: NetworkSpec, pen: Pen): Markup {
  const counts = [inputs, ...layers.map(({ units }) => units)];
  const columns = counts.map((count, column) => dots(count, column, counts.length));
  const names = [
    pen.say("inputs"),
    ...layers.map(({ activation }) => pen.told(findActivation(activation).label)),
  ];
  const edges = columns
    .slice(1)
    .flatMap((to, place) =>
      (columns[place] as readonly Dot[]).flatMap((from) =>
        to.map((end) => html`<line x1="${from.x}" y1="${from.y}" x2="${end.x}" y2="${end.y}"/>`),
      ),
    );
  const units = columns.flatMap((column) =>
    column.map(({ x, y }) => html`<circle cx="${x}" cy="${y}" r="7"/>`),
  );
  const words = columns.map((_, column) => {
    const x = place(column, counts.length);
    return html`<text x="${x}" y="${HEIGHT - 24}">${pen.count(counts[column] as number)}</text><text class="muted" x="${x}" y="${HEIGHT - 8}">${names[column] as string}</text>`;
  });
  const gaps = counts.flatMap((count, column) => {
    if (count <= MOST) return [];
    return [html`<text x="${place(column, counts.length)}" y="${(HEIGHT - 40) / 2 + 5}">⋮</text>`];
  });
  const about = pen.say("Network of {counts} units", { counts: counts.join(", ") });
  return html`<svg class="network" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${about}"><g class="edges">${edges}</g>${units}${gaps}${words}</svg>`;
}

const place = (column: number, columns: number) =>
  Math.round(60 + ((WIDTH - 120) * column) / Math.max(1, columns - 1));

function dots(count: number, column: number, columns: number): Dot[] {
  const shown = Math.min(count, MOST + 1);
  const space = (HEIGHT - 60) / Math.max(shown, 4);
  const top = (HEIGHT - 40 - space * (shown - 1)) / 2;
  const x = place(column, columns);
  return Array.from({ length: shown }, (_, row) => ({
    x,
    y: Math.round(top + row * space),
  })).filter((_, row) => count <= MOST || row !== Math.floor(shown / 2));
}
