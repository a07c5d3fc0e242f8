/** Larger, smaller, or as it is drawn. */
export type Zoom = "in" | "out" | "reset";

/** As browsers have them. */
const FACTORS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

export const SMALLEST_ZOOM = FACTORS[0];
export const LARGEST_ZOOM = FACTORS[FACTORS.length - 1] as number;

/** The factor one step from another; at an end it stays. */
export function zoomed(factor: number, how: Zoom): number {
  if (how === "reset") return 1;
  // Factors come back from the page with an error in their last digits.
  if (how === "in") return FACTORS.find((one) => one > factor + 0.01) ?? LARGEST_ZOOM;
  return FACTORS.findLast((one) => one < factor - 0.01) ?? SMALLEST_ZOOM;
}
