/**
 * Elementary functions in float64 from + − × ÷ and bit operations only, so that every computer
 * gives the same bits; Math.exp and its kin may differ between JavaScript engines. Algorithms and
 * coefficients: fdlibm 5.3 (Sun Microsystems, 1993), error < 1 ulp.
 */

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;

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
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 +
                t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  return scale(1 - (low - (r * c) / (2 - c) - high), k);
}

/** The part of ln(1 + f) that log64 and log1p64 share: s·(½f² + R), with s = f / (2 + f). */
function logTail(f: number, half: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even =
    w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
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
      (-3.33333333333331316428e-2 +
        square *
          (1.58730158725481460165e-3 +
            square *
              (-7.93650757867487942473e-5 +
                square * (4.00821782732936239552e-6 + square * -2.01099218183624371326e-7))));
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
    1.28379167095512558561e-1, -3.2504210724700149937e-1, -2.84817495755985104766e-2,
    -5.77027029648944159157e-3, -2.37630166566501626084e-5,
  ],
  [
    1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3,
    1.32494738004321644526e-4, -3.9602282787753681232e-6,
  ],
] as const;
const ERF_1 = [
  [
    -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1,
    3.18346619901161753674e-1, -1.10894694282396677476e-1, 3.54783043256182359371e-2,
    -2.166375594868790843e-3,
  ],
  [
    1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2,
    1.26171219808761642112e-1, 1.36370839120290507362e-2, 1.1984499846799107417e-2,
  ],
] as const;
const ERF_2 = [
  [
    -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1,
    -6.23753324503260060396e1, -1.62396669462573470355e2, -1.84605092906711035994e2,
    -8.12874355063065934246e1, -9.81432934416914548592,
  ],
  [
    1, 1.96512716674392571292e1, 1.376577541435190426e2, 4.34565877475229228821e2,
    6.45387271733267880336e2, 4.29008140027567833386e2, 1.08635005541779435134e2,
    6.57024977031928170135, -6.04244152148580987438e-2,
  ],
] as const;
const ERF_3 = [
  [
    -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1,
    -1.60636384855821916062e2, -6.37566443368389627722e2, -1.02509513161107724954e3,
    -4.83519191608651397019e2,
  ],
  [
    1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3,
    3.19985821950859553908e3, 2.55305040643316442583e3, 4.74528541206955367215e2,
    -2.24409524465858183362e1,
  ],
] as const;

/** Error function, 2/√π·∫₀ˣ e^−t² dt. */
export function erf64(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (size < 0.84375) {
    // Scaled by 8, as the product of a subnormal number and 0.128… would lose its bits.
    if (size < 3.725290298461914e-9) return 0.125 * (8 * x + 1.02703333676410069053 * x);
    const z = x * x;
    return x + x * (polynomial(z, ERF_0[0]) / polynomial(z, ERF_0[1]));
  }
  let result = 1;
  if (size < 1.25) {
    const s = size - 1;
    result = 8.45062911510467529297e-1 + polynomial(s, ERF_1[0]) / polynomial(s, ERF_1[1]);
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
  const n = Math.floor(x * 6.36619772367581382433e-1 + 0.5);
  const first = x - n * 1.57079632673412561417;
  const second = n * 6.0771005063039659766e-11;
  const r = first - second;
  const w = n * 2.02226624879595063154e-21 - (first - r - second);
  const high = r - w;
  return [high, r - high - w, n & 3];
}

/** sin(x + y), |x| ≤ π/4, y the tail of x. */
function sinKernel(x: number, y: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z *
          (2.75573137070700676789e-6 +
            z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return x - (z * (0.5 * y - v * r) - y - v * -1.66666666666666324348e-1);
}

/** cos(x + y), |x| ≤ π/4, y the tail of x. */
function cosKernel(x: number, y: number): number {
  const z = x * x;
  const r =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z *
                (-2.75573143513906633035e-7 +
                  z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
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
