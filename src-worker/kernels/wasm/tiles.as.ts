// Tiles of C: `left` is a panel of four rows, `right` one of eight or four columns. Only `width`
// columns of C are written; whatever is read beyond them goes nowhere.
import { addProduct, put } from "./memory.as";

/** For a `depth` of at least 1. */
export function tile4x8(
  left: usize,
  right: usize,
  c: usize,
  cRow: usize,
  depth: i32,
  width: i32,
): void {
  const d1 = c + cRow;
  const d2 = d1 + cRow;
  const d3 = d2 + cRow;
  let c00 = v128.load(c);
  let c01 = v128.load(c + 16);
  let c10 = v128.load(d1);
  let c11 = v128.load(d1 + 16);
  let c20 = v128.load(d2);
  let c21 = v128.load(d2 + 16);
  let c30 = v128.load(d3);
  let c31 = v128.load(d3 + 16);
  const end = left + (<usize>depth << 4);
  const last = end - 16;
  // Two steps a turn. V8 moves all loads of a stretch without branches to its start: the way out in
  // between keeps those of the second step where they are, so that all fits into registers.
  for (;;) {
    const b0 = v128.load(right);
    const b1 = v128.load(right, 16);
    const a0 = v128.load_splat<f32>(left);
    c00 = addProduct(c00, a0, b0);
    c01 = addProduct(c01, a0, b1);
    const a1 = v128.load_splat<f32>(left, 4);
    c10 = addProduct(c10, a1, b0);
    c11 = addProduct(c11, a1, b1);
    const a2 = v128.load_splat<f32>(left, 8);
    c20 = addProduct(c20, a2, b0);
    c21 = addProduct(c21, a2, b1);
    const a3 = v128.load_splat<f32>(left, 12);
    c30 = addProduct(c30, a3, b0);
    c31 = addProduct(c31, a3, b1);
    if (left == last) break;
    {
      const b0 = v128.load(right, 32);
      const b1 = v128.load(right, 48);
      const a0 = v128.load_splat<f32>(left, 16);
      c00 = addProduct(c00, a0, b0);
      c01 = addProduct(c01, a0, b1);
      const a1 = v128.load_splat<f32>(left, 20);
      c10 = addProduct(c10, a1, b0);
      c11 = addProduct(c11, a1, b1);
      const a2 = v128.load_splat<f32>(left, 24);
      c20 = addProduct(c20, a2, b0);
      c21 = addProduct(c21, a2, b1);
      const a3 = v128.load_splat<f32>(left, 28);
      c30 = addProduct(c30, a3, b0);
      c31 = addProduct(c31, a3, b1);
    }
    left += 32;
    right += 64;
    if (left == end) break;
  }
  put(c, c00, width);
  put(c + 16, c01, width - 4);
  put(d1, c10, width);
  put(d1 + 16, c11, width - 4);
  put(d2, c20, width);
  put(d2 + 16, c21, width - 4);
  put(d3, c30, width);
  put(d3 + 16, c31, width - 4);
}

export function tile2x8(
  left: usize,
  right: usize,
  c: usize,
  cRow: usize,
  depth: i32,
  width: i32,
): void {
  const d1 = c + cRow;
  let c00 = v128.load(c);
  let c01 = v128.load(c + 16);
  let c10 = v128.load(d1);
  let c11 = v128.load(d1 + 16);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(right);
    const b1 = v128.load(right, 16);
    const a0 = v128.load_splat<f32>(left);
    c00 = addProduct(c00, a0, b0);
    c01 = addProduct(c01, a0, b1);
    const a1 = v128.load_splat<f32>(left, 4);
    c10 = addProduct(c10, a1, b0);
    c11 = addProduct(c11, a1, b1);
    left += 16;
    right += 32;
  }
  put(c, c00, width);
  put(c + 16, c01, width - 4);
  put(d1, c10, width);
  put(d1 + 16, c11, width - 4);
}

export function tile1x8(
  left: usize,
  right: usize,
  c: usize,
  depth: i32,
  width: i32,
): void {
  let c00 = v128.load(c);
  let c01 = v128.load(c + 16);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(right);
    const b1 = v128.load(right, 16);
    const a0 = v128.load_splat<f32>(left);
    c00 = addProduct(c00, a0, b0);
    c01 = addProduct(c01, a0, b1);
    left += 16;
    right += 32;
  }
  put(c, c00, width);
  put(c + 16, c01, width - 4);
}

export function tile4x4(
  left: usize,
  right: usize,
  c: usize,
  cRow: usize,
  depth: i32,
  width: i32,
): void {
  const d1 = c + cRow;
  const d2 = d1 + cRow;
  const d3 = d2 + cRow;
  let c00 = v128.load(c);
  let c10 = v128.load(d1);
  let c20 = v128.load(d2);
  let c30 = v128.load(d3);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(right);
    const a0 = v128.load_splat<f32>(left);
    c00 = addProduct(c00, a0, b0);
    const a1 = v128.load_splat<f32>(left, 4);
    c10 = addProduct(c10, a1, b0);
    const a2 = v128.load_splat<f32>(left, 8);
    c20 = addProduct(c20, a2, b0);
    const a3 = v128.load_splat<f32>(left, 12);
    c30 = addProduct(c30, a3, b0);
    left += 16;
    right += 16;
  }
  put(c, c00, width);
  put(d1, c10, width);
  put(d2, c20, width);
  put(d3, c30, width);
}

export function tile2x4(
  left: usize,
  right: usize,
  c: usize,
  cRow: usize,
  depth: i32,
  width: i32,
): void {
  const d1 = c + cRow;
  let c00 = v128.load(c);
  let c10 = v128.load(d1);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(right);
    const a0 = v128.load_splat<f32>(left);
    c00 = addProduct(c00, a0, b0);
    const a1 = v128.load_splat<f32>(left, 4);
    c10 = addProduct(c10, a1, b0);
    left += 16;
    right += 16;
  }
  put(c, c00, width);
  put(d1, c10, width);
}

export function tile1x4(
  left: usize,
  right: usize,
  c: usize,
  depth: i32,
  width: i32,
): void {
  let c00 = v128.load(c);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(right);
    const a0 = v128.load_splat<f32>(left);
    c00 = addProduct(c00, a0, b0);
    left += 16;
    right += 16;
  }
  put(c, c00, width);
}
