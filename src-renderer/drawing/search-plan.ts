import { t } from "../../src-words/words.svelte.ts";
import type { NetworkSpec, TrainingOptions } from "../../src-worker/api.ts";

/** What is tried: each list a choice of values, all combined; an empty one leaves what is set. */
export interface Variations {
  /** Units of the hidden layers, one list a network. */
  readonly hidden: readonly (readonly number[])[];
  readonly activations: readonly string[];
  readonly optimizers: readonly string[];
  readonly learningRates: readonly number[];
  readonly batches: readonly number[];
  /** How many seeds each is trained with, from the present one on. */
  readonly seeds: number;
}

/** One training of a search. */
export interface Trial {
  readonly network: NetworkSpec;
  readonly training: TrainingOptions;
  /** What it differs in; one and the same for all seeds. */
  readonly variation: Variation;
}

/** A combination of what is tried; null: as set. */
export interface Variation {
  readonly hidden: readonly number[] | null;
  readonly activation: string | null;
  readonly optimizer: string | null;
  readonly learningRate: number | null;
  readonly batch: number | null;
}

/** A combination in words: "16, 16 · tanh · rate 0.1". */
export function describeVariation(variation: Variation): string {
  const { hidden, activation, optimizer, learningRate, batch } = variation;
  const words = [
    hidden && (hidden.join(", ") || t("no hidden layer")),
    activation,
    optimizer,
    learningRate !== null && t("rate {rate}", { rate: String(learningRate) }),
    batch !== null && t("batch {size}", { size: String(batch) }),
  ].filter(Boolean);
  return words.join(" · ") || t("as set");
}

/**
 * Numbers separated by commas or spaces.
 * @returns null when there is something else, or a number that `allowed` refuses
 */
export function parseNumbers(text: string, allowed: (value: number) => boolean): number[] | null {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const values = words.map(Number);
  return values.every((value) => Number.isFinite(value) && allowed(value)) ? values : null;
}

/** Networks separated by semicolons, each the units of its hidden layers: "8; 16, 16". */
export function parseHidden(text: string): number[][] | null {
  const isUnits = (value: number) => Number.isInteger(value) && value >= 1 && value <= 4096;
  const lists = text
    .split(";")
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => parseNumbers(part, isUnits));
  return lists.every((list) => list !== null && list.length <= 11) ? (lists as number[][]) : null;
}

/** All combinations, the seeds of one beside one another. */
export function planTrials(
  network: NetworkSpec,
  training: TrainingOptions,
  variations: Variations,
): Trial[] {
  const { hidden, activations, optimizers, learningRates, batches, seeds } = variations;
  const or = <T>(list: readonly T[]): readonly (T | null)[] => (list.length > 0 ? list : [null]);
  const trials: Trial[] = [];
  for (const units of or(hidden)) {
    for (const activation of or(activations)) {
      for (const optimizer of or(optimizers)) {
        for (const learningRate of or(learningRates)) {
          for (const batch of or(batches)) {
            const variation = { hidden: units, activation, optimizer, learningRate, batch };
            for (let repeat = 0; repeat < seeds; repeat++) {
              trials.push({
                variation,
                network: varied(network, units, activation),
                training: {
                  ...training,
                  ...(optimizer === null ? {} : { optimizer: { name: optimizer, options: {} } }),
                  ...(learningRate === null ? {} : { learningRate }),
                  ...(batch === null ? {} : { batch }),
                  // A frozen layer is one of the present network, not of every other.
                  frozen: units === null ? training.frozen : [],
                  seed: (training.seed + repeat) % 2 ** 32,
                },
              });
            }
          }
        }
      }
    }
  }
  return trials;
}

function varied(
  { inputs, layers }: NetworkSpec,
  units: readonly number[] | null,
  activation: string | null,
): NetworkSpec {
  const output = layers.slice(-1);
  const model = layers.slice(0, -1).at(-1) ?? { activation: "relu", bias: true, units: 8 };
  const hidden = units ? units.map((count) => ({ ...model, units: count })) : layers.slice(0, -1);
  return {
    inputs,
    layers: [
      ...hidden.map((layer) => (activation === null ? layer : { ...layer, activation })),
      ...output,
    ],
  };
}

/**
 * So many of the trials' combinations, drawn without repeats; a combination keeps all its seeds.
 * The same seed draws the same.
 */
export function sampleTrials(trials: readonly Trial[], most: number, seed: number): Trial[] {
  const combinations = [...new Set(trials.map(({ variation }) => variation))];
  let state = seed >>> 0;
  // A shuffle by a linear congruential generator (Numerical Recipes): chance enough for a choice.
  for (let left = combinations.length - 1; left > 0; left--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (left + 1));
    const [one, two] = [combinations[left], combinations[other]] as [Variation, Variation];
    [combinations[left], combinations[other]] = [two, one];
  }
  const chosen = new Set(combinations.slice(0, most));
  return trials.filter(({ variation }) => chosen.has(variation));
}

/** The mean of some values and their sample standard deviation (0 for one of them). */
export function meanAndSpread(values: readonly number[]): { mean: number; spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, spread: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}
