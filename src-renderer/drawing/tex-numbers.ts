import { formatNumber } from "./numbers.ts";

/** A number as it is written in the window, in TeX. */
export function asTexNumber(text: string): string {
  return text
    .replace("−", "-")
    .replace("∞", "\\infty")
    .replace(/^–$/, "\\mathrm{NaN}")
    .replaceAll("\u202f", "\\,")
    .replace(/e[−-]?\d+$/, (exponent) => {
      return ` \\cdot 10^{${exponent.slice(1).replace("−", "-")}}`;
    });
}

/** TeX of the engine with its numbers, each a `\num`, as the window writes numbers. */
export const withNumbers = (tex: string): string =>
  tex.replaceAll(/\\num\{([^}]*)\}/g, (_, value: string) =>
    asTexNumber(formatNumber(Number(value))),
  );
