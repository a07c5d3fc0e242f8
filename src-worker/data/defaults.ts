import type {
  ColumnChoice,
  DatasetDefaults,
  DatasetSpec,
  DatePart,
  EncoderName,
  FillerName,
  PreprocessingCatalogue,
  ScalerName,
} from "./dataset.ts";
import { dateParts } from "./date-parts.ts";
import { encoders } from "./encoders.ts";
import { fillers } from "./fillers.ts";
import { scalers } from "./scalers.ts";
import { splits } from "./splits.ts";

/** What holds for a data set unless told otherwise. */
export const datasetDefaults: DatasetDefaults = {
  features: null,
  task: "auto",
  standardize: true,
  validation: null,
  test: 0,
  missing: "drop",
  seed: 0,
  scaling: "standard",
  encoding: "one-hot",
  columns: {},
  weight: null,
  split: "stratified",
  splitColumn: null,
};

export const preprocessingCatalogue: PreprocessingCatalogue = {
  scalers: scalers.map(entry),
  encoders: encoders.map(entry),
  fillers: fillers.map(entry),
  splits: splits.map(({ name, label, about, column }) => ({ name, label, about, column })),
  dateParts: dateParts.map(entry),
  defaults: datasetDefaults,
};

/** The plain part of a registry's entry, without its code. */
function entry<Name extends string>({
  name,
  label,
  about,
}: {
  name: Name;
  label: string;
  about: string;
}) {
  return { name, label, about };
}

/** All choices for one feature column. */
export interface FullChoice {
  readonly scaling: ScalerName;
  readonly encoding: EncoderName;
  readonly missing: FillerName;
  readonly value: number | string | null;
  /** null: those that differ. */
  readonly parts: readonly DatePart[] | null;
}

/** What is chosen for a column: its own choices, else those for all. */
export function choiceFor(
  spec: Pick<DatasetSpec, "standardize" | "scaling" | "encoding" | "missing" | "columns">,
  column: string,
): FullChoice {
  const { columns = {} } = spec;
  const own: ColumnChoice = Object.hasOwn(columns, column) ? (columns[column] ?? {}) : {};
  return {
    scaling: own.scaling ?? spec.scaling ?? (spec.standardize ? "standard" : "none"),
    encoding: own.encoding ?? spec.encoding ?? "one-hot",
    missing: own.missing ?? spec.missing,
    value: own.value ?? null,
    parts: own.parts ?? null,
  };
}
