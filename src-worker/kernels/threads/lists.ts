import { encode } from "../wasm/encoding.ts";
import { MOST_WORDS } from "../wasm/machine.ts";
import { LIST_END, MEET, OPEN, PART_END } from "../wasm/opcodes.ts";
import { divide } from "./divide.ts";

/** Multiply-adds of a list's divided calls from which on it is worth to wake the helpers. */
const LEAST_COST = 100_000;

/**
 * Calls as a list of encoded calls for each thread. The first thread does what is not divided,
 * while the helpers wait, and opens and ends the phases in which all do their parts.
 *
 * @returns null when one thread had better do it alone, or the kernels are not compiled
 */
export function lists(
  calls: readonly { readonly kernel: string; readonly args: readonly number[] }[],
  threads: number,
): readonly Int32Array[] | null {
  if (threads < 2) return null;
  const all = Array.from({ length: threads }, (): number[] => []);
  const [first = [], ...others] = all;
  let worth = 0;
  for (const { kernel, args } of calls) {
    const divided = divide(kernel, args, threads);
    if (divided === null) {
      const words = encode(kernel, args);
      if (words === null) return null;
      first.push(...words);
      continue;
    }
    worth += divided.cost;
    first.push(OPEN, 0);
    for (const [thread, part] of divided.parts.entries()) {
      const words = part && encode(kernel, part);
      if (words) all[thread]?.push(...words);
    }
    first.push(MEET, 1, threads);
    for (const list of others) list.push(PART_END, 0);
  }
  if (worth < LEAST_COST) return null;
  for (const list of others) list.push(LIST_END, 0);
  return all.every((list) => list.length <= MOST_WORDS)
    ? all.map((list) => Int32Array.from(list))
    : null;
}
