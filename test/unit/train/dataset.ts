import type { Dataset, PartData, Task } from "../../../src-worker/data/dataset.ts";
import { Random } from "../../../src-worker/kernels/random.ts";

/** Random points of three features whose sums decide class or value. */
export function makeDataset(task: Task, training: number, validation = 0): Dataset {
  const random = new Random(7, task);
  const part = (rows: number): PartData => {
    const x = Float32Array.from({ length: rows * 3 }, () => 2 * random.uniform() - 1);
    const sums = Array.from({ length: rows }, (_, row) => {
      const [a = 0, b = 0, c = 0] = x.subarray(row * 3, row * 3 + 3);
      return a + b - c;
    });
    const classes = sums.map((sum) => (sum < -0.3 ? 0 : sum < 0.3 || task === "binary" ? 1 : 2));
    return {
      rows,
      x,
      labels: Int32Array.from(task === "regression" ? [] : classes),
      y: Float32Array.from(task === "regression" ? sums : task === "binary" ? classes : []),
      source: Int32Array.from({ length: rows }, (_, row) => row),
    };
  };
  return {
    preprocessing: {
      features: ["a", "b", "c"].map((column) => ({
        column,
        type: "number",
        mean: 0,
        scale: 1,
        fill: null,
      })),
      target:
        task === "regression"
          ? { task, columns: [{ column: "sum", mean: 0, scale: 1 }] }
          : { task, column: "sum", labels: ["low", "middle", "high"], numeric: false },
      spec: {
        targets: ["sum"],
        features: null,
        task,
        standardize: false,
        validation: null,
        test: 0,
        missing: "drop",
        seed: 0,
      },
      picture: null,
    },
    task,
    inputs: 3,
    inputNames: ["a", "b", "c"],
    parts: { training: part(training), validation: part(validation), test: part(0) },
    dropped: 0,
    ignored: [],
    notes: [],
    hints: [],
  };
}
