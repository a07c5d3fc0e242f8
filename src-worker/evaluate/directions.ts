import { parameterNames } from "../graph/build.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { normal } from "../kernels/normal.ts";
import { Random } from "../kernels/random.ts";
import { eigenvectors } from "./eigen.ts";

/** Two directions in the space of the parameters. */
export type Directions = readonly [Float64Array, Float64Array];

/**
 * Two random directions, filter-wise normalised: the part that belongs to one unit's weights has
 * the length of these weights; biases stay (Li et al. 2018, section 4).
 */
export function randomDirections(
  spec: NetworkSpec,
  parameters: Float32Array,
  seed: number,
): Directions {
  const random = new Random(seed, "loss surface");
  return [randomDirection(spec, parameters, random), randomDirection(spec, parameters, random)];
}

function randomDirection(
  spec: NetworkSpec,
  parameters: Float32Array,
  random: Random,
): Float64Array {
  const direction = new Float64Array(parameters.length);
  let offset = 0;
  for (const { shape } of parameterNames(spec)) {
    const [units, inputs] = shape;
    if (inputs === undefined) {
      offset += units;
      continue;
    }
    for (let unit = 0; unit < units; unit++, offset += inputs) {
      const own = direction.subarray(offset, offset + inputs);
      for (let input = 0; input < inputs; input++) own[input] = normal(random);
      const wanted = length(parameters.subarray(offset, offset + inputs));
      const scale = wanted / length(own);
      for (let input = 0; input < inputs; input++) own[input] = (own[input] as number) * scale;
    }
  }
  return direction;
}

/**
 * The two orthogonal unit directions along which a path goes most, seen from its end: principal
 * components of θᵢ − θ (Li et al. 2018, section 7), by the small matrix of their products.
 *
 * @param path snapshots of the parameters, the last of them θ
 * @returns also the share of Σ |θᵢ − θ|² that each covers
 */
export function pathDirections(path: readonly Float32Array[]): {
  directions: Directions;
  covered: readonly [number, number];
} {
  const end = path.at(-1) as Float32Array;
  const ways = path.slice(0, -1).map((point) => {
    return Float64Array.from(point, (value, index) => value - (end[index] as number));
  });
  const products = ways.map((one) => ways.map((other) => dot(one, other)));
  const total = products.reduce((sum, row, index) => sum + (row[index] as number), 0);
  const found = eigenvectors(products);
  const direction = (place: number) => {
    const pair = found[place];
    const sum = new Float64Array(end.length);
    // Along a straight path the second direction is nothing; any other will do as well.
    if (!pair || !(pair.value > total * 1e-9)) return { sum, share: 0 };
    pair.vector.forEach((weight, index) => {
      const way = ways[index] as Float64Array;
      for (let at = 0; at < sum.length; at++)
        sum[at] = (sum[at] as number) + weight * (way[at] as number);
    });
    const size = length(sum);
    return { sum: sum.map((value) => value / size), share: pair.value / total };
  };
  const [first, second] = [direction(0), direction(1)];
  return { directions: [first.sum, second.sum], covered: [first.share, second.share] };
}

/**
 * Where points lie in the plane of two directions through `origin`: the a and b that come closest
 * to each (least squares, as random directions are not quite orthogonal).
 */
export function project(
  points: readonly Float32Array[],
  origin: Float32Array,
  [first, second]: Directions,
): { a: Float32Array; b: Float32Array } {
  const [aa, ab, bb] = [dot(first, first), dot(first, second), dot(second, second)];
  const determinant = aa * bb - ab * ab;
  const places = points.map((point) => {
    const way = Float64Array.from(point, (value, index) => value - (origin[index] as number));
    const [alongA, alongB] = [dot(way, first), dot(way, second)];
    if (!(determinant > 0)) return [aa > 0 ? alongA / aa : 0, 0] as const;
    return [
      (alongA * bb - alongB * ab) / determinant,
      (alongB * aa - alongA * ab) / determinant,
    ] as const;
  });
  return {
    a: Float32Array.from(places, ([a]) => a),
    b: Float32Array.from(places, ([, b]) => b),
  };
}

type Vector = Float32Array | Float64Array;

function dot(one: Vector, other: Vector): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) {
    sum += (one[index] as number) * (other[index] as number);
  }
  return sum;
}

/** Euclidean length. */
const length = (vector: Vector): number => Math.sqrt(dot(vector, vector));
