import type { PartData } from "../data/dataset.ts";

/** Numbers of at most `most` of `rows` rows, evenly spread. */
export function spreadRows(rows: number, most: number): Int32Array {
  const count = Math.min(rows, most);
  return Int32Array.from({ length: count }, (_, index) => Math.floor((index * rows) / count));
}

/** Some rows of a coded part, copied. */
export function pickRows(data: PartData, rows: Int32Array, inputs: number): PartData {
  const outputs = data.rows > 0 ? data.y.length / data.rows : 0;
  const gather = (values: Float32Array, columns: number) => {
    const picked = new Float32Array(rows.length * columns);
    rows.forEach((row, index) => {
      picked.set(values.subarray(row * columns, (row + 1) * columns), index * columns);
    });
    return picked;
  };
  return {
    rows: rows.length,
    x: gather(data.x, inputs),
    y: gather(data.y, outputs),
    labels: data.labels.length > 0 ? rows.map((row) => data.labels[row] as number) : data.labels,
    source: rows.map((row) => data.source[row] as number),
    ...(data.weights && { weights: gather(data.weights, 1) }),
  };
}
