/**
 * The words of the window and the menus. The English text is the key; a language is a table of
 * what stands there instead. Texts are ICU messages: `{name}` is replaced, `{count, plural,
 * one {# row} other {# rows}}` follows the count.
 */
import IntlMessageFormat from "intl-messageformat";
import { writeCount } from "./numbers.ts";

export type Values = Readonly<Record<string, string | number>>;

/** Texts of another language by their English ones. */
export type Words = Readonly<Record<string, string>>;

/** A format of `Intl`, of which a message asks for no more than this. */
const whole = { format: writeCount } as Intl.NumberFormat;

/** Counts look the same in every language. */
const formatters = {
  getNumberFormat: () => whole,
  getDateTimeFormat: (...given: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...given),
  getPluralRules: (...given: ConstructorParameters<typeof Intl.PluralRules>) =>
    new Intl.PluralRules(...given),
};

const messages = new Map<string, IntlMessageFormat>();

/**
 * @param text an ICU message; taken as it is where no values are given
 * @param locale whose plural rules hold
 */
export function format(text: string, locale: string, values?: Values): string {
  if (!values) return text;
  const key = `${locale} ${text}`;
  let message = messages.get(key);
  if (!message) {
    message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true, formatters });
    messages.set(key, message);
  }
  // Without tags, what comes out is text.
  return String(message.format(values));
}
