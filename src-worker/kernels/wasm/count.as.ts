// ../../train/count.ts.
import { arg, place } from "./memory.as";

export function countRight(args: usize): void {
  let u = place(args, 0);
  const classes = place(args, 1);
  let number = place(args, 2);
  const total = place(args, 3);
  const columns = arg(args, 5);
  let right = load<i32>(total);
  for (let rows = arg(args, 4); rows > 0; rows--) {
    const own = load<i32>(classes + (<usize>load<i32>(number) << 2));
    right += i32(decide(u, columns) == own);
    number += 4;
    u += <usize>columns << 2;
  }
  store<i32>(total, right);
}

// @ts-ignore: decorator
@inline
function decide(u: usize, columns: i32): i32 {
  let largest = load<f32>(u);
  if (columns == 1) return i32(largest >= 0.5);
  let best = 0;
  for (let j = 1; j < columns; j++) {
    const value = load<f32>(u + (<usize>j << 2));
    if (value > largest) {
      largest = value;
      best = j;
    }
  }
  return best;
}
