import type { Metrics, PredictionPage } from "../api.ts";
import { codableRows, codeTable, unseenNotes } from "../data/code.ts";
import type { Part, PartData } from "../data/dataset.ts";
import type { Table } from "../data/table.ts";
import { UserError } from "../errors.ts";
import type { Model } from "./model.ts";
import { measure, partPage, tablePage } from "./prediction.ts";

/** Rows of a table without missing features, and remarks on them. */
interface Codable {
  readonly rows: Int32Array;
  readonly notes: readonly string[];
}

/** Found once for all pages. */
const codable = new WeakMap<Model, WeakMap<Table, Codable>>();

/** How good a model is on a part of its data. @throws {UserError} when the part has no rows */
export function evaluatePart(model: Model, part: Part): Metrics {
  return measured(model, model.dataset().parts[part], part);
}

/** How good a model is on another table with the same columns. @throws as `evaluatePart` */
export function evaluateTable(model: Model, table: Table): Metrics {
  const { preprocessing } = model;
  const part = codeTable(table, preprocessing, true);
  const notes = unseenNotes(table, preprocessing, part.source);
  return { ...measured(model, part, table.name), notes };
}

/** Predictions for a page of a part of a model's data. */
export function predictPart(
  model: Model,
  part: Part,
  start: number,
  count: number,
): PredictionPage {
  const data = model.dataset().parts[part];
  return partPage(model.predictor(), model.preprocessing, data, start, count);
}

/** Predictions for a page of another table with the same features. */
export function predictTable(
  model: Model,
  table: Table,
  start: number,
  count: number,
): PredictionPage {
  const { rows, notes } = codableOf(model, table);
  const page = tablePage(model.predictor(), model.preprocessing, table, rows, start, count);
  return { ...page, notes };
}

function codableOf(model: Model, table: Table): Codable {
  const { preprocessing } = model;
  const tables = codable.get(model) ?? new WeakMap<Table, Codable>();
  codable.set(model, tables);
  const known = tables.get(table);
  if (known) return known;
  const rows = codableRows(table, preprocessing, false);
  const found = { rows, notes: unseenNotes(table, preprocessing, rows) };
  tables.set(table, found);
  return found;
}

function measured(model: Model, part: PartData, where: string): Metrics {
  if (part.rows === 0) {
    throw new UserError(`there are no rows to measure on in ${where}`, "hold some rows out");
  }
  return measure(model.predictor(), model.preprocessing, part, model.loss);
}
