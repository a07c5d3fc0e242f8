import type { Bar } from "./table.ts";

const mostBars = 20;

/** Numbers in equal intervals: one a whole number where they are few, else 20. */
export function intervals(
  values: Float64Array,
  { minimum, maximum, whole }: { minimum: number; maximum: number; whole: boolean },
): Bar[] {
  if (values.length === 0) return [];
  const spread = maximum - minimum;
  const single = whole && spread < mostBars;
  const bars = single ? spread + 1 : spread === 0 ? 1 : mostBars;
  const from = single ? minimum - 0.5 : minimum;
  const width = single || spread === 0 ? 1 : spread / bars;
  const counts = new Float64Array(bars);
  for (const value of values) {
    const bar = Math.min(bars - 1, Math.floor((value - from) / width));
    counts[bar] = (counts[bar] as number) + 1;
  }
  return Array.from(counts, (count, bar) => ({
    label: "",
    from: from + bar * width,
    to: bar === bars - 1 && !single ? maximum : from + (bar + 1) * width,
    count,
  }));
}

/** The most frequent categories, and as the last bar the others together. */
export function topCategories(categories: readonly { label: string; count: number }[]): Bar[] {
  const none = { from: Number.NaN, to: Number.NaN };
  const sorted = categories.map((category) => ({ ...category, ...none }));
  sorted.sort((a, b) => b.count - a.count);
  if (sorted.length <= mostBars) return sorted;
  const others = sorted.slice(mostBars - 1);
  const count = others.reduce((sum, bar) => sum + bar.count, 0);
  return [...sorted.slice(0, mostBars - 1), { label: `${others.length} others`, ...none, count }];
}
