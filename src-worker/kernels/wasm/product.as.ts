// ../product.ts in tiles of four rows by eight columns whose sums stay in registers. Both operands
// are first packed into panels of four rows or eight columns, index k outermost, so that a tile
// reads its numbers in order. A sum that is cut along k is stored and taken up again, unrounded.
import { arg, leftPanels, place, rightPanels } from "./memory.as";
import { tile1x4, tile1x8, tile2x4, tile2x8, tile4x4, tile4x8 } from "./tiles.as";

/** Lengths of a block along k, rows and columns: its panels fill the places for them. */
const DEPTH: i32 = 256;
const ROWS: i32 = 128;
const COLUMNS: i32 = 512;

export function product(args: usize): void {
  const a = place(args, 0);
  const aRow = <usize>arg(args, 1) << 2;
  const aStep = <usize>arg(args, 2) << 2;
  const b = place(args, 3);
  const bRow = <usize>arg(args, 4) << 2;
  const bStep = <usize>arg(args, 5) << 2;
  const c = place(args, 6);
  const cRow = <usize>arg(args, 7) << 2;
  const rows = arg(args, 8);
  const columns = arg(args, 9);
  const depth = arg(args, 10);
  // A lone column lies as a row does, which leaves no lane idle.
  if (columns == 1 && cRow == 4) {
    multiply(b, bRow, bStep, a, aRow, aStep, c, cRow, 1, rows, depth);
  } else {
    multiply(a, aRow, aStep, b, bRow, bStep, c, cRow, rows, columns, depth);
  }
}

function multiply(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bStep: usize,
  c: usize,
  cRow: usize,
  rows: i32,
  columns: i32,
  depth: i32,
): void {
  for (let j = 0; j < columns; j += COLUMNS) {
    const width = min(COLUMNS, columns - j);
    for (let k = 0; k < depth; k += DEPTH) {
      const length = min(DEPTH, depth - k);
      packRight(b + j * bRow + k * bStep, bRow, bStep, width, length);
      for (let i = 0; i < rows; i += ROWS) {
        const height = min(ROWS, rows - i);
        packLeft(a + i * aRow + k * aStep, aRow, aStep, height, length);
        block(c + i * cRow + (j << 2), cRow, height, width, length);
      }
    }
  }
}

function packLeft(a: usize, row: usize, step: usize, rows: i32, depth: i32): void {
  if (row == 4) {
    packInOrder(a, step, rows, depth, leftPanels(), 16);
    return;
  }
  let to = leftPanels();
  for (let i = 0; i < rows; i += 4) {
    pack(a + i * row, row, step, min(4, rows - i), depth, to, 16);
    to += <usize>depth << 4;
  }
}

/** Panels of eight columns; a last one of up to four is four wide. */
function packRight(b: usize, row: usize, step: usize, columns: i32, depth: i32): void {
  if (row == 4) {
    const wide = columns & ~7;
    const rest = columns - wide;
    const last = rightPanels() + (<usize>(wide * depth) << 2);
    packInOrder(b, step, rest > 4 ? columns : wide, depth, rightPanels(), 32);
    if (rest > 0 && rest <= 4) packInOrder(b + (<usize>wide << 2), step, rest, depth, last, 16);
    return;
  }
  let to = rightPanels();
  for (let j = 0; j < columns; j += 8) {
    const left = columns - j;
    const from = b + j * row;
    const stride: usize = left > 4 ? 32 : 16;
    pack(from, row, step, min(4, left), depth, to, stride);
    if (left > 4) pack(from + 4 * row, row, step, min(4, left - 4), depth, to + 16, stride);
    to += <usize>depth << 5;
  }
}

/**
 * Panels `width` bytes wide of an operand whose rows lie side by side: read in the order of memory,
 * so that its pages are met once. Lanes beyond the last row are any numbers.
 */
function packInOrder(
  from: usize,
  step: usize,
  count: i32,
  depth: i32,
  target: usize,
  width: usize,
): void {
  const panel = <usize>depth * width;
  const end = <usize>count << 2;
  for (let k = 0; k < depth; k++) {
    let to = target + <usize>k * width;
    for (let at: usize = 0; at < end; at += width) {
      v128.store(to, v128.load(from + at));
      if (width == 32) v128.store(to, v128.load(from + at, 16), 16);
      to += panel;
    }
    from += step;
  }
}

/**
 * For each k four lanes, of which the first `count` are rows of the operand and the others any
 * numbers: what is made of them is never stored.
 */
function pack(
  from: usize,
  row: usize,
  step: usize,
  count: i32,
  depth: i32,
  to: usize,
  stride: usize,
): void {
  let r0 = from;
  let r1 = count > 1 ? r0 + row : r0;
  let r2 = count > 2 ? r1 + row : r0;
  let r3 = count > 3 ? r2 + row : r0;
  let k = 0;
  if (step == 4) {
    for (; k + 4 <= depth; k += 4) {
      const v0 = v128.load(r0);
      const v1 = v128.load(r1);
      const v2 = v128.load(r2);
      const v3 = v128.load(r3);
      const low01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5);
      const low23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
      const high23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
      v128.store(to + stride, v128.shuffle<f64>(low01, low23, 1, 3));
      v128.store(to + 2 * stride, v128.shuffle<f64>(high01, high23, 0, 2));
      v128.store(to + 3 * stride, v128.shuffle<f64>(high01, high23, 1, 3));
      r0 += 16;
      r1 += 16;
      r2 += 16;
      r3 += 16;
      to += 4 * stride;
    }
  }
  for (; k < depth; k++) {
    store<f32>(to, load<f32>(r0));
    store<f32>(to + 4, load<f32>(r1));
    store<f32>(to + 8, load<f32>(r2));
    store<f32>(to + 12, load<f32>(r3));
    r0 += step;
    r1 += step;
    r2 += step;
    r3 += step;
    to += stride;
  }
}

/** C of the packed panels, all of them. */
function block(c: usize, cRow: usize, rows: i32, columns: i32, depth: i32): void {
  let right = rightPanels();
  for (let j = 0; j < columns; j += 8) {
    const width = columns - j;
    let left = leftPanels();
    let out = c + (j << 2);
    let i = 0;
    for (; i + 4 <= rows; i += 4) {
      if (width > 4) tile4x8(left, right, out, cRow, depth, width);
      else tile4x4(left, right, out, cRow, depth, width);
      left += <usize>depth << 4;
      out += 4 * cRow;
    }
    if (rows - i >= 2) {
      if (width > 4) tile2x8(left, right, out, cRow, depth, width);
      else tile2x4(left, right, out, cRow, depth, width);
      left += 8;
      out += 2 * cRow;
      i += 2;
    }
    if (i < rows) {
      if (width > 4) tile1x8(left, right, out, depth, width);
      else tile1x4(left, right, out, depth, width);
    }
    right += <usize>depth << 5;
  }
}
