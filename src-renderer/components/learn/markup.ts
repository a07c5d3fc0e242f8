/** A piece of a lesson's text. */
export type Inline =
  | { readonly kind: "text" | "code" | "tex"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly parts: readonly Inline[] };

const piece = /\\([$*`\\])|\$([^$]+)\$|`([^`]+)`|\*\*(.+?)\*\*(?!\*)|\*(?!\s)([^*]+?)\*/gs;

/**
 * Takes a text apart: `$…$` is TeX, `` `…` `` code, `**…**` strong, `*…*` emphasised; a backslash
 * before one of these signs makes it an ordinary one. Nothing in it is ever HTML.
 */
export function inlineParts(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  const add = (words: string) => {
    if (words !== "") parts.push({ kind: "text", text: words });
  };
  let at = 0;
  for (const match of text.matchAll(piece)) {
    const [whole, escaped, tex, code, strong, emphasis] = match;
    add(text.slice(at, match.index));
    at = match.index + whole.length;
    if (escaped !== undefined) add(escaped);
    else if (tex !== undefined) parts.push({ kind: "tex", text: tex });
    else if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (strong !== undefined) parts.push({ kind: "strong", parts: inlineParts(strong) });
    else parts.push({ kind: "emphasis", parts: inlineParts(emphasis ?? "") });
  }
  add(text.slice(at));
  return parts;
}
