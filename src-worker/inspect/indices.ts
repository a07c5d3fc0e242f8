import { UserError } from "../errors.ts";
import type { Shape } from "../graph/graph.ts";
import { concreteShape } from "../graph/shapes.ts";

/** Place of an element in row-major order. @throws {UserError} when the tensor has no such element */
export function offsetOf(shape: Shape, index: readonly number[], rows: number): number {
  const lengths = concreteShape(shape, rows);
  const inside = (place: number | undefined, length: number) =>
    Number.isInteger(place) && (place as number) >= 0 && (place as number) < length;
  if (index.length !== lengths.length || !lengths.every((one, axis) => inside(index[axis], one))) {
    throw new UserError(
      `there is no element (${index.join(", ")})`,
      `the tensor has the shape (${lengths.join(", ")}), counted from 0`,
    );
  }
  return index.reduce((offset, place, axis) => offset * (lengths[axis] as number) + place, 0);
}
