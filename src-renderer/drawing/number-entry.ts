/** What is typed into a field for one number. */

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** A space that sets off thousands. */
const THOUSANDS = /(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g;

/**
 * @param commas whether decimals may follow a comma, as in German; a comma beside a point is refused
 * even then, as it could mean either
 * @returns null: nothing is typed; NaN: it is no number
 */
export function readNumber(text: string, commas: boolean): number | null {
  const plain = text.trim().replaceAll(THOUSANDS, "").replaceAll("−", "-");
  if (plain === "") return null;
  const pointed = commas && !plain.includes(".") ? plain.replace(",", ".") : plain;
  return NUMBER.test(pointed) ? Number(pointed) : Number.NaN;
}

/** The text of one number with its decimal comma, if it has one, as a point; any other as it is. */
export const withPoint = (text: string): string =>
  Number.isFinite(readNumber(text, true) ?? Number.NaN) ? text.replace(",", ".") : text;

/** Whether somebody may have meant one number with a decimal comma where a list or a point is awaited. */
export const hasDecimalComma = (text: string): boolean => /\d,\d/.test(text) && !text.includes(".");

/** The next number up (1) or down (−1) on the steps that begin at the least, within the range. */
export function stepped(
  value: number,
  direction: 1 | -1,
  { minimum, maximum, step }: { minimum: number; maximum: number; step: number },
): number {
  const start = Number.isFinite(minimum) ? minimum : 0;
  const steps = (value - start) / step;
  const whole = direction > 0 ? Math.floor(steps + 1e-9) + 1 : Math.ceil(steps - 1e-9) - 1;
  // Without what binary fractions leave behind: 0.30000000000000004.
  const next = Number((start + whole * step).toPrecision(12));
  return Math.min(maximum, Math.max(minimum, next));
}
