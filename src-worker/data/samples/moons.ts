import { cos64, sin64 } from "../../kernels/elementary.ts";
import { normal } from "../../kernels/normal.ts";
import { Random } from "../../kernels/random.ts";
import { pointsTable, type Sample } from "./sample.ts";

const rows = 300;
const noise = 0.15;

/** Two half circles that reach into one another. */
export const moons: Sample = {
  name: "moons",
  label: "Two moons",
  about: "Two half circles that reach into one another, with some noise.",
  rows,
  columns: 3,
  task: "binary",
  make(seed) {
    const random = new Random(seed, "moons");
    return pointsTable(
      "moons",
      Array.from({ length: rows }, (_, row) => {
        const y = row % 2;
        const angle = Math.PI * random.uniform();
        // The lower moon is the upper one turned by half a circle about (½, ¼).
        const x1 = y === 0 ? cos64(angle) : 1 - cos64(angle);
        const x2 = y === 0 ? sin64(angle) : 0.5 - sin64(angle);
        return [x1 + noise * normal(random), x2 + noise * normal(random), y] as const;
      }),
    );
  },
};
