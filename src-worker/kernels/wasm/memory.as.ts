import { ARENA_AT, LEFT_AT, RIGHT_AT } from "./places";

/** Where this thread's own places begin: 0 for the first thread. */
let ownPlaces: usize = 0;

export function setOwnPlaces(address: usize): void {
  ownPlaces = address;
}

/** This thread's LEFT_AT. */
// @ts-ignore: decorator
@inline
export function leftPanels(): usize {
  return ownPlaces + LEFT_AT;
}

/** This thread's RIGHT_AT. */
// @ts-ignore: decorator
@inline
export function rightPanels(): usize {
  return ownPlaces + RIGHT_AT;
}

/** Byte address of a word of the arena. */
// @ts-ignore: decorator
@inline
export function at(word: i32): usize {
  return <usize>ARENA_AT + (<usize>word << 2);
}

/** Argument `index` of an encoded call. */
// @ts-ignore: decorator
@inline
export function arg(args: usize, index: i32): i32 {
  return load<i32>(args + (<usize>index << 2));
}

/** Byte address that is argument `index`. */
// @ts-ignore: decorator
@inline
export function place(args: usize, index: i32): usize {
  return at(arg(args, index));
}

function takePart(from: usize, left: i32): v128 {
  if (left == 1) return v128.load32_zero(from);
  const two = v128.load64_zero(from);
  return left == 2 ? two : v128.load_lane<f32>(from + 8, two, 2);
}

function putPart(to: usize, value: v128, left: i32): void {
  if (left == 1) {
    v128.store_lane<f32>(to, value, 0);
    return;
  }
  v128.store_lane<f64>(to, value, 0);
  if (left == 3) v128.store_lane<f32>(to + 8, value, 2);
}

/** The next four numbers, of which only `left` ≥ 1 may be read; the other lanes are 0. */
// @ts-ignore: decorator
@inline
export function take(from: usize, left: i32): v128 {
  return left >= 4 ? v128.load(from) : takePart(from, left);
}

/** Writes four numbers, or only the first `left` ≥ 1. */
// @ts-ignore: decorator
@inline
export function put(to: usize, value: v128, left: i32): void {
  if (left >= 4) v128.store(to, value);
  else putPart(to, value, left);
}

// @ts-ignore: decorator
@inline
export function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

// @ts-ignore: decorator
@inline
export function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}

// @ts-ignore: decorator
@inline
export function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

/** sum + a·b; rounded once instead of twice where kernels are fast and the processor can. */
// @ts-ignore: decorator
@inline
export function addProduct(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

// @ts-ignore: decorator
@inline
export function div(a: v128, b: v128): v128 {
  return f32x4.div(a, b);
}

// @ts-ignore: decorator
@inline
export function four(x: f32): v128 {
  return f32x4.splat(x);
}

/** Where `mask` is set `yes`, else `no`. */
// @ts-ignore: decorator
@inline
export function choose(mask: v128, yes: v128, no: v128): v128 {
  return v128.bitselect(yes, no, mask);
}
