import { format, type Values, type Words } from "./format.ts";
import type { Phrase } from "./german/index.ts";
import type { Language } from "./language.ts";
import { Messages } from "./messages.ts";

class Spoken {
  language = $state<Language>("en");
  table = $state.raw<Words>({});
  /** Of the engine's, in which values stand already. */
  messages = $state.raw(new Messages({}, "en"));
}

const spoken = new Spoken();
/** What was asked for last: a table that comes late is not wanted any more. */
let wanted: Language = "en";

/** Shows everything in this language from now on; its table is fetched when it is first needed. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const { german, messages } =
    language === "de" ? await import("./german/index.ts") : { german: {}, messages: {} };
  if (language !== wanted) return;
  spoken.table = { ...messages, ...german };
  spoken.messages = new Messages(messages, language);
  spoken.language = language;
}

/** The language that everything is shown in. */
export const language = (): Language => spoken.language;

/** All that the engine needs to write for the user: see `exportModel`. */
export const wording = (): { readonly language: Language; readonly words: Words } => ({
  language: spoken.language,
  words: spoken.table,
});

/**
 * A text of the window in the user's language.
 * @param text in English, as an ICU message
 * @param values of its placeholders
 */
export function t(text: Phrase, values?: Values): string {
  return format(spoken.table[text] ?? text, spoken.language, values);
}

/**
 * A text that was not written for the window, such as a name in the engine's catalogue or one of
 * its messages: in the user's language where the tables have it, or else as it is.
 */
export function told(text: string): string {
  return spoken.table[text] ?? spoken.messages.translate(text, told) ?? text;
}

/** Marks a text that is translated where it is shown, such as one in a constant. */
export function phrase<P extends Phrase>(text: P): P {
  return text;
}
