/**
 * Elementary functions in float32: every operation is one of + − × ÷ rounded to float32, or works
 * on bits, so that scalar and vector code give the same bits on every computer. Error ≤ 4 ulp
 * everywhere, subnormal numbers included; `test/bench/accuracy.mjs` measures it.
 */

const f = Math.fround;

const value = new Float32Array(1);
const bits = new Int32Array(value.buffer);

const LOG2_E = f(Math.LOG2E);
/** ln 2 = LN2_HIGH + LN2_LOW; the first has 9 bits, so that its multiples by exponents are exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = f(-0.00021219444005469057);
/** Adding and subtracting 1.5·2²³ rounds to an integer. */
const ROUNDER = 12582912;

/** 2^n for −126 ≤ n ≤ 127. */
function powerOfTwo(n: number): number {
  bits[0] = (n + 127) << 23;
  return value[0] as number;
}

/** e^x: x = k·ln 2 + r; the polynomial of e^r is Cephes' `expf` (Moshier, 1989). */
export function exp32(x: number): number {
  if (!(x <= 88.72283172607422)) return x > 0 ? Number.POSITIVE_INFINITY : x;
  if (x < -103.97208404541016) return 0;
  const k = f(f(f(x * LOG2_E) + ROUNDER) - ROUNDER);
  const r = f(f(x - f(k * LN2_HIGH)) - f(k * LN2_LOW));
  let p = f(0.000198756915);
  p = f(f(p * r) + f(0.0013981999507));
  p = f(f(p * r) + f(0.0083334519073));
  p = f(f(p * r) + f(0.041665795894));
  p = f(f(p * r) + f(0.16666665459));
  p = f(f(p * r) + f(0.50000001201));
  const power = f(f(f(p * f(r * r)) + r) + 1);
  // In two exact halves, as 2^k itself may be neither finite nor normal.
  const half = k >> 1;
  return f(f(power * powerOfTwo(half)) * powerOfTwo(k - half));
}

/** Exponent n of a normal m·2^n > 0, √½ ≤ m < √2. */
function exponentAround1(x: number): number {
  value[0] = x;
  return ((bits[0] as number) - 0x3f3504f3) >> 23;
}

/** ln((1 + r)·2^k·(1 + c)) for √½ ≤ 1 + r < √2 and a tiny c; polynomial of Cephes' `logf`. */
function logOfParts(r: number, k: number, c: number): number {
  const square = f(r * r);
  let p = f(0.070376836292);
  p = f(f(p * r) + f(-0.1151461031));
  p = f(f(p * r) + f(0.1167699874));
  p = f(f(p * r) + f(-0.12420140846));
  p = f(f(p * r) + f(0.14249322787));
  p = f(f(p * r) + f(-0.16668057665));
  p = f(f(p * r) + f(0.20000714765));
  p = f(f(p * r) + f(-0.24999993993));
  p = f(f(p * r) + f(0.33333331174));
  let tail = f(f(p * r) * square);
  tail = f(tail + f(f(k * LN2_LOW) + c));
  tail = f(tail - f(0.5 * square));
  return f(f(r + tail) + f(k * LN2_HIGH));
}

/** ln x; −∞ at 0, NaN below. */
export function log32(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const subnormal = x < 1.1754943508222875e-38;
  const normal = subnormal ? f(x * 16777216) : x;
  const n = exponentAround1(normal);
  const half = n >> 1;
  const m = f(f(normal * powerOfTwo(-half)) * powerOfTwo(half - n));
  return logOfParts(f(m - 1), subnormal ? n - 24 : n, 0);
}

/** ln(1 + x), exact near 0. */
export function log1p32(x: number): number {
  if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY || x === 0) return x;
  if (x > -0.2928932309150696 && x < 0.4142135679721832) return logOfParts(x, 0, 0);
  const u = f(1 + x);
  const k = exponentAround1(u);
  // What rounding 1 + x lost, to first order.
  const lost = f(f(k >= 1 ? 1 - f(u - x) : x - f(u - 1)) / u);
  const half = k >> 1;
  const m = f(f(u * powerOfTwo(-half)) * powerOfTwo(half - k));
  return logOfParts(f(m - 1), k, lost);
}

/** Hyperbolic tangent: Cephes' `tanhf` below 0.625, 1 − 2 / (e^2x + 1) above. */
export function tanh32(x: number): number {
  const size = Math.abs(x);
  if (size >= 0.625) {
    const t = f(1 - f(2 / f(exp32(f(2 * size)) + 1)));
    return x < 0 ? -t : t;
  }
  const z = f(x * x);
  let p = f(-0.00570498872745);
  p = f(f(p * z) + f(0.0206390887954));
  p = f(f(p * z) + f(-0.0537397155531));
  p = f(f(p * z) + f(0.133314422036));
  p = f(f(p * z) + f(-0.333332819422));
  return f(x + f(x * f(p * z)));
}

/** 1 / (1 + e^−x) without overflow at either end. */
export function sigmoid32(x: number): number {
  const power = exp32(-Math.abs(x));
  return f((x >= 0 ? 1 : power) / f(1 + power));
}

/** Error function; polynomials by N. Juffa ("erff", 2012–2018, BSD-2). */
export function erf32(x: number): number {
  const size = Math.abs(x);
  const square = f(x * x);
  if (size > 0.927734375) {
    // From 4 on the result is 1.
    const t = Math.min(size, 4);
    const s = f(t * t);
    const high = f(f(f(-0.000017285347) * t) + f(0.000383197126));
    const low = f(f(f(-0.00388396438) * t) + f(0.0242546219));
    let p = f(f(high * s) + low);
    p = f(f(p * t) + f(-0.106777877));
    p = f(f(p * t) + f(-0.634846687));
    p = f(f(p * t) + f(-0.128717512));
    const result = f(1 - exp32(f(f(p * t) - t)));
    return x < 0 ? -result : result;
  }
  let p = f(-0.000596761703);
  p = f(f(p * square) + f(0.00499119423));
  p = f(f(p * square) + f(-0.0267681349));
  p = f(f(p * square) + f(0.112819925));
  p = f(f(p * square) + f(-0.376125336));
  p = f(f(p * square) + f(0.128379166));
  return f(f(p * x) + x);
}
