import type { ColumnType, PictureOptions } from "../../src-worker/api.ts";
import { UsageError } from "./failure.ts";

/** Reads an option's text; what it throws names the option. */
export type Read<T> = (option: string, text: string) => T;

interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
  /** Whether the minimum itself is not allowed. */
  readonly above?: boolean;
  /** Whether the maximum itself is not allowed. */
  readonly below?: boolean;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Any number within bounds. */
export function number(bounds: Bounds): Read<number> {
  return (option, text) => {
    const value = NUMBER.test(text.trim()) ? Number(text) : Number.NaN;
    const { minimum, maximum, above = false, below = false } = bounds;
    const low = above ? value > minimum : value >= minimum;
    const high = below ? value < maximum : value <= maximum;
    if (low && high && Number.isFinite(value)) return value;
    throw new UsageError(`${option} "${text}" is not ${inWords("a number", bounds)}`);
  };
}

/** A whole number within bounds, both included. */
export function whole(minimum: number, maximum: number): Read<number> {
  return (option, text) => {
    const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value >= minimum && value <= maximum) return value;
    const range = inWords("a whole number", { minimum, maximum });
    throw new UsageError(`${option} "${text}" is not ${range}`);
  };
}

function inWords(kind: string, { minimum, maximum, above, below }: Bounds): string {
  const low = above ? `above ${minimum}` : `from ${minimum}`;
  // The largest safe integer is a bound for the program, not one to tell a person.
  if (maximum >= Number.MAX_SAFE_INTEGER) return `${kind} ${low}${above ? "" : " up"}`;
  const join = above ? " and " : " ";
  return `${kind} ${low}${join}${below ? `below ${maximum}` : `to ${maximum}`}`;
}

/** One of some words. */
export function oneOf<const T extends string>(words: readonly T[]): Read<T> {
  return (option, text) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new UsageError(`${option} "${text}" is not known; valid: ${words.join(", ")}`);
  };
}

/** One of some values, by its name or as it is. */
export function named<const T extends string>(values: Readonly<Record<string, T>>): Read<T> {
  return (option, text) => {
    const found = Object.entries(values).find(([name, value]) => name === text || value === text);
    if (found) return found[1];
    const valid = Object.keys(values).join(", ");
    throw new UsageError(`${option} "${text}" is not known; valid: ${valid}`);
  };
}

/** Types of columns, separated by commas; a name may itself contain "=". */
export const columnTypes: Read<Readonly<Record<string, ColumnType>>> = (option, text) =>
  Object.fromEntries(
    text.split(",").map((part) => {
      const [, name, type] = /^\s*(.+?)\s*=\s*(number|category|date)\s*$/.exec(part) ?? [];
      if (name !== undefined) return [name, type as ColumnType];
      throw new UsageError(
        `${option} "${part}" is not a column and its type, number, category or date, such as a=number`,
      );
    }),
  );

/** Whole numbers of units separated by commas; "none" is the empty list. */
export const unitList: Read<readonly number[]> = (option, text) => {
  if (text.trim() === "none") return [];
  return text.split(",").map((part) => {
    if (/^\s*\d+\s*$/.test(part) && Number(part) >= 1 && Number(part) <= 65_536) {
      return Number(part);
    }
    throw new UsageError(
      `${option} "${text}" is not a list of units such as 16,16, each from 1 to 65536, or "none"`,
    );
  });
};

/** Names separated by commas. */
export const nameList: Read<readonly string[]> = (option, text) => {
  const names = text.split(",").map((name) => name.trim());
  if (names.every((name) => name !== "")) return names;
  throw new UsageError(`${option} "${text}" is not a list of column names such as a,b`);
};

/** A size of pictures, and whether in colour: 28x28, 32x32:rgb. */
export const pictureOptions: Read<PictureOptions> = (option, text) => {
  const [, width, height, rgb] = /^\s*(\d{1,3})x(\d{1,3})(:rgb)?\s*$/.exec(text) ?? [];
  const sides = { width: Number(width), height: Number(height) };
  const isSide = (side: number) => side >= 1 && side <= 256;
  if (isSide(sides.width) && isSide(sides.height)) return { ...sides, colour: rgb !== undefined };
  throw new UsageError(
    `${option} "${text}" is not a size such as 28x28 or 32x32:rgb, each side from 1 to 256`,
  );
};
