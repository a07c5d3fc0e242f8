import { log64 } from "./elementary.ts";
import type { Random } from "./random.ts";

/**
 * A standard normal number by Marsaglia's polar method. Each call draws anew and drops the
 * second number of the pair, so that a generator's state is all there is to save.
 */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    const s = x * x + y * y;
    if (s > 0 && s < 1) return x * Math.sqrt((-2 * log64(s)) / s);
  }
}
