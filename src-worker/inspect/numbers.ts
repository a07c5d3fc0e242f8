/**
 * A number in TeX, with all of its digits: `\num{0.1}` is siunitx's. Whoever shows it writes there
 * as many of them as its reader wishes.
 */
export const numberTex = (value: number): string => `\\num{${value}}`;
