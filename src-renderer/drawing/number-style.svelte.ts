import type { Notation } from "../../src-main/ipc.ts";

/** How numbers are written everywhere in the window; what shows numbers follows it. */
class NumberStyle {
  /** Digits after the point; null: as many as the number needs. */
  decimals = $state<number | null>(null);
  notation = $state<Notation>("automatic");
}

export const numberStyle = new NumberStyle();
