/** State of a generator: four 32-bit words, not all zero. Plain data, so that it can be saved. */
export type RandomState = readonly [number, number, number, number];

/**
 * xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021):
 * 32-bit integer operations only, so that every computer draws the same numbers.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /**
   * @param seed an integer, 0 ≤ seed < 2³²
   * @param stream what the numbers are for ("split", "initialise", "shuffle", "dropout"): streams
   *   of one seed are independent, so that one more draw in one leaves the others as they were
   */
  constructor(seed: number, stream = "") {
    let mixed = seed >>> 0;
    for (const letter of stream) {
      mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    }
    // splitmix32 spreads the seed over the state, which so is never all zero.
    const next = () => {
      mixed = (mixed + 0x9e3779b9) | 0;
      let word = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
      word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
      return (word ^ (word >>> 16)) >>> 0;
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next();
  }

  /** A generator that goes on from a saved state. */
  static from(state: RandomState): Random {
    const random = new Random(0);
    [random.a, random.b, random.c, random.d] = state;
    return random;
  }

  get state(): RandomState {
    return [this.a >>> 0, this.b >>> 0, this.c >>> 0, this.d >>> 0];
  }

  /** An integer, 0 ≤ n < 2³². */
  word(): number {
    const scrambled = Math.imul(this.b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** A multiple of 2⁻²⁴ (exact in float32), 0 ≤ x < 1. */
  uniform(): number {
    return (this.word() >>> 8) * 2 ** -24;
  }

  /** An integer, 0 ≤ n < bound ≤ 2³², each equally likely (Lemire's rejection, by remainder). */
  below(bound: number): number {
    const divisor = bound >>> 0;
    let word = this.word();
    // Words from the last whole multiple of the bound on would favour small remainders; the cheap
    // comparison comes first, because few words are so large.
    while (word > 2 ** 32 - bound && word >= 2 ** 32 - (2 ** 32 % bound)) word = this.word();
    return divisor === 0 ? word : word % divisor;
  }

  /** Puts `items` into random order in place (Fisher–Yates). */
  shuffle(items: Int32Array): void {
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const item = items[last] as number;
      items[last] = items[other] as number;
      items[other] = item;
    }
  }
}
