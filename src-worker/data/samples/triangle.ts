import { Random } from "../../kernels/random.ts";
import { pointsTable, type Sample } from "./sample.ts";

const rows = 300;

/** The notes' problem 1.3: class 1 is the triangle of eq. (12). */
export const triangle: Sample = {
  name: "triangle",
  label: "Triangle",
  about:
    "The notes' problem 1.3: points in the plane, class 1 where x₁ ≥ 0, x₂ ≥ 0 and x₁ + x₂ < 1. Each of three hidden units can find one side.",
  rows,
  columns: 3,
  task: "binary",
  make(seed) {
    const random = new Random(seed, "triangle");
    return pointsTable(
      "triangle",
      Array.from({ length: rows }, (_, row) => pointOf(row % 2, random)),
    );
  },
};

/** A point of −0.5 ≤ x₁, x₂ < 1.5 in the class asked for, so that both classes are as frequent. */
function pointOf(y: number, random: Random): [number, number, number] {
  for (;;) {
    const x1 = 2 * random.uniform() - 0.5;
    const x2 = 2 * random.uniform() - 0.5;
    const inside = x1 >= 0 && x2 >= 0 && x1 + x2 < 1;
    if (inside === (y === 1)) return [x1, x2, y];
  }
}
