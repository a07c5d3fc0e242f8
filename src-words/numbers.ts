/** How people read numbers, the same in every language: in the window, in its texts and in reports. */

/** With an exponent where it makes them short, never, or always. */
export type Notation = "automatic" | "plain" | "scientific";

/** What a user wishes of numbers. */
export interface NumberWish {
  /** Digits after the point; null: as many as the number needs. */
  readonly decimals: number | null;
  readonly notation: Notation;
}

/** Where fewer digits are asked for, the place is too narrow for a wish of its user. */
export const FREE_DIGITS = 4;

/**
 * Four significant digits, a true minus sign, no trailing zeros; or with the decimals and in the
 * notation that the user has chosen. Whole numbers stay whole.
 */
export function writeNumber(value: number, wish: NumberWish, digits = FREE_DIGITS): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const decimals = digits < FREE_DIGITS || Number.isInteger(value) ? null : wish.decimals;
  const text =
    decimals === null ? significant(size, wish, digits) : fixed(size, wish.notation, decimals);
  // What is rounded to nothing has no sign.
  const negative = value < 0 && Number(text) !== 0;
  return (negative ? "−" : "") + text.replace("e+", "e").replace("e-", "e−");
}

/** With so many digits, from the first that is not zero. */
function significant(size: number, { notation }: NumberWish, digits: number): string {
  const extreme = size >= 1e7 || size < 1e-4;
  const free = digits >= FREE_DIGITS && !(Number.isInteger(size) && size < 1e7);
  if (notation === "scientific" && free) return shorten(size.toExponential(digits - 1));
  if (notation === "automatic" && extreme) {
    return shorten(size.toExponential(Math.max(0, digits - 2)));
  }
  if (Number(size.toPrecision(digits)) >= 10 ** digits) return writeCount(Math.round(size));
  return extreme ? plainly(size, digits) : shorten(size.toPrecision(digits));
}

/** With so many digits after the point, where that leaves something of the number. */
function fixed(size: number, notation: Notation, decimals: number): string {
  const extreme = size >= 1e7 || size < 0.5 * 10 ** -decimals;
  if (notation === "scientific" || (notation === "automatic" && extreme)) {
    return size.toExponential(decimals);
  }
  return size.toFixed(decimals);
}

/** A small number without an exponent. */
const plainly = (size: number, digits: number) =>
  new Intl.NumberFormat("en", { maximumSignificantDigits: digits }).format(size);

const shorten = (text: string) => text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");

/**
 * Thousands are set off by a narrow space, as ISO 80000 has it: a comma would be a decimal sign to
 * half of the readers. Four digits stand together.
 */
const THIN = "\u202f";
const counts = new Intl.NumberFormat("en", { maximumFractionDigits: 0, useGrouping: "min2" });

/** A whole number: 9999, 10 000. */
export const writeCount = (value: number): string => counts.format(value).replaceAll(",", THIN);
