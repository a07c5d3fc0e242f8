import { UserError } from "../errors.ts";
import { isMissing } from "./columns.ts";
import type { Dataset, EncoderName } from "./dataset.ts";
import { choiceFor } from "./defaults.ts";
import type { ModelSpec } from "./prepare.ts";
import { findSplit } from "./splits.ts";
import type { Column, Table } from "./table.ts";
import { findColumn, inferTask } from "./target.ts";

/** One-hot coding of more categories would make more inputs than they are worth. */
const mostCategories = 100;

/** The column that the rows are split by; null: none. @throws {UserError} when it is needed */
export function splitColumn(
  table: Table,
  { split = "stratified", splitColumn }: ModelSpec,
): Column | null {
  const { column: use, label } = findSplit(split);
  if (use === "none") return null;
  if (splitColumn != null) return findColumn(table, splitColumn);
  if (use === "optional") return null;
  throw new UserError(
    `the split “${label}” goes by a column, and none is chosen`,
    "choose one, or another split",
  );
}

/** The column of the rows' weights; null: none. @throws {UserError} when it has another role too */
export function weightColumn(
  table: Table,
  spec: ModelSpec,
  targets: readonly Column[],
): Column | null {
  if (spec.weight == null) return null;
  const column = findColumn(table, spec.weight);
  if (targets.includes(column) || spec.features?.includes(column.name)) {
    throw new UserError(
      `“${column.name}” is both the weight and a feature or target`,
      "choose one role for it",
      { name: column.name },
    );
  }
  return column;
}

/** What is predicted. @throws {UserError} for no column, or one there is not */
export function targetColumns(table: Table, spec: ModelSpec): Column[] {
  const names = new Set(spec.targets);
  if (names.size === 0) throw new UserError("no target is chosen", "choose the column to predict");
  return [...names].map((name) => findColumn(table, name));
}

/** What is to be done for the targets. @throws {UserError} when they do not allow it */
export function taskOf(spec: ModelSpec, targets: readonly Column[]): Dataset["task"] {
  const [first] = targets;
  const several = targets.length > 1;
  const task =
    spec.task !== "auto" ? spec.task : several ? "regression" : inferTask(first as Column);
  if (task === "regression") {
    const other = targets.find(({ type }) => type !== "number");
    if (other) {
      throw new UserError(
        `the target “${other.name}” holds ${other.type === "date" ? "dates" : "text"}, and regression predicts numbers`,
        several ? "choose numeric targets, or a single one" : "choose classes as the task",
        { name: other.name },
      );
    }
  } else if (several) {
    throw new UserError("classes are predicted from one target column", "choose a single target");
  }
  return task;
}

/** What is predicted from, and which columns cannot be used. @throws {UserError} when none can */
export function featureColumns(table: Table, spec: ModelSpec, targets: readonly Column[]) {
  const isTarget = (column: Column) => targets.includes(column);
  const chosen = spec.features
    ? [...new Set(spec.features)].map((name) => findColumn(table, name))
    : table.columns.filter((column) => !isTarget(column) && !hasOtherRole(column, table, spec));
  const both = chosen.find(isTarget);
  if (both) {
    throw new UserError(
      `“${both.name}” is both a feature and the target`,
      "take it out of the features",
      { name: both.name },
    );
  }
  const ignored: { column: string; why: string }[] = [];
  const columns = chosen.filter((column) => {
    const why = whyUnusable(column, table.rows, choiceFor(spec, column.name).encoding);
    if (why) ignored.push({ column: column.name, why });
    return why === null;
  });
  if (columns.length === 0) {
    const whys = ignored.map(({ column, why }) => ` (“${column}” ${why})`);
    throw new UserError(
      `there is no feature to predict “${targets[0]?.name}” from${whys.slice(0, 3).join("")}`,
      "a table needs at least one usable column besides the target",
      { file: table.name },
    );
  }
  return { columns, ignored };
}

/** The weight, and a column that says where rows belong, are no features by themselves. */
function hasOtherRole(column: Column, table: Table, spec: ModelSpec): boolean {
  if (column.name === spec.weight) return true;
  const { takesColumn } = findSplit(spec.split ?? "stratified");
  return takesColumn && splitColumn(table, spec) === column;
}

/** Why a column cannot be a feature; null: it can. */
export function whyUnusable(column: Column, rows: number, encoding: EncoderName): string | null {
  const isOneHot = encoding === "one-hot";
  if (column.type === "category" && isOneHot && column.labels.length > mostCategories) {
    return `has ${column.labels.length} different texts, more than ${mostCategories}`;
  }
  for (let row = 0; row < rows; row++) if (!isMissing(column, row)) return null;
  return "is empty";
}
