import type { Shape } from "./graph.ts";

/** "[N, 3]". */
export function shapeText(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/** The shape with `rows` in place of "N". */
export function concreteShape(shape: Shape, rows: number): number[] {
  return shape.map((length) => (length === "N" ? rows : length));
}

/** Number of elements; 1 for a scalar. */
export function elementCount(shape: Shape, rows: number): number {
  return concreteShape(shape, rows).reduce((product, length) => product * length, 1);
}
