import { t } from "../../src-words/words.svelte.ts";
import type { DecisionMap, LossSurface } from "../../src-worker/api.ts";
import type { ChartTable } from "./chart-table.ts";

/** Every pixel of a decision map: the features at its middle, and the outputs there. */
export function mapTable(
  map: DecisionMap,
  x: string,
  y: string,
  outputs: readonly string[],
): ChartTable {
  const { width, height, values } = map;
  const curve = height === 1;
  const middle = ([low, high]: readonly [number, number], share: number) =>
    low + (high - low) * share;
  const rows = Array.from({ length: width * height }, (_, pixel) => {
    const column = pixel % width;
    const row = Math.floor(pixel / width);
    const across = middle(map.x, (column + 0.5) / width);
    const upwards = middle(map.y, 1 - (row + 0.5) / height);
    const own = Array.from(values.subarray(pixel * map.outputs, (pixel + 1) * map.outputs));
    return curve ? [across, ...own] : [across, upwards, ...own];
  });
  return { columns: curve ? [x, ...outputs] : [x, y, ...outputs], rows };
}

/** Every point of a loss surface. */
export function surfaceTable({ a, b, loss }: LossSurface): ChartTable {
  return {
    columns: [t("along direction 1"), t("along direction 2"), t("loss")],
    rows: Array.from(loss, (value, at) => [
      a[at % a.length] as number,
      b[Math.floor(at / a.length)] as number,
      value,
    ]),
  };
}
