import { UserError } from "../errors.ts";
import { countLabels } from "./columns.ts";
import type { DatasetSpec, FeatureCoding, TargetCoding } from "./dataset.ts";
import { modeOf, statistics } from "./statistics.ts";
import type { Column } from "./table.ts";

/** More classes than this are amounts or names, not classes. */
const mostClasses = 1000;

/** The coding of each feature, fitted on the training rows alone. */
export function fitFeatures(
  columns: readonly Column[],
  training: Int32Array,
  spec: Pick<DatasetSpec, "standardize" | "missing">,
): FeatureCoding[] {
  return columns.map((column) =>
    column.type === "number"
      ? fitNumber(column, training, spec)
      : fitCategory(column, training, spec),
  );
}

function fitNumber(
  column: Column & { type: "number" },
  training: Int32Array,
  spec: Pick<DatasetSpec, "standardize" | "missing">,
): FeatureCoding {
  const figures = statistics(column.values, training);
  if (figures.count === 0) throw noTrainingValue(column);
  const fills = {
    drop: () => null,
    mean: () => figures.mean,
    mode: () => modeOf(column.values, training),
  };
  const fill = fills[spec.missing]();
  const { mean, scale } = scaling(figures, spec.standardize);
  return { column: column.name, type: "number", mean, scale, fill };
}

function fitCategory(
  column: Column & { type: "category" },
  training: Int32Array,
  spec: Pick<DatasetSpec, "missing">,
): FeatureCoding {
  const counts = countLabels(column, training);
  const labels = [...counts.keys()];
  const [first] = labels;
  if (first === undefined) throw noTrainingValue(column);
  const mode = labels.reduce(
    (best, label) => ((counts.get(label) ?? 0) > (counts.get(best) ?? 0) ? label : best),
    first,
  );
  const fill = spec.missing === "drop" ? null : mode;
  return { column: column.name, type: "category", labels, fill };
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
  return {
    task: "regression",
    columns: columns.map((column) => {
      if (column.type !== "number") throw new TypeError("a regression target must be numeric");
      return {
        column: column.name,
        ...scaling(statistics(column.values, training), standardize),
      };
    }),
  };
}

/** A constant column is only centred: its deviation is no divisor. */
function scaling(
  { mean, standardDeviation }: { mean: number; standardDeviation: number },
  standardize: boolean,
): { mean: number; scale: number } {
  return standardize ? { mean, scale: standardDeviation || 1 } : { mean: 0, scale: 1 };
}

function noTrainingValue({ name }: Column): UserError {
  return new UserError(
    `the column “${name}” has no value in the training part`,
    "take it out of the features, or hold out fewer rows",
    { name },
  );
}
