import { encode } from "../wasm/encoding.ts";
import { MOST_WORDS } from "../wasm/machine.ts";
import { LIST_END, MEET, OPEN, PART_END } from "../wasm/opcodes.ts";
import type { Worth } from "./crew.ts";
import { divide } from "./divide.ts";

/**
 * Calls as a list of encoded calls for each thread. The first thread does what is not divided,
 * while the helpers wait, and opens and ends the phases in which all do their parts.
 *
 * @returns null when one thread had better do it alone, or the kernels are not compiled
 */
export function lists(
  calls: readonly { readonly kernel: string; readonly args: readonly number[] }[],
  threads: number,
  worth: Worth,
): readonly Int32Array[] | null {
  const all = Array.from({ length: threads }, (): number[] => []);
  const [first = [], ...others] = all;
  let cost = 0;
  for (const { kernel, args } of calls) {
    const divided = divide(kernel, args, threads);
    if (divided === null || divided.cost < worth.call) {
      const words = encode(kernel, args);
      if (words === null) return null;
      first.push(...words);
      continue;
    }
    cost += divided.cost;
    first.push(OPEN, 0);
    for (const [thread, part] of divided.parts.entries()) {
      const words = part && encode(kernel, part);
      if (words) all[thread]?.push(...words);
    }
    first.push(MEET, 1, threads);
    for (const list of others) list.push(PART_END, 0);
  }
  if (cost === 0 || cost < worth.list) return null;
  for (const list of others) list.push(LIST_END, 0);
  return all.every((list) => list.length <= MOST_WORDS)
    ? all.map((list) => Int32Array.from(list))
    : null;
}
