import { UserError } from "../errors.ts";
import { atOnce, type Steps } from "../steps.ts";
import { codableRows, coding, codingTable, inputNames, rowsWithAll } from "./code.ts";
import { codeClasses } from "./code-target.ts";
import { isMissing } from "./columns.ts";
import type { Dataset, DatasetSpec, Part, Preprocessing, TargetCoding } from "./dataset.ts";
import { choiceFor } from "./defaults.ts";
import { fitFeatures, fitRegression, labelTarget } from "./fit.ts";
import { leakHints } from "./leaks.ts";
import { featureColumns, splitColumn, targetColumns, taskOf, weightColumn } from "./roles.ts";
import { validationShare } from "./split.ts";
import { findSplit, type SplitSource } from "./splits.ts";
import type { Column, Table } from "./table.ts";

/** How a table is coded, as a model keeps it. */
export type ModelSpec = Preprocessing["spec"];

/** Row numbers of the table in each part, ascending. */
export type PartRows = Readonly<Record<Part, Int32Array>>;

/**
 * Codes a table, splits it and scales it with the training part's figures.
 *
 * @param fitted the preprocessing of a model that the data is for: coding and scaling are taken
 *   from it instead of being fitted anew
 * @param testTable its rows are the test part, instead of rows of `table`
 * @throws {UserError} for unknown columns, no features, a target with one class, regression on
 *   text, and when no rows are left
 */
export function prepareDataset(
  table: Table,
  spec: Omit<DatasetSpec, "table">,
  fitted?: Preprocessing,
  testTable?: Table,
): Dataset {
  return atOnce(preparing(table, spec, fitted, testTable));
}

/** `prepareDataset` in pieces: yields the cells looked at, about `preparingWork` in all. */
export function* preparing(
  table: Table,
  spec: Omit<DatasetSpec, "table">,
  fitted?: Preprocessing,
  testTable?: Table,
): Steps<Dataset> {
  const kept = keptSpec(spec, testTable !== undefined);
  const steps = fitted ? prepareAs(table, kept, fitted) : prepareAnew(table, kept);
  const dataset = yield* steps;
  return testTable ? yield* withTestTable(dataset, testTable) : dataset;
}

/** The cells that are looked at to prepare a table: to fit its coding, for hints, and to code it. */
export function preparingWork(
  table: Table,
  spec: Omit<DatasetSpec, "table">,
  fitted?: Preprocessing,
  testTable?: Table,
): number {
  const features = spec.features?.length ?? table.columns.length - spec.targets.length;
  const anew = table.picture ? 1 : 1 + spec.targets.length;
  const passes = 1 + (fitted ? 0 : anew);
  return features * (passes * table.rows + (testTable?.rows ?? 0));
}

/**
 * What of a specification a model keeps: no tables, which callers may have handed over with it,
 * and no choice that holds anyway, so that the same work gives the same file.
 */
export function keptSpec(spec: Omit<DatasetSpec, "table">, hasTestTable: boolean): ModelSpec {
  const { targets, features, task, standardize, validation, test, missing, seed } = spec;
  const { scaling, encoding, columns, weight, split, splitColumn } = spec;
  const usual = standardize ? "standard" : "none";
  return {
    ...{ targets, features, task, standardize, validation, missing, seed },
    test: hasTestTable ? 0 : test,
    ...(scaling === undefined || scaling === usual ? {} : { scaling }),
    ...(encoding === undefined || encoding === "one-hot" ? {} : { encoding }),
    ...(columns === undefined || Object.keys(columns).length === 0 ? {} : { columns }),
    ...(weight == null ? {} : { weight }),
    ...(split === undefined || split === "stratified" ? {} : { split }),
    ...(splitColumn == null ? {} : { splitColumn }),
  };
}

function* prepareAs(table: Table, spec: ModelSpec, fitted: Preprocessing): Steps<Dataset> {
  const column = splitColumn(table, spec);
  const all = codableRows(table, fitted, true);
  const rows = column ? all.filter((row) => !isMissing(column, row)) : all;
  if (rows.length === 0) throw noRows(table);
  const parts = splitParts(splitSource(table, spec, fitted.target, rows), spec);
  return yield* assemble(table, { ...fitted, spec }, parts, [], [], []);
}

function* prepareAnew(table: Table, spec: ModelSpec): Steps<Dataset> {
  const plan = planCoding(table, spec);
  // What is known by now of a table of many rows has taken a while.
  yield 0;
  const parts = splitParts(splitSource(table, spec, plan.labelled, plan.rows), spec);
  yield 0;
  return yield* codePlanned(plan, parts);
}

/** What is known of a coding before any row is held out. */
export interface CodingPlan {
  readonly table: Table;
  readonly spec: ModelSpec;
  readonly targets: readonly Column[];
  readonly task: Dataset["task"];
  readonly columns: readonly Column[];
  readonly ignored: Dataset["ignored"];
  /** The rows that can be used, ascending. */
  readonly rows: Int32Array;
  /** The classes; null: regression. */
  readonly labelled: TargetCoding | null;
}

/** @throws {UserError} as `prepareDataset` */
export function planCoding(table: Table, spec: ModelSpec): CodingPlan {
  const targets = targetColumns(table, spec);
  const task = taskOf(spec, targets);
  const { columns, ignored } = featureColumns(table, spec, targets);
  const dropped = columns.filter(({ name }) => choiceFor(spec, name).missing === "drop");
  const others = [splitColumn(table, spec), weightColumn(table, spec, targets)];
  const mustHave = [...dropped, ...targets, ...others.filter((column) => column !== null)];
  const rows = rowsWithAll(table.rows, mustHave);
  if (rows.length === 0) throw noRows(table);
  const labelled = task === "regression" ? null : labelTarget(targets[0] as Column, task, rows);
  return { table, spec, targets, task, columns, ignored, rows, labelled };
}

/** Fits the coding on the training rows, and codes all parts; yields the cells looked at. */
export function* codePlanned(plan: CodingPlan, parts: PartRows): Steps<Dataset> {
  const { table, spec, targets, task, columns, ignored, labelled, rows } = plan;
  if (parts.training.length === 0) {
    throw new UserError("no rows are left to train on", "hold out fewer rows", {
      file: table.name,
    });
  }
  const target = labelled ?? fitRegression(targets, parts.training, spec.standardize);
  const features = yield* fitFeatures(columns, parts.training, spec);
  const preprocessing = { features, target, spec, picture: pictureOf(table, columns) };
  const notes = taskNotes(spec, targets[0] as Column, task);
  const hints = table.picture ? [] : yield* leakHints(columns, targets, task, rows);
  return yield* assemble(table, preprocessing, parts, ignored, notes, hints);
}

function* assemble(
  table: Table,
  preprocessing: Preprocessing,
  parts: PartRows,
  ignored: Dataset["ignored"],
  notes: readonly string[],
  hints: Dataset["hints"],
): Steps<Dataset> {
  const names = inputNames(preprocessing.features);
  const code = (rows: Int32Array) => coding(table, preprocessing, rows, true);
  const used = parts.training.length + parts.validation.length + parts.test.length;
  return {
    preprocessing,
    task: preprocessing.target.task,
    inputs: names.length,
    inputNames: names,
    parts: {
      training: yield* code(parts.training),
      validation: yield* code(parts.validation),
      test: yield* code(parts.test),
    },
    dropped: table.rows - used,
    ignored,
    notes: [...notes, ...hints.map(({ words }) => words)],
    hints,
  };
}

function* withTestTable(dataset: Dataset, testTable: Table): Steps<Dataset> {
  if (dataset.parts.test.rows > 0) {
    throw new UserError(
      "the test part is given twice: by the split column and by a file",
      "choose one of them",
    );
  }
  const file = testTable.name;
  try {
    const test = yield* codingTable(testTable, dataset.preprocessing, true);
    if (test.rows === 0) throw noRows(testTable);
    const dropped = testTable.rows - test.rows;
    const notes = dropped > 0 ? [`${dropped} rows of ${file} are left out for missing values`] : [];
    return {
      ...dataset,
      parts: { ...dataset.parts, test },
      notes: [...dataset.notes, ...notes],
    };
  } catch (error) {
    throw error instanceof UserError ? error.at({ file }) : error;
  }
}

/**
 * What rows are split from, the shares checked.
 * @param target its classes are split alike; null: regression
 */
export function splitSource(
  table: Table,
  spec: ModelSpec,
  target: TargetCoding | null,
  rows: Int32Array,
): SplitSource {
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
  const { test, seed } = spec;
  return { table, rows, classes, column: splitColumn(table, spec), validation, test, seed };
}

/** The parts as the chosen split makes them. */
export function splitParts(source: SplitSource, { split = "stratified" }: ModelSpec): PartRows {
  return findSplit(split).split(source);
}

/** Pixels are a picture only while all of them are inputs, in their order. */
function pictureOf(table: Table, columns: readonly Column[]): Preprocessing["picture"] {
  const { picture } = table;
  const whole = picture !== null && columns.length === picture.width * picture.height;
  return whole && columns.every(({ type }) => type === "number") ? picture : null;
}

function taskNotes(spec: ModelSpec, target: Column, task: Dataset["task"]): string[] {
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
