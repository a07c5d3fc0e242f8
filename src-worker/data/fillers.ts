import type { FillerName, PreprocessingEntry } from "./dataset.ts";
import { modeOf, quantile, statistics } from "./statistics.ts";

/** What becomes of missing values. */
export interface Filler extends PreprocessingEntry<FillerName> {
  /** The number put in their place, from those of the training part (none NaN, one at least);
   *  null: such rows are left out, or the user names the value. */
  readonly number: ((values: Float64Array) => number) | null;
}

export const fillers: readonly Filler[] = [
  {
    name: "drop",
    label: "Leave the row out",
    about: "Rows with a missing value are not used.",
    number: null,
  },
  {
    name: "mean",
    label: "Mean",
    about: "The training part's mean; of categories the most frequent.",
    number: (values) => statistics(values).mean,
  },
  {
    name: "median",
    label: "Median",
    about: "The training part's median; of categories the most frequent.",
    number: (values) => quantile(values.slice(), 0.5),
  },
  {
    name: "mode",
    label: "Most frequent",
    about: "The training part's most frequent value.",
    number: modeOf,
  },
  {
    name: "value",
    label: "A value of my own",
    about: "The value given for the column.",
    number: null,
  },
];

export function findFiller(name: FillerName): Filler {
  const found = fillers.find((filler) => filler.name === name);
  if (found) return found;
  throw new RangeError(`there is no filling called ${name}`);
}
