import { format, type Words } from "./format.ts";

/** Looks kept, so that a text that is shown again and again is searched for once. */
const MOST_KEPT = 500;

const PLACEHOLDER = /\{(\w+)\}/g;

interface Template {
  readonly pattern: RegExp;
  /** `quoted`: a name of the user's stands there, which is the same in every language. */
  readonly placeholders: readonly { readonly name: string; readonly quoted: boolean }[];
  readonly other: string;
}

/**
 * Texts in which values stand already, as the engine writes them, in another language: they are
 * known by the templates that they were made from.
 */
export class Messages {
  readonly #templates: readonly Template[];
  readonly #locale: string;
  readonly #kept = new Map<string, string | null>();

  /**
   * @param templates in English with placeholders `{0}`, `{1}` …, and what stands there instead;
   * texts without any are passed over
   */
  constructor(templates: Words, locale: string) {
    this.#locale = locale;
    const literal = (text: string) => text.replaceAll(PLACEHOLDER, "").length;
    this.#templates = Object.entries(templates)
      .filter(([english]) => english.search(PLACEHOLDER) >= 0)
      // Of two that fit, the one that says more of the text.
      .sort(([one], [two]) => literal(two) - literal(one))
      .map(([english, other]) => {
        const placeholders = [...english.matchAll(PLACEHOLDER)].map(({ 1: name = "", index }) => ({
          name,
          // In quotation marks, in one language at least, or in a derivative.
          quoted: /[“"∂]/.test(english[index - 1] ?? "") || other.includes(`„{${name}}“`),
        }));
        const parts = english.split(/\{\w+\}/).map((part) => escaped(part));
        return { pattern: new RegExp(`^${parts.join("(.+?)")}$`, "s"), placeholders, other };
      });
  }

  /**
   * @param inner translates what stands in a placeholder, such as a word of the engine
   * @returns null: it was made from none of the templates
   */
  translate(text: string, inner: (value: string) => string): string | null {
    const kept = this.#kept.get(text);
    if (kept !== undefined) return kept;
    const translated = this.#find(text, inner);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(text, translated);
    return translated;
  }

  #find(text: string, inner: (value: string) => string): string | null {
    for (const { pattern, placeholders, other } of this.#templates) {
      const found = pattern.exec(text);
      if (!found) continue;
      const values = placeholders.map(({ name, quoted }, place) => {
        const value = found[place + 1] ?? "";
        return [name, quoted ? value : inner(value)];
      });
      return format(other, this.#locale, Object.fromEntries(values));
    }
    return null;
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
