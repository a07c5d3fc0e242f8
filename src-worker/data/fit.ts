import { UserError } from "../errors.ts";
import type { Steps } from "../steps.ts";
import { countLabels, isMissing } from "./columns.ts";
import type { DatasetSpec, DatePart, FeatureCoding, TargetCoding } from "./dataset.ts";
import { datePart, findDatePart, usualParts } from "./date-parts.ts";
import { numberAsDate, parseDate } from "./dates.ts";
import { choiceFor, type FullChoice } from "./defaults.ts";
import { findEncoder } from "./encoders.ts";
import { findFiller } from "./fillers.ts";
import { findScaler } from "./scalers.ts";
import { presentValues } from "./statistics.ts";
import type { Column } from "./table.ts";

/** More classes than this are amounts or names, not classes. */
const mostClasses = 1000;

/** The coding of each feature, fitted on the training rows alone; yields the cells looked at. */
export function* fitFeatures(
  columns: readonly Column[],
  training: Int32Array,
  spec: FitSpec,
): Steps<FeatureCoding[]> {
  const room = new Float64Array(training.length);
  const codings: FeatureCoding[] = [];
  for (const column of columns) {
    codings.push(fitFeature(column, training, choiceFor(spec, column.name), room));
    yield training.length;
  }
  return codings;
}

type FitSpec = Pick<DatasetSpec, "standardize" | "scaling" | "encoding" | "missing" | "columns">;

function fitFeature(
  column: Column,
  training: Int32Array,
  choice: FullChoice,
  room: Float64Array<ArrayBuffer>,
): FeatureCoding {
  if (column.type === "number") return fitNumber(column, training, choice, room);
  if (column.type === "date") return fitDate(column, training, choice, room);
  return fitCategory(column, training, choice);
}

function fitNumber(
  column: Column & { type: "number" },
  training: Int32Array,
  choice: FullChoice,
  room: Float64Array<ArrayBuffer>,
): FeatureCoding {
  const values = presentValues(column.values, training, room);
  if (values.length === 0) throw noTrainingValue(column);
  return {
    column: column.name,
    type: "number",
    ...(column.values instanceof Float64Array ? { wide: true } : {}),
    ...findScaler(choice.scaling).fit(values),
    fill: numberFill(column, values, choice, Number),
  };
}

function fitDate(
  column: Column & { type: "date" },
  training: Int32Array,
  choice: FullChoice,
  room: Float64Array<ArrayBuffer>,
): FeatureCoding {
  const values = presentValues(column.values, training, room);
  if (values.length === 0) throw noTrainingValue(column);
  const scaler = findScaler(choice.scaling);
  const valuesOf = (part: DatePart) => {
    const entry = findDatePart(part);
    return values.map((value) => datePart(entry, value));
  };
  const differs = (part: DatePart) => {
    const own = valuesOf(part);
    return own.some((value) => value !== own[0]);
  };
  const varied = choice.parts ?? usualParts.filter(differs);
  const parts = varied.length > 0 ? varied : (["year"] as const);
  const fill = numberFill(column, values, choice, (value) => {
    if (typeof value === "number") return numberAsDate(value);
    return parseDate(value, column.order === "day");
  });
  return {
    column: column.name,
    type: "date",
    parts: parts.map((part) => ({ part, ...scaler.fit(valuesOf(part)) })),
    ...(column.order === "plain" ? {} : { order: column.order === "day" ? "day" : "month" }),
    fill: fill === null ? null : Math.round(fill),
  };
}

function numberFill(
  column: Column,
  values: Float64Array,
  { missing, value }: FullChoice,
  read: (value: number | string) => number,
): number | null {
  if (missing !== "value") return findFiller(missing).number?.(values) ?? null;
  if (value === null) throw noOwnValue(column);
  const fill = value === "" ? Number.NaN : read(value);
  if (Number.isFinite(fill)) return fill;
  const what = column.type === "date" ? "date" : "number";
  throw new UserError(
    `“${String(value).slice(0, 60)}” is no ${what} to fill “${column.name}” with`,
    `give a ${what}`,
    { name: column.name },
  );
}

function fitCategory(
  column: Column & { type: "category" },
  training: Int32Array,
  choice: FullChoice,
): FeatureCoding {
  const counts = countLabels(column, training);
  const labels = [...counts.keys()];
  const [first] = labels;
  if (first === undefined) throw noTrainingValue(column);
  const mode = labels.reduce(
    (best, label) => ((counts.get(label) ?? 0) > (counts.get(best) ?? 0) ? label : best),
    first,
  );
  if (choice.missing === "value" && choice.value === null) throw noOwnValue(column);
  const own = String(choice.value);
  const fill = choice.missing === "drop" ? null : choice.missing === "value" ? own : mode;
  const places = () => {
    const present = training.filter((row) => !isMissing(column, row));
    const placeOf = new Map(labels.map((label, place) => [label, place]));
    const known = column.labels.map((label) => placeOf.get(label) ?? -1);
    return Float64Array.from(present, (row) => known[column.codes[row] as number] as number);
  };
  return findEncoder(choice.encoding).fit(
    { column: column.name, labels, fill },
    places,
    findScaler(choice.scaling),
  );
}

/** The classes of a target, in the order of the outputs. @throws {UserError} unless they fit */
export function labelTarget(
  column: Column,
  task: "binary" | "multiclass",
  rows: Int32Array,
): TargetCoding & { task: "binary" | "multiclass" } {
  const labels = [...countLabels(column, rows).keys()];
  const place = { name: column.name };
  if (labels.length < 2) {
    throw new UserError(
      `the target “${column.name}” has a single class, “${labels[0]?.slice(0, 60)}”`,
      "there is nothing to tell apart; choose another target, or a table with more classes",
      place,
    );
  }
  if (task === "binary" && labels.length > 2) {
    throw new UserError(
      `the target “${column.name}” has ${labels.length} classes, not two`,
      "choose several classes as the task",
      place,
    );
  }
  if (labels.length > mostClasses) {
    throw new UserError(
      `the target “${column.name}” has ${labels.length} different values, too many for classes`,
      column.type === "number" ? "choose regression as the task" : "choose another target",
      place,
    );
  }
  return { task, column: column.name, labels, numeric: column.type === "number" };
}

/** The scaling of numeric targets, fitted on the training rows alone. */
export function fitRegression(
  columns: readonly Column[],
  training: Int32Array,
  standardize: boolean,
): TargetCoding {
  const scaler = findScaler(standardize ? "standard" : "none");
  return {
    task: "regression",
    columns: columns.map((column) => {
      if (column.type !== "number") throw new TypeError("a regression target must be numeric");
      const { mean, scale } = scaler.fit(presentValues(column.values, training));
      return { column: column.name, mean, scale };
    }),
  };
}

function noTrainingValue({ name }: Column): UserError {
  return new UserError(
    `the column “${name}” has no value in the training part`,
    "take it out of the features, or hold out fewer rows",
    { name },
  );
}

function noOwnValue({ name }: Column): UserError {
  return new UserError(
    `no value is given to fill “${name}” with`,
    "give one, or choose another way to fill missing values",
    { name },
  );
}
