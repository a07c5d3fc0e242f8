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

/**
 * The most frequent categories, and as the last bar the others together.
 * @param counts how often each label occurs; one that never does is no category
 */
export function topCategories(labels: readonly string[], counts: Int32Array): Bar[] {
  // No object a category: an identifier has as many as there are rows.
  const top: number[] = [];
  let categories = 0;
  let rows = 0;
  counts.forEach((count, place) => {
    if (count === 0) return;
    categories++;
    rows += count;
    let at = top.length;
    while (at > 0 && (counts[top[at - 1] as number] as number) < count) at--;
    if (at === mostBars) return;
    top.splice(at, 0, place);
    if (top.length > mostBars) top.pop();
  });
  const bar = (label: string, count: number): Bar => {
    return { label, from: Number.NaN, to: Number.NaN, count };
  };
  const shown = categories > mostBars ? top.slice(0, mostBars - 1) : top;
  const bars = shown.map((place) => bar(labels[place] as string, counts[place] as number));
  if (shown === top) return bars;
  const count = bars.reduce((others, { count }) => others - count, rows);
  return [...bars, bar(`${categories - shown.length} others`, count)];
}
