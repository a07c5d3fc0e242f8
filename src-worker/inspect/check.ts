import { findActivation } from "../graph/activations.ts";
import { networkGraph, parameterNames } from "../graph/build.ts";
import type { LossName, NetworkSpec, Reduction } from "../graph/network.ts";
import { Program } from "../graph/program.ts";
import { float64 } from "../kernels/elementary.ts";
import { Random } from "../kernels/random.ts";

/** The rows a gradient is checked on. */
export interface CheckData {
  readonly rows: number;
  /** [rows, inputs]. */
  readonly x: ArrayLike<number>;
  /** [rows, outputs] for bce and squared; class indices [rows] for cce. */
  readonly target: ArrayLike<number>;
  /** [rows], what each row's loss is multiplied by; left out: 1. */
  readonly weights?: ArrayLike<number>;
}

/** A unit whose activation has a kink between the two points of a central difference. */
export interface Kink {
  /** The parameter that was moved, as in `layers.0.weight[2, 1]`. */
  readonly parameter: string;
  readonly layer: number;
  readonly unit: number;
  readonly row: number;
}

/** How well backpropagation agrees with central differences. */
export interface GradientCheck {
  /** Number of parameters that were checked. */
  readonly checked: number;
  /** Largest error relative to the scale of the gradient; see `gradientCheck`. */
  readonly worst: number;
  /** The parameter with it, as in `layers.0.weight[2, 1]`. */
  readonly parameter: string;
  /** Its derivative by backpropagation and by the central difference. */
  readonly backpropagation: number;
  readonly difference: number;
  /** Parameters whose difference crosses a kink. They count as checked, but not for `worst`. */
  readonly kinks: readonly Kink[];
}

/** Which parameters are checked: of all, or of those in a range, all or a sample. */
export interface CheckOptions {
  readonly sample?: number;
  readonly seed: number;
  /** Places in the order of the parameters' names. */
  readonly among?: { readonly offset: number; readonly length: number };
}

/**
 * Compares ∂loss/∂p by backpropagation with (loss(p + h) − loss(p − h)) / 2h for every parameter
 * p of `among`, or for `sample` of them drawn by `seed`, all in float64 by the code that trains.
 *
 * The step is h = ε^(1/3)·max(1, |p|), where rounding and truncation errors of the difference
 * balance; where it does not agree to 10⁻⁷, Richardson's extrapolation of two wider ones, of
 * smaller rounding error, decides. The error is |b − d| / max(|b|, |d|, s); s, 10⁻⁴ of the larger
 * of |loss| and the largest |b| (at least 10⁻⁶), stands for what a difference can resolve at all, so that a
 * derivative near zero does not count as wrong.
 */
export function gradientCheck(
  spec: NetworkSpec,
  parameters: ArrayLike<number>,
  data: CheckData,
  loss: LossName,
  reduction: Reduction,
  options: CheckOptions,
): GradientCheck {
  const { weights } = data;
  const program = new Program(networkGraph(spec, loss, reduction, weights !== undefined), {
    maxRows: data.rows,
    arithmetic: float64,
    gradients: "parameters",
  });
  program.dropout(false);
  program.setData("x", data.x, data.rows);
  program.setData(loss === "cce" ? "labels" : "y", data.target, data.rows);
  if (weights) program.setData("weights", weights, data.rows);
  const values = program.parameters();
  values.set(parameters);
  const forward = program.forward(data.rows);
  const lossNow = () => {
    for (const call of forward) call.run();
    return program.value("loss", data.rows).data[0] as number;
  };
  const lossHere = lossNow();
  for (const call of program.backward(data.rows)) call.run();
  const gradients = Float64Array.from(program.gradients());
  const largest = gradients.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const floor = Math.max(1e-4 * Math.max(Math.abs(lossHere), largest), resolution);
  const sides = new Sides(program, spec, data.rows);

  let worst = 0;
  let at = -1;
  let worstDifference = 0;
  const kinks: Kink[] = [];
  const central = (index: number, h: number): number => {
    const here = values[index] as number;
    const above = here + h;
    const below = here - h;
    values[index] = above;
    const lossAbove = lossNow();
    sides.remember();
    values[index] = below;
    const lossBelow = lossNow();
    values[index] = here;
    return (lossAbove - lossBelow) / (above - below);
  };
  const indices = chosen(values.length, options);
  for (const index of indices) {
    const slope = gradients[index] as number;
    const errorOf = (difference: number) => {
      // Both zero, as behind a threshold unit: no error, whatever the scale.
      if (slope === difference) return 0;
      return Math.abs(slope - difference) / Math.max(Math.abs(slope), Math.abs(difference), floor);
    };
    const unit = Math.max(1, Math.abs(values[index] as number));
    let difference = central(index, narrow * unit);
    const crossing = sides.crossed();
    if (crossing) {
      kinks.push({ parameter: elementName(program, spec, index), ...crossing });
      continue;
    }
    if (!(errorOf(difference) <= 1e-7)) {
      const once = central(index, wide * unit);
      const twice = central(index, 2 * wide * unit);
      if (!sides.crossed()) difference = (4 * once - twice) / 3;
    }
    const error = errorOf(difference);
    // Also true for the first, and for an error that is not a number.
    if (at < 0 || !(error <= worst)) {
      worst = error;
      at = index;
      worstDifference = difference;
    }
  }
  return {
    checked: indices.length,
    worst,
    parameter: at < 0 ? "" : elementName(program, spec, at),
    backpropagation: at < 0 ? 0 : (gradients[at] as number),
    difference: worstDifference,
    kinks,
  };
}

/**
 * The loss of a trained network is a small difference of logits of order one, whose rounding a
 * central difference makes 10⁻¹³ of: smaller derivatives cannot be told apart to a millionth.
 */
const resolution = 1e-6;
/** ε^(1/3) of float64. */
const narrow = 6.055454452393343e-6;
/** Wide enough for a fifth of the rounding error, narrow enough for exponential models. */
const wide = 5 * narrow;

/** On which side of its activation's kinks every unit is, and whether that changes. */
class Sides {
  private readonly kinked: readonly { layer: number; units: number; kinks: readonly number[] }[];
  private readonly program: Program;
  private readonly rows: number;
  private before: readonly (Float32Array | Float64Array)[] = [];

  constructor(program: Program, spec: NetworkSpec, rows: number) {
    this.program = program;
    this.rows = rows;
    this.kinked = spec.layers
      .map(({ activation, units }, layer) => {
        return { layer, units, kinks: findActivation(activation).kinks };
      })
      .filter(({ kinks }) => kinks.length > 0);
  }

  /** Keeps the z of the last forward pass. */
  remember(): void {
    this.before = this.logits();
  }

  /** The first unit that was on the other side of a kink, or on it, when `remember` was called. */
  crossed(): Omit<Kink, "parameter"> | null {
    for (const [index, now] of this.logits().entries()) {
      const { layer, units, kinks } = this.kinked[index] as (typeof this.kinked)[number];
      const before = this.before[index] as typeof now;
      for (const [element, z] of now.entries()) {
        const old = before[element] as number;
        if (old === z || !kinks.some((kink) => (old - kink) * (z - kink) <= 0)) continue;
        return { layer, unit: element % units, row: Math.floor(element / units) };
      }
    }
    return null;
  }

  private logits(): (Float32Array | Float64Array)[] {
    return this.kinked.map(({ layer }) => {
      return this.program.value(`layers.${layer}.z`, this.rows).data;
    });
  }
}

/** All indices, or a sample without repetition, in rising order. */
function chosen(count: number, { sample, seed, among }: CheckOptions): Int32Array {
  const { offset, length } = among ?? { offset: 0, length: count };
  const all = Int32Array.from({ length }, (_, index) => offset + index);
  if (sample === undefined || sample >= length) return all;
  const random = new Random(seed, "gradient check");
  for (let index = 0; index < sample; index++) {
    const other = index + random.below(length - index);
    [all[index], all[other]] = [all[other] as number, all[index] as number];
  }
  return all.slice(0, sample).sort();
}

/** The name of a parameter's element, as in `layers.0.weight[2, 1]`. */
function elementName(program: Program, spec: NetworkSpec, index: number): string {
  for (const { name } of parameterNames(spec)) {
    const { offset, length, shape } = program.parameterRange(name);
    if (index >= offset + length) continue;
    const element = index - offset;
    const columns = shape[1];
    if (columns === undefined) return `${name}[${element}]`;
    return `${name}[${Math.floor(element / columns)}, ${element % columns}]`;
  }
  throw new RangeError(`there is no parameter ${index}`);
}
