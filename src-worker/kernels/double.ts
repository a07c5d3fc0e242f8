/**
 * Elementary functions in float64 from + − × ÷ and bit operations only, so that every computer
 * gives the same bits; Math.exp and its kin may differ between JavaScript engines. Algorithms and
 * coefficients: fdlibm 5.3 (Sun Microsystems, 1993), error < 1 ulp.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Whichever of the two words holds the exponent on this computer. */
const HIGH = new Uint8Array(new Float64Array([1]).buffer)[7] === 0x3f ? 1 : 0;

/** 2^n for −1022 ≤ n ≤ 1023. */
function powerOfTwo(n: number): number {
  words[1 - HIGH] = 0;
  words[HIGH] = (n + 1023) << 20;
  return value[0] as number;
}

/** x·2^n, rounded once. */
function scale(x: number, n: number): number {
  if (n > 1023) return x * powerOfTwo(1023) * powerOfTwo(Math.min(n - 1023, 1023));
  if (n >= -1022) return x * powerOfTwo(n);
  return x * powerOfTwo(Math.max(n + 54, -1022)) * powerOfTwo(-54);
}

/** Exponent n of a normal x > 0, where x = m·2^n, √½ ≤ m < √2. */
function exponentAround1(x: number): number {
  value[0] = x;
  const high = words[HIGH] as number;
  return (high >> 20) - 1023 + ((high & 0xfffff) >= 0x6a09e ? 1 : 0);
}

/** e^x. */
export function exp64(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t *
              (0.00006613756321437934 +
                t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  return scale(1 - (low - (r * c) / (2 - c) - high), k);
}

/** The part of ln(1 + f) that log64 and log1p64 share: s·(½f² + R), with s = f / (2 + f). */
function logTail(f: number, half: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z *
    (0.6666666666666735 +
      w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return s * (half + even + odd);
}

/** ln x; −∞ at 0, NaN below. */
export function log64(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const subnormal = x < 2.2250738585072014e-308;
  const normal = subnormal ? x * 18014398509481984 : x;
  const n = exponentAround1(normal);
  const f = scale(normal, -n) - 1;
  const k = subnormal ? n - 54 : n;
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (logTail(f, half) + k * LN2_LOW) - f);
}

/** ln(1 + x), exact near 0. */
export function log1p64(x: number): number {
  if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY || Math.abs(x) < 1.1102230246251565e-16) return x;
  if (x > -0.2928932188134524 && x < 0.41421356237309503) {
    const half = 0.5 * x * x;
    return x - (half - logTail(x, half));
  }
  const u = 1 + x;
  const k = exponentAround1(u);
  // What rounding 1 + x lost, to first order.
  const lost = (k >= 2 ? 1 - (u - x) : x - (u - 1)) / u;
  const f = scale(u, -k) - 1;
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (logTail(f, half) + (k * LN2_LOW + (k < 54 ? lost : 0))) - f);
}

/** e^x − 1 for |x| ≤ 40, exact near 0. */
function expm1(x: number): number {
  if (Math.abs(x) < 5.551115123125783e-17) return x;
  const k = Math.abs(x) > 0.34657359027997264 ? Math.floor(x * INVERSE_LN2 + 0.5) : 0;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = high - r - low;
  const half = 0.5 * r;
  const square = r * half;
  const r1 =
    1 +
    square *
      (-0.03333333333333313 +
        square *
          (0.0015873015872548146 +
            square *
              (-0.0000793650757867488 +
                square * (0.000004008217827329362 + square * -2.0109921818362437e-7))));
  const t = 3 - r1 * half;
  const quotient = square * ((r1 - t) / (6 - r * t));
  if (k === 0) return r - (r * quotient - square);
  const e = r * (quotient - c) - c - square;
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k < 0 || k > 56) return scale(r - e + 1, k) - 1;
  const tail = powerOfTwo(-k);
  return scale(k < 20 ? r - e + (1 - tail) : r - (e + tail) + 1, k);
}

/** Hyperbolic tangent. */
export function tanh64(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x) || size < 2.2250738585072014e-308) return x;
  let result = 1;
  if (size > 0.5493061443340549) {
    if (size < 20) result = 1 - 2 / (expm1(2 * size) + 2);
  } else if (size > 0.2554128118829954) {
    const t = expm1(2 * size);
    result = t / (t + 2);
  } else {
    const t = expm1(-2 * size);
    result = -t / (t + 2);
  }
  return x < 0 ? -result : result;
}

/** 1 / (1 + e^−x) without overflow at either end. */
export function sigmoid64(x: number): number {
  const power = exp64(-Math.abs(x));
  return (x >= 0 ? 1 : power) / (1 + power);
}

/** c₀ + c₁·x + c₂·x² + … */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + (coefficients[k] as number);
  return sum;
}

const ERF_0 = [
  [
    0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
    -0.000023763016656650163,
  ],
  [
    1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
    -0.000003960228278775368,
  ],
] as const;
const ERF_1 = [
  [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
    -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
  ],
  [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164,
    0.01363708391202905, 0.011984499846799107,
  ],
] as const;
const ERF_2 = [
  [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006,
    -162.39666946257347, -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679,
    429.00814002756783, 108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
] as const;
const ERF_3 = [
  [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192,
    -637.5664433683896, -1025.0951316110772, -483.5191916086514,
  ],
  [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955,
    2553.0504064331644, 474.52854120695537, -22.44095244658582,
  ],
] as const;

/** Error function, 2/√π·∫₀ˣ e^−t² dt. */
export function erf64(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (size < 0.84375) {
    // Scaled by 8, as the product of a subnormal number and 0.128… would lose its bits.
    if (size < 3.725290298461914e-9) return 0.125 * (8 * x + 1.0270333367641007 * x);
    const z = x * x;
    return x + x * (polynomial(z, ERF_0[0]) / polynomial(z, ERF_0[1]));
  }
  let result = 1;
  if (size < 1.25) {
    const s = size - 1;
    result = 0.8450629115104675 + polynomial(s, ERF_1[0]) / polynomial(s, ERF_1[1]);
  } else if (size < 6) {
    const s = 1 / (size * size);
    const [numerator, denominator] = size < 1 / 0.35 ? ERF_2 : ERF_3;
    const ratio = polynomial(s, numerator) / polynomial(s, denominator);
    // The square of the upper half of x is exact, so that its rounding is not blown up by exp.
    value[0] = size;
    words[1 - HIGH] = 0;
    const z = value[0];
    const power = exp64(-z * z - 0.5625) * exp64((z - size) * (z + size) + ratio);
    result = 1 - power / size;
  }
  return x < 0 ? -result : result;
}

/** x − n·π/2 as a sum of two numbers, and n, for |x| ≤ 2²⁰·π/2. */
function reduceAngle(x: number): readonly [high: number, low: number, quadrant: number] {
  const n = Math.floor(x * 0.6366197723675814 + 0.5);
  const first = x - n * 1.5707963267341256;
  const second = n * 6.077100506303966e-11;
  const r = first - second;
  const w = n * 2.0222662487959506e-21 - (first - r - second);
  const high = r - w;
  return [high, r - high - w, n & 3];
}

/** sin(x + y), |x| ≤ π/4, y the tail of x. */
function sinKernel(x: number, y: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * y - v * r) - y - v * -0.16666666666666632);
}

/** cos(x + y), |x| ≤ π/4, y the tail of x. */
function cosKernel(x: number, y: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z *
                (-2.7557314351390663e-7 +
                  z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * y));
}

/** Sine, for |x| ≤ 2²⁰·π/2. */
export function sin64(x: number): number {
  const [high, low, quadrant] = reduceAngle(x);
  const size = quadrant % 2 === 0 ? sinKernel(high, low) : cosKernel(high, low);
  return quadrant < 2 ? size : -size;
}

/** Cosine, for |x| ≤ 2²⁰·π/2. */
export function cos64(x: number): number {
  const [high, low, quadrant] = reduceAngle(x);
  const size = quadrant % 2 === 0 ? cosKernel(high, low) : sinKernel(high, low);
  return quadrant === 0 || quadrant === 3 ? size : -size;
}
