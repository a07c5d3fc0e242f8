import type { LayerParameters } from "../../src-worker/api.ts";

/** A place in a column of the diagram: a unit, or the gap that stands for many (unit null). */
export interface Place {
  readonly unit: number | null;
  /** Centre. */
  readonly y: number;
}

/** The inputs (layer −1) or the units of a layer. */
export interface Column {
  readonly layer: number;
  /** Centre. */
  readonly x: number;
  readonly total: number;
  readonly places: readonly Place[];
}

export interface NetworkLayout {
  readonly width: number;
  readonly height: number;
  /** Side of a unit's square. */
  readonly unit: number;
  readonly columns: readonly Column[];
}

/** Narrowest a column can be with its controls above it. */
export const COLUMN_WIDTH = 104;
const LARGEST_UNIT = 34;
const SMALLEST_UNIT = 15;
const GAP = 7;

/**
 * Places inputs and units in columns. All columns have the same unit size; a column with more
 * units than fit shows the first ones, a gap and the last one.
 *
 * @param sizes inputs, then the units of each layer
 */
export function layoutNetwork(
  sizes: readonly number[],
  available: { readonly width: number; readonly height: number },
): NetworkLayout {
  const width = Math.max(available.width, sizes.length * COLUMN_WIDTH);
  const { height } = available;
  const most = Math.max(1, Math.floor(height / (SMALLEST_UNIT + GAP)));
  const largest = Math.max(...sizes.map((size) => Math.min(size, most)));
  const pitch = Math.min(LARGEST_UNIT + GAP, height / Math.max(1, largest));
  const unit = Math.max(SMALLEST_UNIT, Math.floor(pitch - GAP));
  const columns = sizes.map((total, index) => {
    const units = shownUnits(total, most);
    const top = (height - units.length * pitch) / 2;
    return {
      layer: index - 1,
      x: (width * (index + 0.5)) / sizes.length,
      total,
      places: units.map((shown, row) => ({ unit: shown, y: top + (row + 0.5) * pitch })),
    };
  });
  return { width, height, unit, columns };
}

function shownUnits(total: number, most: number): (number | null)[] {
  if (total <= most) return Array.from({ length: total }, (_, unit) => unit);
  const first = Array.from({ length: Math.max(1, most - 2) }, (_, unit) => unit);
  return [...first, null, total - 1];
}

/** A weight as a line. */
export interface Link {
  readonly key: string;
  readonly path: string;
  readonly layer: number;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly width: number;
  readonly opacity: number;
}

const THINNEST = 0.6;
const THICKEST = 4.5;

/**
 * The weights between shown units as curves, thickness and strength by magnitude relative to the
 * layer's largest shown weight.
 */
export function networkLinks(
  { columns, unit }: NetworkLayout,
  parameters: readonly LayerParameters[] | null,
): Link[] {
  const links: Link[] = [];
  columns.slice(1).forEach((column, layer) => {
    const before = columns[layer] as Column;
    const weights = parameters?.[layer]?.weight;
    // Parameters may still be those of the network before the last edit.
    const known = weights?.length === before.total * column.total ? weights : null;
    const pairs = shown(before).flatMap((from) => shown(column).map((to) => ({ from, to })));
    const weightOf = (from: number, to: number) => known?.[to * before.total + from] ?? 0;
    const largest = pairs.reduce(
      (most, { from, to }) => Math.max(most, Math.abs(weightOf(from.unit, to.unit))),
      1e-9,
    );
    for (const { from, to } of pairs) {
      const value = weightOf(from.unit, to.unit);
      const share = Math.abs(value) / largest;
      links.push({
        key: `${layer}:${from.unit}:${to.unit}`,
        path: curve(before.x + unit / 2, from.y, column.x - unit / 2, to.y),
        layer,
        from: from.unit,
        to: to.unit,
        value,
        width: known ? THINNEST + (THICKEST - THINNEST) * share : 1,
        opacity: known ? 0.12 + 0.78 * share : 0.25,
      });
    }
  });
  return links;
}

const shown = ({ places }: Column) =>
  places.filter((place): place is Place & { readonly unit: number } => place.unit !== null);

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const bend = (x2 - x1) * 0.45;
  const points = [x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2].map((value) => value.toFixed(1));
  return `M${points[0]} ${points[1]}C${points[2]} ${points[3]} ${points[4]} ${points[5]} ${points[6]} ${points[7]}`;
}
