import { t } from "../../src-words/words.svelte.ts";
import type { ModelState } from "../../src-worker/api.ts";
import { formatNumber } from "./numbers.ts";

/** What a training was made with, in short: "16 relu, 16 relu · adam 0.01 · batch 32 · seed 0". */
export function describeRun({
  network,
  training,
}: Pick<ModelState, "network" | "training">): string {
  const hidden = network.layers
    .slice(0, -1)
    .map(({ units, activation }) => `${units} ${activation}`)
    .join(", ");
  return [
    hidden || t("no hidden layer"),
    `${training.optimizer.name} ${formatNumber(training.learningRate)}`,
    t("batch {size}", { size: String(training.batch) }),
    t("seed {seed}", { seed: String(training.seed) }),
  ].join(" · ");
}

/** A kept run by its number and the user's remark, or else by what it was made with. */
export function nameOfRun(run: {
  readonly number: number;
  readonly note: string;
  readonly model: Pick<ModelState, "network" | "training">;
}): string {
  const words = run.note || describeRun(run.model);
  return t("Run {number}: {words}", { number: String(run.number), words });
}

const COLOURS = 6;

/** The theme's variable for a run's colour; they come again after some runs. */
export function runColour(number: number): string {
  return `--run-${((number - 1) % COLOURS) + 1}`;
}

/** Sorts what a table of runs shows: numbers by size, missing ones last, words by their letters. */
export function compareCells(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") {
    // NaN, of a diverged training, is worse than any number.
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || a - b;
  }
  return String(a).localeCompare(String(b), "en");
}
