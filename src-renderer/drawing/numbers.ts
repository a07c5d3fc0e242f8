import { FREE_DIGITS, writeCount, writeNumber } from "../../src-words/numbers.ts";
import { t } from "../../src-words/words.svelte.ts";
import { numberStyle } from "./number-style.svelte.ts";

/**
 * Numbers as people read them: four significant digits, a true minus sign, no trailing zeros;
 * or with the decimals and in the notation that the user has chosen. Whole numbers stay whole.
 */
export const formatNumber = (value: number, digits = FREE_DIGITS): string =>
  writeNumber(value, numberStyle, digits);

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

/** Whole numbers with separated thousands. */
export const formatCount = writeCount;

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
