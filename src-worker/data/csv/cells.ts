/** Words for "no value", in columns of either type. */
const missingWords = new Set(["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "?"]);

/** Longest part of a cell that a message repeats, in characters. */
const longestQuotation = 60;

export type Decimal = "." | ",";

const numberForms: Readonly<Record<Decimal, RegExp>> = {
  ".": /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/,
  ",": /^[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?$/,
};

const infinities = /^[+-]?inf(inity)?$/i;

/** Whether a trimmed cell has no value. */
export function isMissingWord(text: string): boolean {
  return missingWords.has(text);
}

/** The number a trimmed cell is, in float64, perhaps infinite; NaN: none. */
export function parseNumber(text: string, decimal: Decimal): number {
  if (numberForms[decimal].test(text)) {
    return Number(decimal === "," ? text.replace(",", ".") : text);
  }
  if (infinities.test(text)) {
    return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return Number.NaN;
}

/** A cell as a message repeats it: one line, shortened. */
export function quotation(text: string): string {
  const start = detached(text.slice(0, longestQuotation)).replace(/\s+/g, " ");
  return text.length > longestQuotation ? `${start}…` : start;
}

/** A copy of its own: a slice of the file's text keeps the whole piece of text in memory. */
export function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
