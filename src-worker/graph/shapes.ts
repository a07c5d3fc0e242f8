import { UserError } from "../errors.ts";
import type { Dimension, Shape } from "./graph.ts";

/** Most axes a tensor of a free expression may have. */
const MOST_AXES = 4;

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

/**
 * The shape of an elementwise operation, by NumPy's rule: axes are aligned at the end, and a
 * length of 1 or a missing axis is repeated.
 * @throws {UserError} naming both shapes when they do not fit
 */
export function broadcastShape(left: Shape, right: Shape): Shape {
  const axes = Math.max(left.length, right.length);
  const shape: Dimension[] = [];
  for (let axis = -axes; axis < 0; axis++) {
    const a = left.at(axis) ?? 1;
    const b = right.at(axis) ?? 1;
    const one = axis < -left.length ? b : axis < -right.length ? a : b === 1 ? a : b;
    if (a !== 1 && b !== 1 && a !== b) {
      throw new UserError(
        `tensors of shape ${shapeText(left)} and ${shapeText(right)} do not fit together`,
        "make their lengths equal, or 1, axis by axis from the last",
      );
    }
    shape.push(one);
  }
  return shape;
}

/** Lengths of a tensor padded with leading ones to four axes, as strided kernels take them. */
export function paddedCounts(shape: Shape, rows: number): number[] {
  if (shape.length > MOST_AXES) {
    throw new UserError(
      `a tensor of shape ${shapeText(shape)} has more than ${MOST_AXES} axes`,
      "split the expression",
    );
  }
  const counts = concreteShape(shape, rows);
  return [...new Array<number>(MOST_AXES - counts.length).fill(1), ...counts];
}

/** Strides of a row-major tensor that is repeated where its padded length is 1. */
export function paddedStrides(shape: Shape, rows: number): number[] {
  const counts = paddedCounts(shape, rows);
  const strides = new Array<number>(MOST_AXES).fill(0);
  let stride = 1;
  for (let axis = MOST_AXES - 1; axis >= 0; axis--) {
    const count = counts[axis] as number;
    strides[axis] = count === 1 ? 0 : stride;
    stride *= count;
  }
  return strides;
}
