import { spelled } from "./letters.ts";

/** The names of inputs and definitions, as they may be written in an expression. */
export class Names {
  private readonly exact = new Map<string, string>();
  /** By small letters; null where two names differ in their case only. */
  private readonly caseless = new Map<string, string | null>();

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const plain = plainName(name);
      this.exact.set(plain, name);
      const small = plain.toLowerCase();
      this.caseless.set(small, this.caseless.has(small) ? null : name);
    }
  }

  /**
   * The name that is meant; undefined: there is none. x means X where no x is given, as the
   * elements of a matrix X are written x_ij.
   */
  find(written: string): string | undefined {
    const plain = plainName(written);
    return this.exact.get(plain) ?? this.caseless.get(plain.toLowerCase()) ?? undefined;
  }

  /** For messages: "W, x, b". @param but a name that cannot be meant there */
  list(but: string | null): string {
    const all = [...this.exact.values()].filter((name) => name !== but);
    return all.length > 12 ? `${all.slice(0, 12).join(", ")}, …` : all.join(", ");
  }
}

/** W^H and WH are one name, and ŷ and yhat. */
export function plainName(name: string): string {
  return spelled(name).replaceAll("^", "");
}
