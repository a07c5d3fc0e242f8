// ../../train/burst.ts: what lets many steps follow one another without JavaScript.
import { arg, place } from "./memory.as";
import { copyWords } from "./rows.as";

/** Words of `Memory.d`, in bytes: LOSS_SUM, FINITE, HALT, FIRST_SUM. */
const LOSS_SUM: usize = 0;
const FINITE: usize = 8;
const HALT: usize = 16;
const FIRST_SUM: usize = 128;

// @ts-ignore: decorator
@inline
export function halted(): bool {
  return load<f64>(HALT) != 0;
}

export function beginStep(args: usize): void {
  const step = <usize>load<i32>(place(args, 0));
  const rows = arg(args, 3);
  const count = arg(args, 6);
  copyWords(place(args, 1) + ((step * <usize>rows) << 2), place(args, 2), rows);
  copyWords(place(args, 4) + ((step * <usize>count) << 2), place(args, 5), count);
  store<f64>(FINITE, 0);
}

export function checkPass(): void {
  // x·0 is 0 for finite x only.
  const good = load<f64>(LOSS_SUM) * 0 == 0 && load<f64>(FINITE) == 0;
  store<f64>(HALT, good ? 0 : 1);
}

export function endStep(args: usize): void {
  const good = load<f64>(FINITE) == 0;
  store<f64>(HALT, good ? 0 : 2);
  if (!good) return;
  const counter = place(args, 0);
  const step = load<i32>(counter);
  store<f64>(FIRST_SUM + (<usize>step << 3), load<f64>(LOSS_SUM));
  store<i32>(counter, step + 1);
}
