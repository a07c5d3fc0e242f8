import type { History } from "../../src-worker/api.ts";

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export type Measure = "loss" | "accuracy";

export interface Curves {
  readonly training: readonly ChartPoint[];
  readonly validation: readonly ChartPoint[];
}

/**
 * The curves of a history over epochs. Until two epochs are done, the training loss is shown from
 * the steps, so that something is seen from the start.
 *
 * @param stepsPerEpoch converts steps to epochs; null when not known
 */
export function curvesOf(history: History, measure: Measure, stepsPerEpoch: number | null): Curves {
  const training: ChartPoint[] = [];
  const validation: ChartPoint[] = [];
  for (const point of history.epochs) {
    const own = measure === "loss" ? point.loss : point.accuracy;
    const held = measure === "loss" ? point.validationLoss : point.validationAccuracy;
    if (own !== null) training.push({ x: point.epoch, y: own });
    if (held !== null) validation.push({ x: point.epoch, y: held });
  }
  if (measure === "loss" && training.length < 2 && stepsPerEpoch) {
    const steps = history.steps.map(({ step, loss }) => ({ x: step / stepsPerEpoch, y: loss }));
    return { training: steps, validation };
  }
  return { training, validation };
}

/** The points for an axis of logarithms, which has no place for y ≤ 0: gaps there (NaN). */
export const positivePoints = (points: readonly ChartPoint[]): readonly ChartPoint[] =>
  points.map((point) => (point.y > 0 ? point : { x: point.x, y: Number.NaN }));

/** The smallest y above 0; undefined when there is none. */
function smallestPositive(points: readonly ChartPoint[]): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  for (const { y } of points) if (y > 0 && y < least) least = y;
  return Number.isFinite(least) ? least : undefined;
}

/** Where an axis of logarithms starts: its smallest value rounded down to one digit. */
export function logarithmicStart(points: readonly ChartPoint[]): number | undefined {
  const least = smallestPositive(points);
  if (least === undefined) return undefined;
  const magnitude = 10 ** Math.floor(Math.log10(least));
  return magnitude > 0 ? Math.max(1, Math.floor(least / magnitude)) * magnitude : least;
}

/**
 * At most about `limit` points that keep the shape: of each stretch, the smallest and the largest
 * in their order; the first and last point stay.
 */
export function decimate(points: readonly ChartPoint[], limit: number): readonly ChartPoint[] {
  if (points.length <= limit) return points;
  const stretches = Math.max(1, Math.floor((limit - 2) / 2));
  const inner = points.length - 2;
  const kept: ChartPoint[] = [points[0] as ChartPoint];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const start = 1 + Math.floor((stretch * inner) / stretches);
    const end = 1 + Math.floor(((stretch + 1) * inner) / stretches);
    let low = start;
    let high = start;
    for (let index = start; index < end; index++) {
      if ((points[index] as ChartPoint).y < (points[low] as ChartPoint).y) low = index;
      if ((points[index] as ChartPoint).y > (points[high] as ChartPoint).y) high = index;
    }
    for (const index of low === high ? [low] : [Math.min(low, high), Math.max(low, high)]) {
      kept.push(points[index] as ChartPoint);
    }
  }
  kept.push(points.at(-1) as ChartPoint);
  return kept;
}
