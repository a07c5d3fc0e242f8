import type { Bar } from "../../src-worker/api.ts";

/**
 * The bars of a histogram as the path of an SVG of that size, the highest as high as the picture.
 * Between categories there are gaps, between the intervals of a number none. A bar that is not
 * empty can be seen.
 */
export function histogramPath(bars: readonly Bar[], width: number, height: number): string {
  const highest = bars.reduce((most, { count }) => Math.max(most, count), 0);
  if (highest === 0) return "";
  const step = width / bars.length;
  const gap = bars.some(({ label }) => label !== "") ? step * 0.2 : 0;
  return bars
    .map(({ count }, place) => {
      if (count === 0) return "";
      const high = Math.max(1, (count / highest) * height);
      const x = place * step + gap / 2;
      return `M${round(x)} ${height}v${-round(high)}h${round(step - gap)}v${round(high)}z`;
    })
    .join("");
}

const round = (value: number) => Math.round(value * 100) / 100;
