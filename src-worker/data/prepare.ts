import { UserError } from "../errors.ts";
import { codableRows, codeClasses, codeRows, inputNames, rowsWithAll } from "./code.ts";
import { isMissing } from "./columns.ts";
import type { Dataset, DatasetSpec, Preprocessing, TargetCoding } from "./dataset.ts";
import { fitFeatures, fitRegression, labelTarget } from "./fit.ts";
import { splitRows, validationShare } from "./split.ts";
import type { Column, Table } from "./table.ts";
import { findColumn, inferTask } from "./target.ts";

/** One-hot coding of more categories would make more inputs than they are worth. */
const mostCategories = 100;

/**
 * Codes a table, splits it at random and scales it with the training part's figures.
 *
 * @param fitted the preprocessing of a model that the data is for: coding and scaling are taken
 *   from it instead of being fitted anew
 * @throws {UserError} for unknown columns, no features, a target with one class, regression on
 *   text, and when no rows are left
 */
export function prepareDataset(
  table: Table,
  spec: Omit<DatasetSpec, "table">,
  fitted?: Preprocessing,
): Dataset {
  // Callers may hand over a DatasetSpec with its table number, which is no part of a model.
  const { targets, features, task, standardize, validation, test, missing, seed } = spec;
  const kept = { targets, features, task, standardize, validation, test, missing, seed };
  return fitted ? prepareAs(table, kept, fitted) : prepareAnew(table, kept);
}

type Spec = Omit<DatasetSpec, "table">;

function prepareAs(table: Table, spec: Spec, fitted: Preprocessing): Dataset {
  const rows = codableRows(table, fitted, true);
  if (rows.length === 0) throw noRows(table);
  const parts = split(table, spec, fitted.target, rows);
  return assemble(table, spec, fitted, parts, rows.length, [], []);
}

function prepareAnew(table: Table, spec: Spec): Dataset {
  const targets = targetColumns(table, spec);
  const task = taskOf(spec, targets);
  const { columns, ignored } = featureColumns(table, spec, targets);
  const mustHave = spec.missing === "drop" ? [...columns, ...targets] : targets;
  const rows = rowsWithAll(table.rows, mustHave);
  if (rows.length === 0) throw noRows(table);
  const labelled = task === "regression" ? null : labelTarget(targets[0] as Column, task, rows);
  const parts = split(table, spec, labelled, rows);
  const target = labelled ?? fitRegression(targets, parts.training, spec.standardize);
  const features = fitFeatures(columns, parts.training, spec);
  const preprocessing = { features, target, spec, picture: pictureOf(table, columns) };
  const notes = taskNotes(spec, targets[0] as Column, task);
  return assemble(table, spec, preprocessing, parts, rows.length, ignored, notes);
}

function assemble(
  table: Table,
  spec: Spec,
  preprocessing: Preprocessing,
  parts: ReturnType<typeof splitRows>,
  used: number,
  ignored: Dataset["ignored"],
  notes: readonly string[],
): Dataset {
  const names = inputNames(preprocessing.features);
  const code = (rows: Int32Array) => codeRows(table, preprocessing, rows, true);
  return {
    preprocessing: { ...preprocessing, spec },
    task: preprocessing.target.task,
    inputs: names.length,
    inputNames: names,
    parts: {
      training: code(parts.training),
      validation: code(parts.validation),
      test: code(parts.test),
    },
    dropped: table.rows - used,
    ignored,
    notes,
  };
}

function split(table: Table, spec: Spec, target: TargetCoding | null, rows: Int32Array) {
  const validation = validationShare(spec.validation, rows.length);
  for (const share of [validation, spec.test]) {
    if (!(share >= 0 && share < 1)) {
      throw new UserError(
        `${share * 100} % of the rows cannot be held out`,
        "choose at least 0 % and less than 100 %",
      );
    }
  }
  if (validation + spec.test >= 1) {
    throw new UserError(
      `${validation * 100} % for validation and ${spec.test * 100} % for testing leave no rows to train on`,
      "hold out less than 100 % in all",
    );
  }
  const classes = target && target.task !== "regression" ? codeClasses(table, target, rows) : null;
  return splitRows(rows, classes, validation, spec.test, spec.seed);
}

function targetColumns(table: Table, spec: Spec): Column[] {
  const names = new Set(spec.targets);
  if (names.size === 0) throw new UserError("no target is chosen", "choose the column to predict");
  return [...names].map((name) => findColumn(table, name));
}

function taskOf(spec: Spec, targets: readonly Column[]): Dataset["task"] {
  const [first] = targets;
  const several = targets.length > 1;
  const task =
    spec.task !== "auto" ? spec.task : several ? "regression" : inferTask(first as Column);
  if (task === "regression") {
    const text = targets.find(({ type }) => type === "category");
    if (text) {
      throw new UserError(
        `the target “${text.name}” holds text, and regression predicts numbers`,
        several ? "choose numeric targets, or a single one" : "choose classes as the task",
        { name: text.name },
      );
    }
  } else if (several) {
    throw new UserError("classes are predicted from one target column", "choose a single target");
  }
  return task;
}

function featureColumns(table: Table, spec: Spec, targets: readonly Column[]) {
  const isTarget = (column: Column) => targets.includes(column);
  const chosen = spec.features
    ? [...new Set(spec.features)].map((name) => findColumn(table, name))
    : table.columns.filter((column) => !isTarget(column));
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
    const why = whyUnusable(column, table.rows);
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

function whyUnusable(column: Column, rows: number): string | null {
  if (column.type === "category" && column.labels.length > mostCategories) {
    return `has ${column.labels.length} different texts, more than ${mostCategories}`;
  }
  for (let row = 0; row < rows; row++) if (!isMissing(column, row)) return null;
  return "is empty";
}

/** Pixels are a picture only while all of them are inputs, in their order. */
function pictureOf(table: Table, columns: readonly Column[]): Preprocessing["picture"] {
  const { picture } = table;
  const whole = picture !== null && columns.length === picture.width * picture.height;
  return whole && columns.every(({ type }) => type === "number") ? picture : null;
}

function taskNotes(spec: Spec, target: Column, task: Dataset["task"]): string[] {
  if (spec.task !== "auto" || task !== "multiclass" || target.type !== "number") return [];
  return [
    `“${target.name}” has few different whole numbers, which are taken as classes; ` +
      "choose regression if they are amounts",
  ];
}

function noRows(table: Table): UserError {
  return new UserError(
    "no rows are left: each has a missing value in a used column",
    "fill missing values, or leave out the columns that are mostly empty",
    { file: table.name },
  );
}
