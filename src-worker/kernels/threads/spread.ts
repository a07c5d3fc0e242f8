import { encode } from "../wasm/encoding.ts";
import { SPREAD } from "../wasm/opcodes.ts";
import type { Worth } from "./crew.ts";
import { divide } from "./divide.ts";

/**
 * Calls as a list of encoded calls in which those that are worth it are spread over threads.
 *
 * @returns null when one thread had better do it alone, or a kernel is not compiled
 */
export function spread(
  calls: readonly { readonly kernel: string; readonly args: readonly number[] }[],
  threads: number,
  worth: Worth,
): Int32Array | null {
  const list: number[] = [];
  let cost = 0;
  for (const { kernel, args } of calls) {
    const whole = encode(kernel, args);
    if (whole === null) return null;
    const divided = divide(kernel, args, threads, worth.call);
    if (divided === null || divided.parts.length < 2) {
      list.push(...whole);
      continue;
    }
    cost += divided.cost;
    const { parts } = divided;
    list.push(SPREAD, 1 + parts.length * whole.length, parts.length);
    for (const part of parts) list.push(...(encode(kernel, part) as Int32Array));
  }
  return cost === 0 || cost < worth.list ? null : Int32Array.from(list);
}
