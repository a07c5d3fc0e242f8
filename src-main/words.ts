/** What menus, dialogs and notifications say, in the language of the window. */
import { format, type Values, type Words } from "../src-words/format.ts";
import { german, type Phrase } from "../src-words/german/index.ts";
import type { Language } from "../src-words/language.ts";

const TABLES: Readonly<Record<Language, Words>> = { en: {}, de: german };

let spoken: Language = "en";

/** All that is said from now on is in this language. */
export function speak(language: Language): void {
  spoken = language;
}

/** A text in the user's language. @param text in English, as an ICU message */
export function t(text: Phrase, values?: Values): string {
  return format(TABLES[spoken][text] ?? text, spoken, values);
}
