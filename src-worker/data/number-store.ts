import { GrowingArray } from "./csv/growing-array.ts";

/** Beyond it float32 has no place for every whole number. */
const lastExact = 2 ** 24;

/** Whether float32 would round the whole number that a value is. */
export function needsFloat64(value: number): boolean {
  return (
    (value > lastExact || value < -lastExact) &&
    Math.fround(value) !== value &&
    Number.isInteger(value)
  );
}

/** Takes numbers as they come; keeps float32, or float64 once a whole number needs it. Fractions
 *  are float32 in either, so that equal ones stay equal. */
export class NumberStore {
  private values: GrowingArray<Float32Array> | GrowingArray<Float64Array>;
  private readonly expected: number;
  private isWide = false;

  /** @param expected about how many will come */
  constructor(expected = 0) {
    this.expected = expected;
    this.values = new GrowingArray(Float32Array, expected);
  }

  add(value: number): void {
    if (this.isWide) this.values.add(Number.isInteger(value) ? value : Math.fround(value));
    else if (needsFloat64(value)) this.widen(value);
    else this.values.add(value);
  }

  get length(): number {
    return this.values.length;
  }

  finish(): Float32Array | Float64Array {
    return this.values.finish();
  }

  private widen(value: number): void {
    const wide = new GrowingArray(Float64Array, this.expected);
    for (const earlier of this.values.finish()) wide.add(earlier);
    wide.add(value);
    this.values = wide;
    this.isWide = true;
  }
}
