import { UserError } from "../errors.ts";
import type { Tensor } from "../graph/program.ts";
import type { TensorOverview } from "./contract.ts";

const BINS = 40;
/** Longest side of a map. */
const MAP_SIDE = 256;
/** Most numbers of one region. */
const MOST_READ = 250_000;

/** A rectangle of a matrix, from 0. */
export interface Region {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Rows and columns of a tensor: a vector is one column, a number one element. */
function matrixShape(shape: readonly number[]): { rows: number; columns: number } {
  const columns = shape.length > 1 ? (shape.at(-1) as number) : 1;
  return { rows: shape.reduce((product, length) => product * length, 1) / columns, columns };
}

/** @throws {UserError} when the region is not within the tensor, or too large */
export function readRegion({ shape, data }: Tensor, region: Region): Float32Array {
  const all = matrixShape(shape);
  const { row, column, rows, columns } = region;
  const whole = Object.values(region).every((count) => Number.isInteger(count) && count >= 0);
  if (!whole || row + rows > all.rows || column + columns > all.columns) {
    const words = `there are no ${rows} × ${columns} numbers from (${row}, ${column})`;
    throw new UserError(words, `the tensor has ${all.rows} × ${all.columns}`);
  }
  if (rows * columns > MOST_READ) {
    throw new UserError(`${rows * columns} numbers are too many at once`, "ask for fewer");
  }
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const from = (row + i) * all.columns + column;
    values.set(data.subarray(from, from + columns), i * columns);
  }
  return values;
}

/** Figures, histogram and map of a tensor. */
export function overviewOf({ shape, data }: Tensor): TensorOverview {
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let squares = 0;
  let zeros = 0;
  let notFinite = 0;
  for (const value of data) {
    if (!Number.isFinite(value)) {
      notFinite += 1;
      continue;
    }
    if (value < least) least = value;
    if (value > largest) largest = value;
    if (value === 0) zeros += 1;
    sum += value;
    squares += value * value;
  }
  const finite = data.length - notFinite;
  if (finite === 0) least = largest = Number.NaN;
  return {
    ...matrixShape(shape),
    least,
    largest,
    mean: finite > 0 ? sum / finite : Number.NaN,
    norm: Math.sqrt(squares),
    zeros,
    notFinite,
    histogram: histogramOf(data, least, largest),
    map: mapOf(data, matrixShape(shape)),
  };
}

function histogramOf(data: Tensor["data"], least: number, largest: number): number[] {
  if (!(largest > least)) return [];
  const counts = new Array<number>(BINS).fill(0);
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(BINS - 1, Math.floor(((value - least) / (largest - least)) * BINS));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

function mapOf(
  data: Tensor["data"],
  { rows, columns }: { rows: number; columns: number },
): TensorOverview["map"] {
  const width = Math.min(MAP_SIDE, columns);
  const height = Math.min(MAP_SIDE, rows);
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = block(y, height, rows);
    for (let x = 0; x < width; x++) {
      const [left, right] = block(x, width, columns);
      let most = 0;
      for (let i = top; i < bottom; i++) {
        for (let j = left; j < right; j++) {
          const value = data[i * columns + j] as number;
          if (!(Math.abs(value) <= Math.abs(most))) most = value;
        }
      }
      values[y * width + x] = most;
    }
  }
  return { width, height, values };
}

/** The elements of a line that one of its `pixels` stands for. */
const block = (pixel: number, pixels: number, elements: number): [number, number] => [
  Math.floor((pixel * elements) / pixels),
  Math.floor(((pixel + 1) * elements) / pixels),
];
