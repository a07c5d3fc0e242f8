import { numbers, type Sample, sampleTable } from "./sample.ts";

/** The four samples of the notes' problem 1.2: only x = 3 belongs to class 1. */
export const fourPoints: Sample = {
  name: "four-points",
  label: "Four points",
  about: "The notes' problem 1.2: tell x = 3 from x = 0, 1 and 5. Two hidden units are enough.",
  rows: 4,
  columns: 2,
  task: "binary",
  make: () => sampleTable("four-points", [numbers("x", [0, 1, 3, 5]), numbers("y", [0, 0, 1, 0])]),
};
