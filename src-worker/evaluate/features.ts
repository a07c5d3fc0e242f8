import type { Dataset, FeatureCoding, NumberScale } from "../data/dataset.ts";
import { scaled, unscaled } from "../data/number-scale.ts";
import { UserError } from "../errors.ts";
import type { FeatureSummary } from "./contract.ts";

/**
 * What can be given a value by itself: a column, or a part of a date. A number is one input,
 * scaled; labels are one input each, or one input with the label's place, scaled.
 */
export interface Feature {
  readonly name: string;
  /** First input, and how many. */
  readonly input: number;
  readonly width: number;
  /** Null: one input a label. */
  readonly scale: NumberScale | null;
  /** Null: a number. */
  readonly labels: readonly string[] | null;
}

/** A column and where its inputs lie in a coded row. */
export interface PlacedColumn {
  readonly column: string;
  readonly input: number;
  readonly width: number;
  readonly features: readonly Feature[];
}

/** The feature columns in the order of the table. */
export function placedColumns({ preprocessing, inputNames }: Dataset): PlacedColumn[] {
  let next = 0;
  return preprocessing.features.map((coding) => {
    const input = next;
    const features = featuresOfColumn(coding, input, inputNames);
    const width = features.reduce((sum, feature) => sum + feature.width, 0);
    next += width;
    return { column: coding.column, input, width, features };
  });
}

function featuresOfColumn(
  coding: FeatureCoding,
  input: number,
  inputNames: readonly string[],
): Feature[] {
  const { column: name } = coding;
  switch (coding.type) {
    case "number":
      return [{ name, input, width: 1, scale: coding, labels: null }];
    case "ordinal":
      return [{ name, input, width: 1, scale: coding, labels: coding.labels }];
    case "category":
      return [{ name, input, width: coding.labels.length, scale: null, labels: coding.labels }];
    case "date":
      return coding.parts.map((scale, place) => ({
        name: inputNames[input + place] as string,
        input: input + place,
        width: 1,
        scale,
        labels: null,
      }));
  }
}

const featuresOf = (dataset: Dataset): Feature[] =>
  placedColumns(dataset).flatMap(({ features }) => features);

/** @throws {UserError} when there is no such feature */
export function findFeature(dataset: Dataset, name: string): Feature {
  const found = featuresOf(dataset).find((feature) => feature.name === name);
  if (found) return found;
  throw new UserError(`“${name}” is no feature of this model`, "choose one of its features");
}

/** Gives a feature of a coded row a value in its own unit, or the place of its label. */
export function setFeature(
  x: Float32Array,
  start: number,
  { input, width, scale }: Feature,
  value: number,
): void {
  if (scale) x[start + input] = scaled(scale, value);
  else
    for (let place = 0; place < width; place++) x[start + input + place] = place === value ? 1 : 0;
}

/** What each feature is like over the training part. */
export function summarizeFeatures(dataset: Dataset): FeatureSummary[] {
  return featuresOf(dataset).map((feature) => summarize(dataset, feature));
}

export function summarize({ parts, inputs }: Dataset, feature: Feature): FeatureSummary {
  const { x, rows } = parts.training;
  const { name, input, width, scale, labels } = feature;
  const at = (row: number, place: number) => x[row * inputs + input + place] as number;
  if (labels) {
    const counts = labels.map(() => 0);
    for (let row = 0; row < rows; row++) {
      const place = scale
        ? Math.round(unscaled(scale, at(row, 0)))
        : Array.from({ length: width }, (_, place) => at(row, place)).indexOf(1);
      if (place in counts) counts[place] = (counts[place] as number) + 1;
    }
    const most = counts.indexOf(Math.max(...counts));
    return { name, type: "category", labels, typical: labels[most] as string };
  }
  if (!scale) throw new Error("a number has a scale");
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const value = unscaled(scale, at(row, 0));
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }
  return { name, type: "number", low, high, typical: sum / rows };
}
