// ../movement.ts, and what ../product.ts does with rows.
import { add, arg, place, put, take } from "./memory.as";

export function copyWords(from: usize, to: usize, count: i32): void {
  let left = count;
  for (; left >= 16; left -= 16) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
    from += 64;
    to += 64;
  }
  for (; left > 0; left -= 4) {
    put(to, take(from, left), left);
    from += 16;
    to += 16;
  }
}

function fillWords(to: usize, value: v128, count: i32): void {
  let left = count;
  for (; left >= 16; left -= 16) {
    v128.store(to, value);
    v128.store(to, value, 16);
    v128.store(to, value, 32);
    v128.store(to, value, 48);
    to += 64;
  }
  for (; left > 0; left -= 4) {
    put(to, value, left);
    to += 16;
  }
}

export function fill(args: usize): void {
  fillWords(place(args, 0), f32x4.splat(reinterpret<f32>(arg(args, 1))), arg(args, 2));
}

export function copy(args: usize): void {
  copyWords(place(args, 0), place(args, 1), arg(args, 2));
}

/** Rounds `count` up to whole vectors: only where what follows is written later. */
// @ts-ignore: decorator
@inline
function copyOver(from: usize, to: usize, count: i32): void {
  for (let left = count; left > 0; left -= 4) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
}

export function gatherRows(args: usize): void {
  const columns = arg(args, 4);
  if (columns == 1) {
    gatherLabels(args);
    return;
  }
  const source = place(args, 0);
  let numbers = place(args, 1);
  let target = place(args, 2);
  const bytes = <usize>columns << 2;
  for (let i = arg(args, 3); i > 0; i--) {
    const from = source + <usize>load<i32>(numbers) * bytes;
    // The next row covers what a short one writes too much; memory has room behind its end.
    if (columns < 16 && i > 4) copyOver(from, target, columns);
    else copyWords(from, target, columns);
    numbers += 4;
    target += bytes;
  }
}

export function gatherLabels(args: usize): void {
  const source = place(args, 0);
  let numbers = place(args, 1);
  let target = place(args, 2);
  for (let i = arg(args, 3); i > 0; i--) {
    store<i32>(target, load<i32>(source + (<usize>load<i32>(numbers) << 2)));
    numbers += 4;
    target += 4;
  }
}

export function repeatRow(args: usize): void {
  const bias = place(args, 0);
  let out = place(args, 1);
  const columns = arg(args, 3);
  if (columns == 1) {
    fillWords(out, v128.load_splat<f32>(bias), arg(args, 2));
    return;
  }
  for (let i = arg(args, 2); i > 0; i--) {
    if (columns <= 16 && i > 4) copyOver(bias, out, columns);
    else copyWords(bias, out, columns);
    out += <usize>columns << 2;
  }
}

/** Sixteen columns at a time, so that whole cache lines are read. */
export function addRows(args: usize): void {
  let input = place(args, 0);
  let total = place(args, 1);
  const rows = arg(args, 2);
  let left = arg(args, 3);
  const row = <usize>left << 2;
  for (; left >= 16; left -= 16) {
    let a = v128.load(total);
    let b = v128.load(total, 16);
    let c = v128.load(total, 32);
    let d = v128.load(total, 48);
    let from = input;
    for (let i = 0; i < rows; i++) {
      a = add(a, v128.load(from));
      b = add(b, v128.load(from, 16));
      c = add(c, v128.load(from, 32));
      d = add(d, v128.load(from, 48));
      from += row;
    }
    v128.store(total, a);
    v128.store(total, b, 16);
    v128.store(total, c, 32);
    v128.store(total, d, 48);
    input += 64;
    total += 64;
  }
  for (; left > 0; left -= 4) {
    let sum = take(total, left);
    let from = input;
    for (let i = 0; i < rows; i++) {
      sum = add(sum, take(from, left));
      from += row;
    }
    put(total, sum, left);
    input += 16;
    total += 16;
  }
}
