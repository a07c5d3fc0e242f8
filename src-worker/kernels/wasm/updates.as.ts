// The guards and optimisers of ../../train, four parameters at a time.
import { add, arg, div, four, mul, place, put, sub, take } from "./memory.as";

/** Word of `Memory.d`, in bytes. */
const FINITE: usize = 8;

export function allFinite(args: usize): void {
  let from = place(args, 0);
  let left = arg(args, 1);
  let sum = four(0);
  let other = four(0);
  // Two sums, as one waits for each addition.
  for (; left >= 8; left -= 8) {
    sum = add(sum, mul(v128.load(from), four(0)));
    other = add(other, mul(v128.load(from, 16), four(0)));
    from += 32;
  }
  sum = add(sum, other);
  for (; left > 0; left -= 4) {
    sum = add(sum, mul(take(from, left), four(0)));
    from += 16;
  }
  // Only when bad, as other threads may look at other parts at the same time.
  if (v128.any_true(f32x4.ne(sum, sum))) store<f64>(FINITE, NaN);
}

export function clipNorm(args: usize): void {
  const gradient = place(args, 0);
  const end = gradient + (<usize>arg(args, 2) << 2);
  let sum: f64 = 0;
  for (let i = gradient; i < end; i += 4) {
    const g = <f64>load<f32>(i);
    sum += g * g;
  }
  const factor = <f64>load<f32>(place(args, 1)) / (sqrt(sum) + 1e-6);
  if (!(factor < 1)) return;
  for (let i = gradient; i < end; i += 4) store<f32>(i, <f32>(<f64>load<f32>(i) * factor));
}

/** g + λ₂·p + λ₁·sign(p). */
// @ts-ignore: decorator
@inline
function penalized(g: v128, p: v128, l2: f32, l1: f32): v128 {
  if (l2 != 0) g = add(g, mul(f32x4.splat(l2), p));
  if (l1 != 0) {
    const plus = v128.and(f32x4.gt(p, four(0)), f32x4.splat(l1));
    const minus = v128.and(f32x4.lt(p, four(0)), f32x4.splat(-l1));
    g = add(g, v128.or(plus, minus));
  }
  return g;
}

// @ts-ignore: decorator
@inline
function control(controls: usize, index: i32): v128 {
  return v128.load_splat<f32>(controls + (<usize>index << 2));
}

export function sgd(args: usize): void {
  let p = place(args, 0);
  let g = place(args, 1);
  const controls = place(args, 2);
  const l2 = load<f32>(controls);
  const l1 = load<f32>(controls, 4);
  const rate = control(controls, 2);
  let left = arg(args, 3);
  if (l2 == 0 && l1 == 0) {
    for (; left >= 4; left -= 4) {
      v128.store(p, sub(v128.load(p), mul(rate, v128.load(g))));
      p += 16;
      g += 16;
    }
  }
  for (; left > 0; left -= 4) {
    const value = take(p, left);
    const slope = penalized(take(g, left), value, l2, l1);
    put(p, sub(value, mul(rate, slope)), left);
    p += 16;
    g += 16;
  }
}

/** `momentum`; `nesterov` when `ahead`. */
// @ts-ignore: decorator
@inline
export function velocity(args: usize, ahead: bool): void {
  let p = place(args, 0);
  let g = place(args, 1);
  const controls = place(args, 2);
  let velocities = place(args, 3);
  const l2 = load<f32>(controls);
  const l1 = load<f32>(controls, 4);
  const rate = control(controls, 2);
  const mu = control(controls, 3);
  for (let left = arg(args, 4); left > 0; left -= 4) {
    const value = take(p, left);
    const slope = penalized(take(g, left), value, l2, l1);
    const speed = add(mul(mu, take(velocities, left)), slope);
    put(velocities, speed, left);
    put(p, sub(value, mul(rate, ahead ? add(slope, mul(mu, speed)) : speed)), left);
    p += 16;
    g += 16;
    velocities += 16;
  }
}

export function rmsprop(args: usize): void {
  let p = place(args, 0);
  let g = place(args, 1);
  const controls = place(args, 2);
  let square = place(args, 3);
  const l2 = load<f32>(controls);
  const l1 = load<f32>(controls, 4);
  const rate = control(controls, 2);
  const keep = control(controls, 3);
  const part = control(controls, 4);
  const eps = control(controls, 5);
  for (let left = arg(args, 4); left > 0; left -= 4) {
    const value = take(p, left);
    const slope = penalized(take(g, left), value, l2, l1);
    const mean = add(mul(keep, take(square, left)), mul(part, mul(slope, slope)));
    put(square, mean, left);
    const size = add(f32x4.sqrt(mean), eps);
    put(p, sub(value, mul(rate, div(slope, size))), left);
    p += 16;
    g += 16;
    square += 16;
  }
}

/** `adam` and `adamw`. */
export function moments(args: usize): void {
  let p = place(args, 0);
  let g = place(args, 1);
  const controls = place(args, 2);
  let mean = place(args, 3);
  let square = place(args, 4);
  const l2 = load<f32>(controls);
  const l1 = load<f32>(controls, 4);
  const keep = control(controls, 2);
  const beta1 = control(controls, 3);
  const part1 = control(controls, 4);
  const beta2 = control(controls, 5);
  const part2 = control(controls, 6);
  const rate = control(controls, 7);
  const root = control(controls, 8);
  const eps = control(controls, 9);
  for (let left = arg(args, 5); left > 0; left -= 4) {
    const value = mul(take(p, left), keep);
    const slope = penalized(take(g, left), value, l2, l1);
    const m = add(mul(beta1, take(mean, left)), mul(part1, slope));
    const v = add(mul(beta2, take(square, left)), mul(part2, mul(slope, slope)));
    put(mean, m, left);
    put(square, v, left);
    const size = add(div(f32x4.sqrt(v), root), eps);
    put(p, sub(value, mul(rate, div(m, size))), left);
    p += 16;
    g += 16;
    mean += 16;
    square += 16;
  }
}
