/** Languages of the window and the menus. */
export type Language = "en" | "de";

/** What a user can wish: one of them, or the system's. */
export type LanguageChoice = "system" | Language;

/**
 * The language to speak.
 * @param locale of the system, such as "de-AT"
 */
export function languageOf(choice: LanguageChoice, locale: string): Language {
  if (choice !== "system") return choice;
  return /^de(?:-|_|$)/i.test(locale) ? "de" : "en";
}
