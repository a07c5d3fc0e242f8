import type { Phrase } from "../../src-words/german/index.ts";
import { phrase, t, told } from "../../src-words/words.svelte.ts";
import type { ComparedModel, Comparison } from "../../src-worker/api.ts";
import { formatCount, formatNumber, formatShare, formatSteady } from "./numbers.ts";

/** A line of the comparison: one figure of each model. */
export interface ComparisonLine {
  readonly name: string;
  readonly about: string;
  readonly values: readonly number[];
  /** As it is read; "–" where there is no number. */
  readonly words: readonly string[];
  /** Which values are the best of at least two; all false where none is better by its size. */
  readonly best: readonly boolean[];
}

interface Figure {
  readonly name: string;
  readonly about: Phrase;
  readonly of: (model: ComparedModel) => number;
  readonly words: (value: number) => string;
  readonly best: "low" | "high" | null;
  /** Whether it is about the first model and another. */
  readonly pairs?: boolean;
}

const nothing = Number.NaN;

const CLASSES: readonly Figure[] = [
  {
    name: phrase("Accuracy"),
    about: phrase("Share of the rows that are right"),
    of: (model) => (model.kind === "classification" ? model.accuracy : nothing),
    words: formatShare,
    best: "high",
  },
  {
    name: "F1",
    about: phrase("Mean over the classes"),
    of: (model) => (model.kind === "classification" ? model.f1 : nothing),
    words: (value) => formatSteady(value, 3),
    best: "high",
  },
];

const NUMBERS: readonly Figure[] = [
  {
    name: "RMSE",
    about: phrase("Root of the mean squared error"),
    of: (model) => (model.kind === "regression" ? model.rmse : nothing),
    words: formatNumber,
    best: "low",
  },
  {
    name: "MAE",
    about: phrase("Mean absolute error"),
    of: (model) => (model.kind === "regression" ? model.mae : nothing),
    words: formatNumber,
    best: "low",
  },
  {
    name: "R²",
    about: phrase("Share of the variance explained"),
    of: (model) => (model.kind === "regression" ? model.r2 : nothing),
    words: (value) => formatSteady(value, 3),
    best: "high",
  },
];

const ALL: readonly Figure[] = [
  {
    name: phrase("Loss"),
    about: phrase("Mean of a row, by each model's own loss function"),
    of: ({ loss }) => loss,
    words: formatSteady,
    best: "low",
  },
  {
    name: phrase("Parameters"),
    about: phrase("Weights and biases"),
    of: ({ parameters }) => parameters,
    words: formatCount,
    best: null,
  },
];

/** The figures of a comparison, line by line. */
export function comparisonLines({ models }: Comparison): ComparisonLine[] {
  const numbers = models[0]?.kind === "regression";
  const figures: readonly Figure[] = [
    ...(numbers ? NUMBERS : CLASSES),
    ...ALL,
    {
      name: numbers ? phrase("Only this is closer") : phrase("Only this is right"),
      about: numbers
        ? phrase("Rows to which it comes closer than the first model")
        : phrase("Rows that it gets right and the first model wrong"),
      of: ({ onlyThis }) => onlyThis,
      words: formatCount,
      best: null,
      pairs: true,
    },
    {
      name: numbers ? phrase("Only the first is closer") : phrase("Only the first is right"),
      about: numbers
        ? phrase("Rows to which the first model comes closer")
        : phrase("Rows that the first model gets right and this one wrong"),
      of: ({ onlyFirst }) => onlyFirst,
      words: formatCount,
      best: null,
      pairs: true,
    },
  ];
  return figures.map(({ name, about, of, words, best, pairs = false }) => {
    const values = models.map((model, index) => (pairs && index === 0 ? nothing : of(model)));
    const known = values.filter((value) => !Number.isNaN(value));
    const wanted = best === "low" ? Math.min(...known) : Math.max(...known);
    return {
      name: told(name),
      about: t(about),
      values,
      words: values.map((value) => (Number.isNaN(value) ? "–" : words(value))),
      best: values.map((value) => best !== null && known.length > 1 && value === wanted),
    };
  });
}
