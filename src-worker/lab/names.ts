/** Whether it can be the name of an input or a definition: a letter, and letters, digits, a layer. */
export function isSymbol(name: string): boolean {
  return /^\p{L}[\p{L}\p{M}\p{N}_^]*$/u.test(name);
}
