// ../losses.ts and softmax. A row's terms are made four at a time and added one after another.
import { divideRow, exponentials } from "./elementwise.as";
import {
  add,
  arg,
  four,
  leftPanels,
  mul,
  place,
  put,
  rightPanels,
  sub,
  take,
} from "./memory.as";
import { exp4, log1p4, log4, sigmoidOfPower } from "./single.as";

/** sum + the first `left` of four terms, in order. */
// @ts-ignore: decorator
@inline
function addTerms(sum: f32, terms: v128, left: i32): f32 {
  sum += f32x4.extract_lane(terms, 0);
  if (left > 1) sum += f32x4.extract_lane(terms, 1);
  if (left > 2) sum += f32x4.extract_lane(terms, 2);
  if (left > 3) sum += f32x4.extract_lane(terms, 3);
  return sum;
}

/**
 * u ← e^(z − max z) row by row. The largest z of row i stays in scratch word i of the left panels, Σ u in
 * that of the right ones. All exponentials are taken in one go, so that they overlap.
 */
function powers(z: usize, u: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  let to = u;
  for (let i = 0; i < rows; i++) {
    let most = load<f32>(z);
    // A NaN that is passed over comes in again by its own exponential.
    for (let j: usize = 4; j < row; j += 4) {
      const next = load<f32>(z + j);
      most = next > most ? next : most;
    }
    store<f32>(leftPanels() + (<usize>i << 2), most);
    if (columns < 4) {
      for (let j: usize = 0; j < row; j += 4) store<f32>(to + j, load<f32>(z + j) - most);
      z += row;
      to += row;
      continue;
    }
    const shift = f32x4.splat(most);
    for (let left = columns; left > 0; left -= 4) {
      put(to, sub(take(z, left), shift), left);
      const bytes = <usize>min(4, left) << 2;
      z += bytes;
      to += bytes;
    }
  }
  exponentials(u, rows * columns);
  for (let i = 0; i < rows; i++) {
    let sum: f32 = 0;
    for (let j: usize = 0; j < row; j += 4) sum += load<f32>(u + j);
    store<f32>(rightPanels() + (<usize>i << 2), sum);
    u += row;
  }
}

/** u ← u / its row's Σ u. */
function normalize(u: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    const sum = load<f32>(rightPanels() + (<usize>i << 2));
    if (columns < 4) {
      for (let j: usize = 0; j < row; j += 4) store<f32>(u + j, load<f32>(u + j) / sum);
    } else {
      divideRow(u, sum, columns);
    }
    u += row;
  }
}

/** Rows at a time, as many as scratch has words for. */
const ROWS: i32 = 1024;

export function softmax(args: usize): void {
  let z = place(args, 0);
  let u = place(args, 1);
  const columns = arg(args, 3);
  for (let left = arg(args, 2); left > 0; left -= ROWS) {
    const rows = min(ROWS, left);
    powers(z, u, rows, columns);
    normalize(u, rows, columns);
    z += <usize>(rows * columns) << 2;
    u += <usize>(rows * columns) << 2;
  }
}

export function softmaxGradient(args: usize): void {
  let u = place(args, 0);
  let du = place(args, 1);
  let dz = place(args, 2);
  const columns = arg(args, 4);
  for (let i = arg(args, 3); i > 0; i--) {
    let dot: f32 = 0;
    for (let j = 0; j < columns; j++) {
      const at = <usize>j << 2;
      dot += load<f32>(du + at) * load<f32>(u + at);
    }
    const dots = f32x4.splat(dot);
    for (let left = columns; left > 0; left -= 4) {
      const slope = mul(take(u, left), sub(take(du, left), dots));
      put(dz, add(take(dz, left), slope), left);
      const bytes = <usize>min(4, left) << 2;
      u += bytes;
      du += bytes;
      dz += bytes;
    }
  }
}

export function cce(args: usize): void {
  let z = place(args, 0);
  let labels = place(args, 1);
  let losses = place(args, 2);
  let u = place(args, 3);
  const columns = arg(args, 5);
  for (let left = arg(args, 4); left > 0; left -= ROWS) {
    const rows = min(ROWS, left);
    powers(z, u, rows, columns);
    normalize(u, rows, columns);
    cceRows(z, labels, losses, rows, columns);
    z += <usize>(rows * columns) << 2;
    u += <usize>(rows * columns) << 2;
    labels += <usize>rows << 2;
    losses += <usize>rows << 2;
  }
}

/** ℓ ← ln Σ u − (z of the label − max z), after `powers`. */
function cceRows(z: usize, labels: usize, losses: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    const word = <usize>i << 2;
    const own = load<f32>(z + (<usize>(i * columns + load<i32>(labels + word)) << 2));
    store<f32>(leftPanels() + word, own - load<f32>(leftPanels() + word));
  }
  for (let i = 0; i < rows; i += 4) {
    const word = <usize>i << 2;
    const sums = v128.load(rightPanels() + word);
    put(losses + word, sub(log4(sums), v128.load(leftPanels() + word)), rows - i);
  }
}

/** dz += (u − one-hot label)·dℓ: all as if the label were elsewhere, then the label's anew. */
export function cceGradient(args: usize): void {
  let u = place(args, 0);
  let labels = place(args, 1);
  let dlosses = place(args, 2);
  let dz = place(args, 3);
  const columns = arg(args, 5);
  for (let i = arg(args, 4); i > 0; i--) {
    const scale = load<f32>(dlosses);
    const scales = f32x4.splat(scale);
    const own = <usize>load<i32>(labels) << 2;
    const before = load<f32>(dz + own);
    const error: f32 = load<f32>(u + own) - 1;
    const target = dz + own;
    for (let left = columns; left > 0; left -= 4) {
      put(dz, add(take(dz, left), mul(take(u, left), scales)), left);
      const bytes = <usize>min(4, left) << 2;
      u += bytes;
      dz += bytes;
    }
    store<f32>(target, before + error * scale);
    labels += 4;
    dlosses += 4;
  }
}

/** Terms of `bce`; keeps u. */
// @ts-ignore: decorator
@inline
function bceTerms(z: usize, y: usize, u: usize, left: i32): v128 {
  const logit = take(z, left);
  const power = exp4(f32x4.neg(f32x4.abs(logit)));
  const linear = sub(f32x4.max(logit, four(0)), mul(take(y, left), logit));
  put(u, sigmoidOfPower(logit, power), left);
  return add(linear, log1p4(power));
}

export function bce(args: usize): void {
  let z = place(args, 0);
  let y = place(args, 1);
  let losses = place(args, 2);
  let u = place(args, 3);
  const rows = arg(args, 4);
  const columns = arg(args, 5);
  if (columns == 1) {
    for (let left = rows; left > 0; left -= 4) {
      put(losses, add(four(0), bceTerms(z, y, u, left)), left);
      z += 16;
      y += 16;
      u += 16;
      losses += 16;
    }
    return;
  }
  for (let i = 0; i < rows; i++) {
    let sum: f32 = 0;
    for (let left = columns; left > 0; left -= 4) {
      sum = addTerms(sum, bceTerms(z, y, u, left), left);
      const bytes = <usize>min(4, left) << 2;
      z += bytes;
      y += bytes;
      u += bytes;
    }
    store<f32>(losses, sum);
    losses += 4;
  }
}

export function squared(args: usize): void {
  let u = place(args, 0);
  let y = place(args, 1);
  let losses = place(args, 2);
  const rows = arg(args, 3);
  const columns = arg(args, 4);
  if (columns == 1) {
    for (let left = rows; left > 0; left -= 4) {
      const error = sub(take(u, left), take(y, left));
      put(losses, add(four(0), mul(error, error)), left);
      u += 16;
      y += 16;
      losses += 16;
    }
    return;
  }
  for (let i = 0; i < rows; i++) {
    let sum: f32 = 0;
    for (let left = columns; left > 0; left -= 4) {
      const error = sub(take(u, left), take(y, left));
      sum = addTerms(sum, mul(error, error), left);
      const bytes = <usize>min(4, left) << 2;
      u += bytes;
      y += bytes;
    }
    store<f32>(losses, sum);
    losses += 4;
  }
}

/** du += (u − y)·(factor·dℓ): `bce.gradient` and, with factor 2, `squared.gradient`. */
export function differenceGradient(args: usize, factor: f32): void {
  let u = place(args, 0);
  let y = place(args, 1);
  let dlosses = place(args, 2);
  let du = place(args, 3);
  const rows = arg(args, 4);
  const columns = arg(args, 5);
  const factors = f32x4.splat(factor);
  if (columns == 1) {
    for (let left = rows; left > 0; left -= 4) {
      const scales = mul(factors, take(dlosses, left));
      const slope = mul(sub(take(u, left), take(y, left)), scales);
      put(du, add(take(du, left), slope), left);
      u += 16;
      y += 16;
      du += 16;
      dlosses += 16;
    }
    return;
  }
  for (let i = 0; i < rows; i++) {
    const scales = mul(factors, f32x4.splat(load<f32>(dlosses)));
    for (let left = columns; left > 0; left -= 4) {
      const slope = mul(sub(take(u, left), take(y, left)), scales);
      put(du, add(take(du, left), slope), left);
      const bytes = <usize>min(4, left) << 2;
      u += bytes;
      y += bytes;
      du += bytes;
    }
    dlosses += 4;
  }
}

/** The float64 sum is word 0 of `Memory.d`. */
export function reduceLosses(args: usize): void {
  let losses = place(args, 0);
  let sum: f64 = 0;
  for (let i = arg(args, 3); i > 0; i--) {
    sum += <f64>load<f32>(losses);
    losses += 4;
  }
  store<f64>(0, sum);
  store<f32>(place(args, 1), <f32>(sum / <f64>arg(args, 2)));
}

export function reduceLossesGradient(args: usize): void {
  const share = <f32>(<f64>load<f32>(place(args, 0)) / <f64>arg(args, 2));
  const shares = f32x4.splat(share);
  let dlosses = place(args, 1);
  for (let left = arg(args, 3); left > 0; left -= 4) {
    put(dlosses, add(take(dlosses, left), shares), left);
    dlosses += 16;
  }
}
