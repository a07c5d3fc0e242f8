/** Powers of ten that float64 holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Most digits of a whole number that float64 holds whatever they are. */
const exactDigits = 15;
/** Digits of which either half fits 32 bits. */
const mostDigits = 18;
/** Numbers from here on are left to the reading of text, which knows float32's end. */
const largest = 1e38;
/** Beyond it float32 has no place for every whole number, and the column may need float64. */
const lastWhole = 2 ** 24;
/** More than the relative error of a number of more digits than are exact. */
const doubt = 2 ** -50;

const zero = 0x30;
const minus = 0x2d;
const plus = 0x2b;

/**
 * Reads numbers from bytes. The result rounds to the same float32 as `Number` of the text does,
 * and is the same float64 where it is a whole number: Clinger ("How to read floating point numbers
 * accurately", 1990) for up to 15 digits; of more, the product of digits and power of ten decides
 * unless it is too close to the middle between two float32.
 */
export class NumberScanner {
  /** Place after the number that was read last. */
  end = 0;
  private readonly decimal: number;

  constructor(decimal: "." | ",") {
    this.decimal = decimal.charCodeAt(0);
  }

  /**
   * The number that begins at `from`; its text ends at the first byte that cannot belong to it.
   * NaN: there is none, or one that must be read as text.
   */
  scan(bytes: Uint8Array, from: number): number {
    let at = from;
    let byte = bytes[at] as number;
    const isNegative = byte === minus;
    if (isNegative || byte === plus) byte = bytes[++at] as number;

    const first = at;
    while (byte === zero) byte = bytes[++at] as number;
    // The first nine digits but for zeros, the next nine, how many there are, and after the point.
    let upper = 0;
    let lower = 0;
    let digits = 0;
    let fraction = 0;
    let digit = byte - zero;
    for (; digit >= 0 && digit <= 9; digit = byte - zero) {
      if (digits < 9) upper = upper * 10 + digit;
      else if (digits < mostDigits) lower = lower * 10 + digit;
      else return Number.NaN;
      digits++;
      byte = bytes[++at] as number;
    }
    let points = 0;
    if (byte === this.decimal) {
      points = 1;
      const point = at;
      byte = bytes[++at] as number;
      if (digits === 0) while (byte === zero) byte = bytes[++at] as number;
      fraction = at - point - 1;
      digit = byte - zero;
      for (; digit >= 0 && digit <= 9; digit = byte - zero) {
        if (digits < 9) upper = upper * 10 + digit;
        else if (digits < mostDigits) lower = lower * 10 + digit;
        // What is left out is below the doubt, as the first digit is not 0.
        else fraction--;
        digits++;
        fraction++;
        byte = bytes[++at] as number;
      }
    }
    if (at - first === points) return Number.NaN;

    let exponent = -fraction;
    if (byte === 0x65 || byte === 0x45) {
      byte = bytes[++at] as number;
      const isDown = byte === minus;
      if (isDown || byte === plus) byte = bytes[++at] as number;
      let power = 0;
      const start = at;
      for (digit = byte - zero; digit >= 0 && digit <= 9; digit = byte - zero) {
        power = Math.min(power * 10 + digit, 1000);
        byte = bytes[++at] as number;
      }
      if (at === start) return Number.NaN;
      exponent += isDown ? -power : power;
    }
    this.end = at;

    const used = Math.min(digits, mostDigits);
    const whole = used <= 9 ? upper : upper * (powers[used - 9] as number) + lower;
    let value = whole;
    if (exponent < -22) {
      if (exponent < -44) return Number.NaN;
      value = whole / 1e22 / (powers[-exponent - 22] as number);
    } else if (exponent < 0) {
      value = whole / (powers[-exponent] as number);
    } else if (exponent > 0) {
      if (exponent > 22) return Number.NaN;
      value = whole * (powers[exponent] as number);
    }
    if (digits > exactDigits || exponent < -22) {
      if (value > lastWhole) return Number.NaN;
      if (Math.fround(value * (1 - doubt)) !== Math.fround(value * (1 + doubt))) return Number.NaN;
    } else if (value > largest) {
      return Number.NaN;
    }
    return isNegative ? -value : value;
  }
}
