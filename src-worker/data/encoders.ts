import type { EncoderName, FeatureCoding, PreprocessingEntry } from "./dataset.ts";
import type { Scaler } from "./scalers.ts";

/** A way to make inputs of a category. */
export interface Encoder extends PreprocessingEntry<EncoderName> {
  /**
   * @param labels of the training part, in order
   * @param places of the training part's labels among them
   */
  fit(
    column: {
      readonly column: string;
      readonly labels: readonly string[];
      readonly fill: string | null;
    },
    places: () => Float64Array,
    scaler: Scaler,
  ): FeatureCoding;
}

export const encoders: readonly Encoder[] = [
  {
    name: "one-hot",
    label: "One-hot",
    about: "One input a category: 1 for its own, 0 else; all 0 for one not seen in training.",
    fit: (column) => ({ type: "category", ...column }),
  },
  {
    name: "ordinal",
    label: "Ordinal",
    about:
      "One input, the category's place in order from 0, scaled; −1 for one not seen in training.",
    fit: (column, places, scaler) => ({ type: "ordinal", ...column, ...scaler.fit(places()) }),
  },
];

export function findEncoder(name: EncoderName): Encoder {
  const found = encoders.find((encoder) => encoder.name === name);
  if (found) return found;
  throw new RangeError(`there is no coding called ${name}`);
}
