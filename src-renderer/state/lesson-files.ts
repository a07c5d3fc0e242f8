import type { Language } from "../../src-words/language.ts";
import type { LessonSource } from "../../src-worker/api.ts";

/**
 * The program's own lessons in the order of their names. `NAME.de.json` stands in for `NAME.json`
 * where German is spoken; what has not been translated is shown in English.
 * @param files their texts by path
 */
export function lessonsIn(
  language: Language,
  files: Readonly<Record<string, string>>,
): LessonSource[] {
  return Object.keys(files)
    .filter((path) => !/\.[a-z]{2}\.json$/.test(path))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((path) => {
      const translated = path.replace(/\.json$/, `.${language}.json`);
      const found = translated in files ? translated : path;
      return { kind: "text", text: files[found] ?? "", name: found.replace(/^.*\//, "") };
    });
}
