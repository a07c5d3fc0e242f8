import type { Notation, NumberWish } from "../../src-words/numbers.ts";

/** How numbers are written everywhere in the window; what shows numbers follows it. */
class NumberStyle implements NumberWish {
  decimals = $state<number | null>(null);
  notation = $state<Notation>("automatic");
}

export const numberStyle = new NumberStyle();
