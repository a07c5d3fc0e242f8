import { type NumberWish, writeCount, writeNumber } from "../../../src-words/numbers.ts";

/** In which language and with which digits a report is written. */
export interface Wording extends NumberWish {
  /** As HTML names it: "en", "de". */
  readonly language: string;
  /** Texts of the language by their English ones; what is not there is said in English. */
  readonly words: Readonly<Record<string, string>>;
}

export const ENGLISH: Wording = {
  language: "en",
  words: {},
  decimals: null,
  notation: "automatic",
};

/** Writes for one reader. */
export class Pen {
  readonly wording: Wording;

  constructor(wording: Wording) {
    this.wording = wording;
  }

  /** @param text in English; `{name}` is replaced by the value of that name */
  say(text: string, values: Readonly<Record<string, string>> = {}): string {
    return this.told(text).replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  }

  /** A name that the engine gives, such as an activation's. */
  told(name: string): string {
    const { words } = this.wording;
    return Object.hasOwn(words, name) ? (words[name] as string) : name;
  }

  number(value: number): string {
    return writeNumber(value, this.wording);
  }

  count(value: number): string {
    return writeCount(value);
  }
}
