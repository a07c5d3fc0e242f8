import { expect, test } from "vitest";
import { languageOf } from "../../../src-words/language.ts";
import { speak, t } from "../../../src-words/words.svelte.ts";

test("the system's language is spoken where there is a table for it, unless another is chosen", () => {
  expect(languageOf("system", "de")).toBe("de");
  expect(languageOf("system", "de-AT")).toBe("de");
  expect(languageOf("system", "den-CA")).toBe("en");
  expect(languageOf("system", "fr-FR")).toBe("en");
  expect(languageOf("en", "de-DE")).toBe("en");
  expect(languageOf("de", "en-US")).toBe("de");
});

test("a language whose table comes late does not take the place of one that was chosen after it", async () => {
  const late = speak("de");
  await speak("en");
  await late;
  expect(t("Cancel")).toBe("Cancel");
  await speak("de");
  expect(t("Cancel")).toBe("Abbrechen");
});
