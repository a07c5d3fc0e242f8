/**
 * How well some words answer what was typed: 0 when they do not, more when they begin with it or a
 * word of theirs does. All that was typed must occur, word by word, in any order.
 */
export function matchScore(words: string, typed: string): number {
  const text = words.toLowerCase();
  let score = 1;
  for (const part of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = text.indexOf(part);
    if (at < 0) return 0;
    score += at === 0 ? 3 : /[^\p{L}\p{N}]/u.test(text[at - 1] ?? "") ? 2 : 1;
  }
  return score;
}
