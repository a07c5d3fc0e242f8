import type { ChartPoint } from "../../drawing/chart-points.ts";

/** One curve or cloud of a chart. */
export interface Series {
  readonly label: string;
  readonly points: readonly ChartPoint[];
  readonly kind: "line" | "step" | "dashed" | "points" | "bars" | "band";
  /** A colour of the theme ("--accent") or any CSS colour. */
  readonly colour: string;
  /** Of points. */
  readonly radius?: number;
}

export interface ChartAxis {
  readonly title: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}
