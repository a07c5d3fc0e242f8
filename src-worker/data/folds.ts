import { UserError } from "../errors.ts";
import type { Steps } from "../steps.ts";
import type { Dataset, DatasetSpec } from "./dataset.ts";
import { codePlanned, keptSpec, planCoding, splitParts, splitSource } from "./prepare.ts";
import { defaultValidation } from "./split.ts";
import { findSplit } from "./splits.ts";
import type { Table } from "./table.ts";

/**
 * The data sets of a cross-validation, one a fold, each made in pieces: the fold is the test part, and coding and
 * scaling are fitted on the others. Rows that the specification holds out for testing are in none.
 *
 * @param watched whether training watches a validation part, which then is taken from the rows
 *   trained on, not from the fold
 * @throws {UserError} when there cannot be so many folds, and as `prepareDataset`
 */
export function* foldDatasets(
  table: Table,
  spec: Omit<DatasetSpec, "table">,
  folds: number,
  watched: boolean,
): Generator<Steps<Dataset>> {
  const kept = keptSpec(spec, spec.testTable != null);
  const plan = planCoding(table, kept);
  const { split = "stratified" } = kept;
  const { training, validation } = splitParts(
    splitSource(table, kept, plan.labelled, plan.rows),
    kept,
  );
  const pool = merged(training, validation);
  if (!(Number.isSafeInteger(folds) && folds >= 2 && folds <= pool.length)) {
    throw new UserError(
      `${folds} folds cannot be made of ${pool.length} rows`,
      `choose a whole number from 2 to ${pool.length}`,
    );
  }
  const source = splitSource(table, kept, plan.labelled, pool);
  for (const fold of findSplit(split).folds(source, folds)) {
    if (!watched) {
      const parts = { training: fold.training, validation: new Int32Array(0), test: fold.held };
      yield codePlanned(plan, parts);
      continue;
    }
    const inner = { ...kept, validation: kept.validation ?? defaultValidation, test: 0 };
    // A column that names the parts has nothing to say within them.
    const how = split === "column" ? { ...inner, split: "stratified" as const } : inner;
    const rest = splitSource(table, how, plan.labelled, fold.training);
    const parts = { ...splitParts(rest, how), test: fold.held };
    yield codePlanned(plan, parts);
  }
}

/** Two ascending lists of rows as one. */
function merged(one: Int32Array, other: Int32Array): Int32Array {
  const all = new Int32Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all.sort();
}
