import { badCells } from "./bad-cells.ts";
import type { Column, Table } from "./table.ts";

type DateColumn = Column & { readonly type: "date" };
type CategoryColumn = Column & { readonly type: "category" };

/** Bad cells are few up to this share of a column's cells: else it holds no dates. */
const mostBadShare = 0.1;
/** Labels that decide at once whether a column can hold dates at all. */
const labelsLookedAt = 50;

const time =
  "(?:[T ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?)?";
const yearFirst = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${time}$`);
const yearLast = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${time}$`);

/**
 * A date in text as milliseconds since 1970; without an offset, it is taken as UTC. Accepted:
 * 2024-01-31, 2024/1/31, 31.1.2024 and, with the day or the month first, 31/1/2024; each with or
 * without a time such as 13:45, 13:45:30.5 or T13:45:30+01:00.
 * @returns NaN for anything else
 */
export function parseDate(text: string, dayFirst: boolean): number {
  const first = yearFirst.exec(text);
  if (first) {
    const [, year, , month, day, ...rest] = first;
    return instant(Number(year), Number(month), Number(day), rest);
  }
  const last = yearLast.exec(text);
  if (!last) return Number.NaN;
  const [, one, sign, two, year, ...rest] = last;
  const isDayFirst = dayFirst || sign === ".";
  const [day, month] = isDayFirst ? [one, two] : [two, one];
  return instant(Number(year), Number(month), Number(day), rest);
}

function instant(
  year: number,
  month: number,
  day: number,
  [hour = "0", minute = "0", second = "0", fraction = "0", zone]: readonly (string | undefined)[],
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day that does not exist becomes another.
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return Number.NaN;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  return date.getTime() + seconds * 1000 + milliseconds - offset(zone);
}

/** Milliseconds that a zone such as +01:00 is ahead of UTC. */
function offset(zone: string | undefined): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/**
 * A number as a date: a year (4 digits), 20240131 (8), seconds (9 to 10) or milliseconds (12 to
 * 14) since 1970. NaN for anything else.
 */
export function numberAsDate(value: number): number {
  if (!Number.isFinite(value)) return Number.NaN;
  const whole = Math.abs(Math.trunc(value));
  const digits = String(whole).length;
  if (digits === 4 && value > 0) return instant(whole, 1, 1, []);
  if (digits === 8 && value > 0) {
    return instant(Math.floor(whole / 10_000), Math.floor(whole / 100) % 100, whole % 100, []);
  }
  if (digits === 9 || digits === 10) return Math.round(value * 1000);
  return digits >= 12 && digits <= 14 ? Math.round(value) : Number.NaN;
}

/** A date as text, ISO 8601 in UTC, without a time that is midnight and without a zone. */
export function dateText(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text
    .replace(/T00:00:00\.000Z$/, "")
    .replace("T", " ")
    .replace(/(\.000)?Z$/, "");
}

/** What comes first in dates with the year last, as far as a number above 12 tells. */
function orderOf(labels: readonly string[]): DateColumn["order"] {
  let slashed = false;
  let day = false;
  let month = false;
  for (const label of labels) {
    const [, one, sign, two] = yearLast.exec(label) ?? [];
    if (one === undefined || sign === ".") continue;
    slashed = true;
    if (Number(one) > 12) day = true;
    if (Number(two) > 12) month = true;
  }
  if (!slashed) return "plain";
  if (day !== month) return day ? "day" : "month";
  return "either";
}

/** The dates that the labels of a column are; labels that are none count as missing. */
export function asDates(column: CategoryColumn, lineOf: Table["lineOf"]): DateColumn {
  const { name, codes, labels } = column;
  const order = orderOf(labels);
  const known = labels.map((label) => {
    const date = parseDate(label, order === "day");
    return Number.isNaN(date) && /^-?\d+(\.\d+)?$/.test(label) ? numberAsDate(Number(label)) : date;
  });
  const values = Float64Array.from(codes, (code) => known[code] ?? Number.NaN);
  const isBad = (row: number) => (codes[row] as number) >= 0 && Number.isNaN(values[row]);
  const textOf = (row: number) => labels[codes[row] as number] as string;
  return { name, type: "date", values, order, ...badCells(codes.length, isBad, textOf, lineOf) };
}

/** Whether the labels of a column are dates, but for a few; plain numbers are none. */
export function looksLikeDates({ codes, labels }: CategoryColumn): boolean {
  if (labels.length === 0) return false;
  const isDate = (label: string) =>
    !Number.isNaN(parseDate(label, false)) || !Number.isNaN(parseDate(label, true));
  const first = labels.slice(0, labelsLookedAt);
  if (first.filter(isDate).length < first.length / 2) return false;
  const dates = labels.map(isDate);
  let present = 0;
  let bad = 0;
  for (const code of codes) {
    if (code < 0) continue;
    present++;
    if (!dates[code]) bad++;
  }
  return bad <= mostBadShare * present;
}

/** Dates that were read month first, read day first. */
export function dayFirst(values: Float64Array): Float64Array {
  return values.map((value) => {
    if (Number.isNaN(value)) return value;
    const date = new Date(value);
    date.setUTCFullYear(date.getUTCFullYear(), date.getUTCDate() - 1, date.getUTCMonth() + 1);
    return date.getTime();
  });
}
