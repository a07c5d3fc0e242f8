import { normal } from "../../kernels/normal.ts";
import { Random } from "../../kernels/random.ts";
import { pointsTable, type Sample } from "./sample.ts";

const rows = 200;
const deviation = 0.15;

/** Exclusive or, the oldest example that no network without a hidden layer can learn. */
export const xor: Sample = {
  name: "xor",
  label: "Exclusive or",
  about:
    "Points about the corners of a square; opposite corners belong together. No single line parts them, two hidden units can.",
  rows,
  columns: 3,
  task: "binary",
  make(seed) {
    const random = new Random(seed, "xor");
    return pointsTable(
      "xor",
      Array.from({ length: rows }, (_, row) => {
        const a = row & 1;
        const b = (row >> 1) & 1;
        return [a + deviation * normal(random), b + deviation * normal(random), a ^ b] as const;
      }),
    );
  },
};
