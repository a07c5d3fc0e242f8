// ../activations.ts: functions of one element and their gradients, four elements at a time.
import { add, arg, choose, div, four, mul, place, put, sub, take } from "./memory.as";
import {
  EXP,
  GELU,
  LEAKY_RELU,
  RELU,
  SIGMOID,
  SOFTPLUS,
  TANH,
  THRESHOLD,
} from "./opcodes";
import { erf4, exp4, log1p4, sigmoid4, tanh4 } from "./single.as";


/** Φ(z). */
// @ts-ignore: decorator
@inline
function normalDistribution(z: v128): v128 {
  return mul(four(0.5), add(four(1), erf4(mul(z, four(0.7071067811865476)))));
}

// @ts-ignore: decorator
@inline
function value(name: i32, z: v128): v128 {
  const zero = four(0);
  switch (name) {
    case THRESHOLD:
      return v128.and(f32x4.ge(z, zero), four(1));
    case SIGMOID:
      return sigmoid4(z);
    case RELU:
      // One instruction, which leaves −0 and NaN as they are; the addition makes −0 to 0.
      return add(f32x4.pmax(z, zero), zero);
    case TANH:
      return tanh4(z);
    case LEAKY_RELU:
      return choose(f32x4.gt(z, zero), z, mul(four(0.01), z));
    case GELU:
      return mul(z, normalDistribution(z));
    case SOFTPLUS:
      return add(f32x4.max(z, zero), log1p4(exp4(f32x4.neg(f32x4.abs(z)))));
    case EXP:
      return exp4(z);
    default:
      return z;
  }
}

// @ts-ignore: decorator
@inline
function derivative(name: i32, z: v128, u: v128): v128 {
  const positive = f32x4.gt(z, four(0));
  switch (name) {
    case THRESHOLD:
      return four(0);
    case SIGMOID:
      return mul(u, sub(four(1), u));
    case RELU:
      return v128.and(positive, four(1));
    case TANH:
      return sub(four(1), mul(u, u));
    case LEAKY_RELU:
      return choose(positive, four(1), four(0.01));
    case GELU: {
      const density = mul(four(0.3989422804014327), exp4(mul(mul(four(-0.5), z), z)));
      return add(normalDistribution(z), mul(z, density));
    }
    case SOFTPLUS:
      return sigmoid4(z);
    case EXP:
      return u;
    default:
      return four(1);
  }
}

// @ts-ignore: decorator
@inline
export function forward(name: i32, args: usize): void {
  let z = place(args, 0);
  let u = place(args, 1);
  let left = arg(args, 2);
  for (; left >= 4; left -= 4) {
    v128.store(u, value(name, v128.load(z)));
    z += 16;
    u += 16;
  }
  if (left > 0) put(u, value(name, take(z, left)), left);
}

// @ts-ignore: decorator
@inline
export function gradient(name: i32, args: usize): void {
  let z = place(args, 0);
  let u = place(args, 1);
  let du = place(args, 2);
  let dz = place(args, 3);
  let left = arg(args, 4);
  for (; left >= 4; left -= 4) {
    gradientOfFour(name, z, u, du, dz, 4);
    z += 16;
    u += 16;
    du += 16;
    dz += 16;
  }
  if (left > 0) gradientOfFour(name, z, u, du, dz, left);
}

/** dz += du·slope; what a derivative does not need is not read. */
// @ts-ignore: decorator
@inline
function gradientOfFour(name: i32, z: usize, u: usize, du: usize, dz: usize, left: i32): void {
  const ofU = name == SIGMOID || name == TANH || name == EXP;
  const ofZ = name == RELU || name == LEAKY_RELU || name == GELU || name == SOFTPLUS;
  const slope = derivative(name, ofZ ? take(z, left) : four(0), ofU ? take(u, left) : four(0));
  put(dz, add(take(dz, left), mul(take(du, left), slope)), left);
}

/** Inverted dropout; see ../dropout.ts. */
export function dropout(args: usize): void {
  let input = place(args, 0);
  let out = place(args, 1);
  let words = place(args, 2);
  const active = load<i32>(place(args, 3)) != 0;
  const threshold = i32x4.splat(arg(args, 4));
  const scale = f32x4.splat(reinterpret<f32>(arg(args, 5)));
  for (let left = arg(args, 6); left > 0; left -= 4) {
    let x = take(input, left);
    if (active) {
      const kept = i32x4.ge_s(i32x4.shr_u(take(words, left), 8), threshold);
      x = v128.and(kept, mul(x, scale));
    }
    put(out, x, left);
    input += 16;
    out += 16;
    words += 16;
  }
}

export function dropoutGradient(args: usize): void {
  let dout = place(args, 0);
  let din = place(args, 1);
  let words = place(args, 2);
  const active = load<i32>(place(args, 3)) != 0;
  const threshold = i32x4.splat(arg(args, 4));
  const scale = active ? f32x4.splat(reinterpret<f32>(arg(args, 5))) : four(1);
  for (let left = arg(args, 6); left > 0; left -= 4) {
    const before = take(din, left);
    let after = add(before, mul(take(dout, left), scale));
    if (active) {
      const kept = i32x4.ge_s(i32x4.shr_u(take(words, left), 8), threshold);
      after = choose(kept, after, before);
    }
    put(din, after, left);
    dout += 16;
    din += 16;
    words += 16;
  }
}

/** u ← e^u. */
export function exponentials(u: usize, size: i32): void {
  let left = size;
  for (; left >= 4; left -= 4) {
    v128.store(u, exp4(v128.load(u)));
    u += 16;
  }
  if (left > 0) put(u, exp4(take(u, left)), left);
}

/** x ← x / divisor. */
export function divideRow(x: usize, divisor: f32, size: i32): void {
  const divisors = f32x4.splat(divisor);
  for (let left = size; left > 0; left -= 4) {
    put(x, div(take(x, left), divisors), left);
    x += 16;
  }
}
