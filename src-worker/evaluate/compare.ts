import { codableRows, codeRows } from "../data/code.ts";
import type { Part } from "../data/dataset.ts";
import type { Table } from "../data/table.ts";
import { UserError } from "../errors.ts";
import type { Model } from "../session/model.ts";
import type { Session } from "../session/session.ts";
import { decide, regressionMetrics } from "../train/metrics.ts";
import { classFigures, confusionOf } from "./confusion.ts";
import type { ComparedModel, Comparison } from "./contract.ts";
import { isClasses, isValues, type Scored, type ScoredValues, score, valuesOf } from "./scored.ts";

/**
 * Measures models on the same rows of the table: those of a part of the first one's split that all
 * of them can be given.
 * @throws {UserError} when a model's columns or classes are not in the table, or tasks differ
 */
export function compare(session: Session, models: readonly number[], part: Part): Comparison {
  const [first, ...others] = models.map((id) => session.models.get(id));
  if (!first) throw new Error("there is a model to compare with");
  const table = tableOf(session, first, part);
  const rows = others.reduce(
    (left, { preprocessing }) => common(left, codableRows(table, preprocessing, true)),
    first.dataset().parts[part].source,
  );
  const scoredOn = (model: Model): Scored => {
    const { preprocessing } = model;
    const data = codeRows(table, preprocessing, rows, true);
    return score(model, data, preprocessing.target, `the ${part} part`);
  };
  const reference = scoredOn(first);
  return {
    rows: reference.data.rows,
    models: [first, ...others].map((model) => figures(model, reference, scoredOn(model))),
  };
}

/** The table that the rows of a part are of. */
function tableOf(session: Session, model: Model, part: Part): Table {
  const { tableId, testTableId } = model.tables();
  const isOther = part === "test" && testTableId != null;
  return session.tables.get(isOther ? testTableId : tableId).table;
}

/** Rows that are in both, each list ascending. */
function common(rows: Int32Array, others: Int32Array): Int32Array {
  let at = 0;
  return rows.filter((row) => {
    while (at < others.length && (others[at] as number) < row) at++;
    return others[at] === row;
  });
}

function figures(model: Model, reference: Scored, own: Scored): ComparedModel {
  const base = { model: model.id, parameters: model.state().parameterCount, loss: own.loss };
  if (isClasses(own) && isClasses(reference)) {
    const { confusion, accuracy } = confusionOf(own);
    const occurring = classFigures(confusion, own.target.labels).filter((it) => it.support > 0);
    const f1 = occurring.reduce((sum, it) => sum + it.f1, 0) / occurring.length;
    const isRight = (scored: typeof own, row: number) =>
      decide(scored.outputs, row, scored.columns) === scored.data.labels[row];
    const counts = count(own.data.rows, (row) => [isRight(reference, row), isRight(own, row)]);
    return { ...base, kind: "classification", accuracy, f1, ...counts };
  }
  if (isValues(own) && isValues(reference)) {
    const { actual, predicted } = valuesOf(own);
    const targets = own.target.columns.length;
    const metrics = regressionMetrics(own.loss, predicted, actual, targets);
    if (metrics.kind !== "regression") throw new Error("numbers are measured as numbers");
    const [theirs, ours] = [distances(reference), distances(own)];
    const counts = count(own.data.rows, (row) => {
      const [their = 0, our = 0] = [theirs[row], ours[row]];
      return [their < our, our < their];
    });
    const { rmse, mae, r2 } = metrics;
    return { ...base, kind: "regression", rmse, mae, r2, ...counts };
  }
  throw new UserError(
    "one model predicts classes and the other numbers",
    "compare models for the same target",
  );
}

/** Sum of squared errors of each row, all targets in their own units. */
function distances(scored: ScoredValues): Float64Array {
  const { actual, predicted } = valuesOf(scored);
  const width = scored.target.columns.length;
  const sums = new Float64Array(scored.data.rows);
  actual.forEach((truth, index) => {
    const row = Math.floor(index / width);
    const error = truth - (predicted[index] as number);
    sums[row] = (sums[row] as number) + error * error;
  });
  return sums;
}

function count(rows: number, won: (row: number) => readonly [first: boolean, own: boolean]) {
  let onlyFirst = 0;
  let onlyThis = 0;
  for (let row = 0; row < rows; row++) {
    const [first, own] = won(row);
    if (first && !own) onlyFirst++;
    if (own && !first) onlyThis++;
  }
  return { onlyFirst, onlyThis };
}
