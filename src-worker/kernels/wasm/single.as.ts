// Four lanes of ../single.ts: the same operations in the same order, branches as selections.
import { add, choose, div, four, mul, sub } from "./memory.as";

/** 2^n of whole numbers −126 ≤ n ≤ 127. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** p·r + c. */
// @ts-ignore: decorator
@inline
function horner(p: v128, r: v128, c: f32): v128 {
  return add(mul(p, r), four(c));
}

export function exp4(x: v128): v128 {
  const k = sub(add(mul(x, four(1.4426950408889634)), four(12582912)), four(12582912));
  const r = sub(sub(x, mul(k, four(0.693359375))), mul(k, four(-0.00021219444005469057)));
  let p = four(0.000198756915);
  p = horner(p, r, 0.0013981999507);
  p = horner(p, r, 0.0083334519073);
  p = horner(p, r, 0.041665795894);
  p = horner(p, r, 0.16666665459);
  p = horner(p, r, 0.50000001201);
  const power = add(add(mul(p, mul(r, r)), r), four(1));
  const whole = i32x4.trunc_sat_f32x4_s(k);
  const half = i32x4.shr_s(whole, 1);
  let result = mul(mul(power, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
  result = v128.andnot(result, f32x4.lt(x, four(-103.97208404541016)));
  result = choose(f32x4.gt(x, four(88.72283172607422)), four(Infinity), result);
  return choose(f32x4.ne(x, x), x, result);
}

// @ts-ignore: decorator
@inline
function exponentAround1(x: v128): v128 {
  return i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
}

/** ln((1 + r)·2^k·(1 + c)), k a whole number as float. */
function logOfParts(r: v128, k: v128, c: v128): v128 {
  const square = mul(r, r);
  let p = four(0.070376836292);
  p = horner(p, r, -0.1151461031);
  p = horner(p, r, 0.1167699874);
  p = horner(p, r, -0.12420140846);
  p = horner(p, r, 0.14249322787);
  p = horner(p, r, -0.16668057665);
  p = horner(p, r, 0.20000714765);
  p = horner(p, r, -0.24999993993);
  p = horner(p, r, 0.33333331174);
  let tail = mul(mul(p, r), square);
  tail = add(tail, add(mul(k, four(-0.00021219444005469057)), c));
  tail = sub(tail, mul(four(0.5), square));
  return add(add(r, tail), mul(k, four(0.693359375)));
}

/** m of a normal m·2^n > 0. */
// @ts-ignore: decorator
@inline
function mantissa(x: v128, n: v128): v128 {
  const half = i32x4.shr_s(n, 1);
  return mul(mul(x, powerOfTwo(i32x4.neg(half))), powerOfTwo(i32x4.sub(half, n)));
}

export function log4(x: v128): v128 {
  const subnormal = f32x4.lt(x, four(1.1754943508222875e-38));
  const normal = choose(subnormal, mul(x, four(16777216)), x);
  const n = exponentAround1(normal);
  const k = i32x4.sub(n, v128.and(subnormal, i32x4.splat(24)));
  let result = logOfParts(
    sub(mantissa(normal, n), four(1)),
    f32x4.convert_i32x4_s(k),
    four(0),
  );
  result = choose(f32x4.eq(x, four(Infinity)), x, result);
  result = choose(f32x4.gt(x, four(0)), result, four(NaN));
  return choose(f32x4.eq(x, four(0)), four(-Infinity), result);
}

export function log1p4(x: v128): v128 {
  const near = v128.and(
    f32x4.gt(x, four(-0.2928932309150696)),
    f32x4.lt(x, four(0.4142135679721832)),
  );
  const u = add(four(1), x);
  const k = exponentAround1(u);
  const high = sub(four(1), sub(u, x));
  const low = sub(x, sub(u, four(1)));
  const lost = div(choose(i32x4.ge_s(k, i32x4.splat(1)), high, low), u);
  let result = logOfParts(
    choose(near, x, sub(mantissa(u, k), four(1))),
    v128.andnot(f32x4.convert_i32x4_s(k), near),
    v128.andnot(lost, near),
  );
  const same = v128.or(f32x4.eq(x, four(Infinity)), f32x4.eq(x, four(0)));
  result = choose(same, x, result);
  result = choose(f32x4.gt(x, four(-1)), result, four(NaN));
  return choose(f32x4.eq(x, four(-1)), four(-Infinity), result);
}

export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const t = sub(four(1), div(four(2), add(exp4(mul(four(2), size)), four(1))));
  const far = choose(f32x4.lt(x, four(0)), f32x4.neg(t), t);
  const z = mul(x, x);
  let p = four(-0.00570498872745);
  p = horner(p, z, 0.0206390887954);
  p = horner(p, z, -0.0537397155531);
  p = horner(p, z, 0.133314422036);
  p = horner(p, z, -0.333332819422);
  return choose(f32x4.ge(size, four(0.625)), far, add(x, mul(x, mul(p, z))));
}

/** 1 / (1 + e^−x), given e^−|x|. */
// @ts-ignore: decorator
@inline
export function sigmoidOfPower(x: v128, power: v128): v128 {
  return div(choose(f32x4.ge(x, four(0)), four(1), power), add(four(1), power));
}

export function sigmoid4(x: v128): v128 {
  return sigmoidOfPower(x, exp4(f32x4.neg(f32x4.abs(x))));
}

export function erf4(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = mul(x, x);
  const t = f32x4.min(size, four(4));
  const s = mul(t, t);
  const high = horner(four(-0.000017285347), t, 0.000383197126);
  const low = horner(four(-0.00388396438), t, 0.0242546219);
  let p = add(mul(high, s), low);
  p = horner(p, t, -0.106777877);
  p = horner(p, t, -0.634846687);
  p = horner(p, t, -0.128717512);
  const outer = sub(four(1), exp4(sub(mul(p, t), t)));
  const far = choose(f32x4.lt(x, four(0)), f32x4.neg(outer), outer);
  p = four(-0.000596761703);
  p = horner(p, square, 0.00499119423);
  p = horner(p, square, -0.0267681349);
  p = horner(p, square, 0.112819925);
  p = horner(p, square, -0.376125336);
  p = horner(p, square, 0.128379166);
  return choose(f32x4.gt(size, four(0.927734375)), far, add(mul(p, x), x));
}
