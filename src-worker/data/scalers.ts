import type { NumberScale, PreprocessingEntry, ScalerName } from "./dataset.ts";
import { curved } from "./number-scale.ts";
import { quantile, statistics } from "./statistics.ts";

/** A way to bring numbers to a common scale, fitted on values that are there. */
export interface Scaler extends PreprocessingEntry<ScalerName> {
  /** @param values of the training part, none NaN, one at least */
  fit(values: Float64Array): NumberScale;
}

/** A column whose values do not differ is only centred: nothing is there to divide by. */
const centred = (mean: number, scale: number): NumberScale => ({
  mean,
  scale: Number.isFinite(scale) && scale > 0 ? scale : 1,
});

const standard = (values: Float64Array): NumberScale => {
  const { mean, standardDeviation } = statistics(values);
  return centred(mean, standardDeviation);
};

export const scalers: readonly Scaler[] = [
  {
    name: "none",
    label: "None",
    about: "Numbers go into the network as they are.",
    fit: () => ({ mean: 0, scale: 1 }),
  },
  {
    name: "standard",
    label: "Standardise",
    about: "Mean 0 and standard deviation 1 over the training part.",
    fit: standard,
  },
  {
    name: "minmax",
    label: "Min–max",
    about: "The training part's smallest value becomes 0, its largest 1.",
    fit(values) {
      const { minimum, maximum } = statistics(values);
      return centred(minimum, maximum - minimum);
    },
  },
  {
    name: "robust",
    label: "Robust",
    about: "Median 0 and distance 1 between the quartiles: outliers have little say.",
    fit(values) {
      const own = values.slice();
      return centred(quantile(own, 0.5), quantile(own, 0.75) - quantile(own, 0.25));
    },
  },
  {
    name: "log",
    label: "Logarithm",
    about: "sign(v) · ln(1 + |v|), then standardised: for amounts over several powers of ten.",
    fit: (values) => ({ curve: "log", ...standard(values.map((value) => curved("log", value))) }),
  },
];

export function findScaler(name: ScalerName): Scaler {
  const found = scalers.find((scaler) => scaler.name === name);
  if (found) return found;
  throw new RangeError(`there is no scaling called ${name}`);
}
