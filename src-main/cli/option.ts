import type { Read } from "./numbers.ts";

/** One option that takes a value: its flag, what help says, and how its text is read. */
export interface ValueOption<T> {
  readonly flag: string;
  readonly value: string;
  readonly about: string;
  readonly read: Read<T>;
}

export function option<T>(
  flag: string,
  value: string,
  about: string,
  read: Read<T>,
): ValueOption<T> {
  return { flag, value, about, read };
}

/** Any text, as it is. */
export const word: Read<string> = (_, text) => text;

type Specs = Readonly<Record<string, ValueOption<unknown>>>;

/** The values of some options; those not given are absent. */
export type Values<S extends Specs> = {
  readonly [K in keyof S]?: S[K] extends ValueOption<infer T> ? T : never;
};
