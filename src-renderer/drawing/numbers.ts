import { t } from "../../src-words/words.svelte.ts";
import { numberStyle } from "./number-style.svelte.ts";

/** Where fewer digits are asked for, the place is too narrow for a wish of its user. */
const FREE_DIGITS = 4;

/**
 * Numbers as people read them: four significant digits, a true minus sign, no trailing zeros;
 * or with the decimals and in the notation that the user has chosen. Whole numbers stay whole.
 */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const decimals = digits < FREE_DIGITS || Number.isInteger(value) ? null : numberStyle.decimals;
  const text = decimals === null ? significant(size, digits) : fixed(size, decimals);
  // What is rounded to nothing has no sign.
  const negative = value < 0 && Number(text) !== 0;
  return (negative ? "−" : "") + text.replace("e+", "e").replace("e-", "e−");
}

/** With so many digits, from the first that is not zero. */
function significant(size: number, digits: number): string {
  const { notation } = numberStyle;
  const extreme = size >= 1e7 || size < 1e-4;
  const free = digits >= FREE_DIGITS && !(Number.isInteger(size) && size < 1e7);
  if (notation === "scientific" && free) return shorten(size.toExponential(digits - 1));
  if (notation === "automatic" && extreme) {
    return shorten(size.toExponential(Math.max(0, digits - 2)));
  }
  if (Number(size.toPrecision(digits)) >= 10 ** digits) return formatCount(Math.round(size));
  return extreme ? plainly(size, digits) : shorten(size.toPrecision(digits));
}

/** With so many digits after the point, where that leaves something of the number. */
function fixed(size: number, decimals: number): string {
  const { notation } = numberStyle;
  const extreme = size >= 1e7 || size < 0.5 * 10 ** -decimals;
  if (notation === "scientific" || (notation === "automatic" && extreme)) {
    return size.toExponential(decimals);
  }
  return size.toFixed(decimals);
}

/** A small number without an exponent. */
const plainly = (size: number, digits: number) =>
  new Intl.NumberFormat("en-GB", { maximumSignificantDigits: digits }).format(size);

const shorten = (text: string) => text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");

/** A loss or metric that changes all the time: a fixed number of digits, so that it does not jump. */
export function formatSteady(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined) return "–";
  if (!Number.isFinite(value)) return formatNumber(value);
  const { decimals, notation } = numberStyle;
  const size = Math.abs(value);
  if (decimals !== null || notation === "scientific") {
    return Number.isInteger(value) && size < 1000
      ? value.toFixed(decimals ?? digits).replace("-", "−")
      : formatNumber(value, Math.max(digits, FREE_DIGITS));
  }
  if (size !== 0 && size < 10 ** -digits) return formatNumber(value, 3);
  return size >= 1000 ? formatNumber(value, digits) : value.toFixed(digits).replace("-", "−");
}

const counts = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** Whole numbers with separated thousands. */
export const formatCount = (value: number): string => counts.format(value);

/** A share as a percentage with one digit. */
export const formatShare = (share: number | null | undefined): string =>
  share === null || share === undefined || Number.isNaN(share)
    ? "–"
    : `${(share * 100).toFixed(1)} %`;

/** Seconds, coarser the more there are. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return "–";
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** Bytes in decimal units. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

/** The numbers from one to another, in words. */
export function rangeInWords(minimum: number, maximum: number): string {
  const word = (value: number) =>
    Number.isInteger(value) && value >= 10_000 ? formatCount(value) : formatNumber(value);
  return t("{minimum} to {maximum}", { minimum: word(minimum), maximum: word(maximum) });
}
