import type { DatePart, PreprocessingEntry } from "./dataset.ts";

/**
 * The arithmetic that dates are taken apart with, over whatever stands for a number: numbers here,
 * nodes in an ONNX graph, text in a Python script. So one formula serves all of them.
 */
export interface DateArithmetic<T> {
  add(a: T, b: T | number): T;
  subtract(a: T, b: T): T;
  multiply(a: T, b: T | number): T;
  /** a / by, exactly. */
  divide(a: T, by: number): T;
  /** ⌊a / by⌋. */
  floorDivide(a: T, by: number): T;
}

/** A number that a date has, in UTC. */
export interface DatePartEntry extends PreprocessingEntry<DatePart> {
  /** @param milliseconds since 1970 UTC */
  of<T>(arithmetic: DateArithmetic<T>, milliseconds: T): T;
}

const millisecondsADay = 86_400_000;

/** The parts that dates are split into unless told otherwise, as far as they differ. */
export const usualParts: readonly DatePart[] = [
  "year",
  "month",
  "day",
  "weekday",
  "hour",
  "minute",
];

export const dateParts: readonly DatePartEntry[] = [
  {
    name: "time",
    label: "Time",
    about: "Days since 1970, with fractions: for a trend.",
    of: ({ divide }, milliseconds) => divide(milliseconds, millisecondsADay),
  },
  {
    name: "year",
    label: "Year",
    about: "The year.",
    of: (a, milliseconds) => civil(a, milliseconds).year,
  },
  {
    name: "month",
    label: "Month",
    about: "The month, 1 to 12.",
    of: (a, milliseconds) => civil(a, milliseconds).month,
  },
  {
    name: "day",
    label: "Day",
    about: "The day of the month, 1 to 31.",
    of: (a, milliseconds) => civil(a, milliseconds).day,
  },
  {
    name: "weekday",
    label: "Weekday",
    about: "The day of the week, 1 for Monday to 7 for Sunday.",
    of: (a, milliseconds) => a.add(modulo(a, a.add(daysOf(a, milliseconds), 3), 7), 1),
  },
  {
    name: "dayOfYear",
    label: "Day of the year",
    about: "The day of the year, 1 to 366.",
    of: (a, milliseconds) => civil(a, milliseconds).dayOfYear,
  },
  {
    name: "hour",
    label: "Hour",
    about: "The hour, 0 to 23.",
    of: (a, milliseconds) => a.floorDivide(modulo(a, milliseconds, millisecondsADay), 3_600_000),
  },
  {
    name: "minute",
    label: "Minute",
    about: "The minute, 0 to 59.",
    of: (a, milliseconds) => a.floorDivide(modulo(a, milliseconds, 3_600_000), 60_000),
  },
  {
    name: "second",
    label: "Second",
    about: "The second, 0 to 59.",
    of: (a, milliseconds) => a.floorDivide(modulo(a, milliseconds, 60_000), 1000),
  },
];

export function findDatePart(name: DatePart): DatePartEntry {
  const found = dateParts.find((part) => part.name === name);
  if (found) return found;
  throw new RangeError(`there is no part of a date called ${name}`);
}

const onNumbers: DateArithmetic<number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, by) => a / by,
  floorDivide: (a, by) => Math.floor(a / by),
};

/** A part of a date given in milliseconds since 1970 UTC; NaN of NaN. */
export function datePart({ of }: DatePartEntry, milliseconds: number): number {
  return of(onNumbers, milliseconds);
}

function modulo<T>(a: DateArithmetic<T>, value: T, by: number): T {
  return a.subtract(value, a.multiply(a.floorDivide(value, by), by));
}

function daysOf<T>(a: DateArithmetic<T>, milliseconds: T): T {
  return a.floorDivide(milliseconds, millisecondsADay);
}

/**
 * The calendar date, by floors alone: years are counted from March, so that the leap day is the
 * last of its year (H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
 */
function civil<T>(
  a: DateArithmetic<T>,
  milliseconds: T,
): Record<"year" | "month" | "day" | "dayOfYear", T> {
  const { add, subtract, multiply, floorDivide } = a;
  const days = add(daysOf(a, milliseconds), 719_468);
  const era = floorDivide(days, 146_097);
  const dayOfEra = subtract(days, multiply(era, 146_097));
  const leapDays = subtract(
    subtract(floorDivide(dayOfEra, 36_524), floorDivide(dayOfEra, 1460)),
    floorDivide(dayOfEra, 146_096),
  );
  const yearOfEra = floorDivide(add(dayOfEra, leapDays), 365);
  const leapsBefore = subtract(floorDivide(yearOfEra, 4), floorDivide(yearOfEra, 100));
  const dayFromMarch = subtract(dayOfEra, add(multiply(yearOfEra, 365), leapsBefore));
  const monthFromMarch = floorDivide(add(multiply(dayFromMarch, 5), 2), 153);
  const daysBefore = floorDivide(add(multiply(monthFromMarch, 153), 2), 5);
  // 1 in January and February, which belong to the next year; else 0.
  const late = floorDivide(monthFromMarch, 10);
  const year = add(add(yearOfEra, multiply(era, 400)), late);
  const leap = add(subtract(divides(a, year, 4), divides(a, year, 100)), divides(a, year, 400));
  return {
    year,
    month: subtract(add(monthFromMarch, 3), multiply(late, 12)),
    day: add(subtract(dayFromMarch, daysBefore), 1),
    dayOfYear: subtract(add(add(dayFromMarch, leap), 60), multiply(add(leap, 365), late)),
  };
}

/** 1 where the whole number is a multiple, else 0. */
function divides<T>(a: DateArithmetic<T>, value: T, by: number): T {
  return a.subtract(a.floorDivide(value, by), a.floorDivide(a.add(value, -1), by));
}
