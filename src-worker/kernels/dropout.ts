import type { Arithmetic, Kernel } from "./memory.ts";

/**
 * Inverted dropout (Srivastava et al., "Dropout", 2014): in training an element is kept with
 * probability 1 − rate and then divided by it. Element e is kept where the upper 24 bits of its
 * random word `words[e]` are ≥ `threshold` = rate·2²⁴. `active` is the address of a flag in
 * `memory.i`; 0: the identity. Arguments: in, out, words, active, threshold, scale, size.
 */
export const dropoutKernels = ({ round }: Arithmetic): Record<string, Kernel> => ({
  dropout: ({ f, i: bits }, input, out, words, active, threshold, scale, size) => {
    if (bits[active] === 0) {
      f.copyWithin(out, input, input + size);
      return;
    }
    for (let e = 0; e < size; e++) {
      const kept = (bits[words + e] as number) >>> 8 >= threshold;
      f[out + e] = kept ? round((f[input + e] as number) * scale) : 0;
    }
  },

  /** din += dout·scale where kept. Arguments: dout, din, words, active, threshold, scale, size. */
  "dropout.gradient": ({ f, i: bits }, dout, din, words, active, threshold, scale, size) => {
    const all = bits[active] === 0;
    const factor = all ? 1 : scale;
    for (let e = 0; e < size; e++) {
      if (!all && (bits[words + e] as number) >>> 8 < threshold) continue;
      f[din + e] = round((f[din + e] as number) + round((f[dout + e] as number) * factor));
    }
  },
});
