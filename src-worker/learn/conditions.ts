import { UserError } from "../errors.ts";

/**
 * Writes the notes' indicator functions as formulas: `1{x >= 1}` is threshold(x − 1), and
 * `1{1 <= x < 3}` or `1{x1 >= 0, x2 >= 0}` the product of what each condition says.
 *
 * @throws {UserError} for an indicator that is not closed or compares nothing
 */
export function withoutConditions(text: string): string {
  let rest = text;
  let done = "";
  for (;;) {
    const start = /(?:(?<![\w.])1|𝟙)\s*_?\s*\{/u.exec(rest);
    if (!start) return done + rest;
    const open = start.index + start[0].length;
    const close = closing(rest, open);
    done += `${rest.slice(0, start.index)}(${indicator(withoutConditions(rest.slice(open, close)))})`;
    rest = rest.slice(close + 1);
    // What stands beside it is a factor.
    if (/^\s*[\w(]/.test(rest)) done += "*";
  }
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return at;
  }
  throw new UserError("1{ is not closed", 'write it as in "1{x >= 1}"');
}

function indicator(conditions: string): string {
  return separate(conditions.replace(/∧|&&?|\band\b/g, ","))
    .map(comparison)
    .join(" * ");
}

/** The parts between commas that stand in no brackets. */
function separate(text: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of text) {
    if ("([{".includes(letter)) depth++;
    if (")]}".includes(letter)) depth--;
    if (depth === 0 && letter === ",") parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

/** One comparison, or a chain of them as in 1 <= x < 3. */
function comparison(text: string): string {
  const signs = [...text.matchAll(/>=|<=|≥|≤|>|</g)].map(([sign]) => sign);
  const sides = text.split(/>=|<=|≥|≤|>|</).map((side) => side.trim());
  if (signs.length === 0 || sides.some((side) => side === "")) {
    throw new UserError(`"${text.trim()}" is no comparison`, 'write it as in "1{x >= 1}"');
  }
  return signs
    .map((sign, index) => {
      const left = `(${sides[index]})`;
      const right = `(${sides[index + 1]})`;
      if (sign === ">=" || sign === "≥") return `threshold(${left} - ${right})`;
      if (sign === "<=" || sign === "≤") return `threshold(${right} - ${left})`;
      return sign === ">"
        ? `(1 - threshold(${right} - ${left}))`
        : `(1 - threshold(${left} - ${right}))`;
    })
    .join(" * ");
}
