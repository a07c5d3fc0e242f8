import { format, type Values, type Words } from "./format.ts";
import type { Phrase } from "./german/index.ts";

export type Language = "en" | "de";

class Spoken {
  language = $state<Language>("en");
  table = $state.raw<Words>({});
}

const spoken = new Spoken();

/** Shows everything in this language from now on; its table is fetched when it is first needed. */
export async function speak(language: Language): Promise<void> {
  const table: Words = language === "de" ? (await import("./german/index.ts")).german : {};
  spoken.table = table;
  spoken.language = language;
}

/** The language that is spoken. */
export function language(): Language {
  return spoken.language;
}

/**
 * A text of the window in the user's language.
 * @param text in English, as an ICU message
 * @param values of its placeholders
 */
export function t(text: Phrase, values?: Values): string {
  return told(text, values);
}

/**
 * A text that was not written for the window, such as a name in the engine's catalogue: in the
 * user's language where the table has it, or else as it is.
 */
export function told(text: string, values?: Values): string {
  return format(spoken.table[text] ?? text, spoken.language, values);
}

/** Marks a text that is translated where it is shown, such as one in a constant. */
export function phrase<P extends Phrase>(text: P): P {
  return text;
}
