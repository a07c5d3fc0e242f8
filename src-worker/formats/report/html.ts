/** Markup that needs no more escaping. */
export interface Markup {
  readonly html: string;
}

type Content = Markup | string | number | readonly (Markup | string | number)[];

/**
 * A template of HTML in which every value is escaped, but for what is markup already. Control
 * characters, which HTML cannot hold, are shown as replacement characters.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const text = (value: Content): string => {
    if (typeof value === "string" || typeof value === "number") return escaped(String(value));
    return "html" in value ? value.html : value.map(text).join("");
  };
  return {
    html: parts.reduce((all, part, place) => all + text(values[place - 1] ?? "") + part),
  };
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "\ufffd")
      .replace(/[&<>"']/g, (sign) => names[sign] as string)
  );
}
