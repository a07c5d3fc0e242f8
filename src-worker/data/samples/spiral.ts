import { cos64, sin64 } from "../../kernels/elementary.ts";
import { normal } from "../../kernels/normal.ts";
import { Random } from "../../kernels/random.ts";
import { pointsTable, type Sample } from "./sample.ts";

const rows = 400;
const turns = 1.5;
const noise = 0.02;

/** Two spiral arms (Lang and Witbrock, "Learning to tell two spirals apart", 1988). */
export const spiral: Sample = {
  name: "spiral",
  label: "Two spirals",
  about: "Two arms wound into one another: hard for few hidden units, easy for two layers.",
  rows,
  columns: 3,
  task: "binary",
  make(seed) {
    const random = new Random(seed, "spiral");
    return pointsTable(
      "spiral",
      Array.from({ length: rows }, (_, row) => {
        const y = row % 2;
        // The root spreads the points evenly along the arm.
        const along = Math.sqrt(random.uniform());
        const radius = 0.1 + 0.9 * along;
        const angle = 2 * Math.PI * turns * along + Math.PI * y;
        const x1 = radius * cos64(angle) + noise * normal(random);
        const x2 = radius * sin64(angle) + noise * normal(random);
        return [x1, x2, y] as const;
      }),
    );
  },
};
