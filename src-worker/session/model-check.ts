import type { CheckRequest } from "../api.ts";
import { codeTable } from "../data/code.ts";
import type { Table } from "../data/table.ts";
import { UserError } from "../errors.ts";
import { type GradientCheck, gradientCheck } from "../inspect/check.ts";
import type { Model } from "./model.ts";

/** Rows that a gradient check is made on: each parameter costs two passes over them. */
const CHECKED_ROWS = 64;

/**
 * Backpropagation against central differences on the first rows of a table.
 * @throws {UserError} when none of its rows is complete
 */
export function checkModel(
  model: Model,
  table: Table,
  { sample, seed }: CheckRequest,
): GradientCheck {
  const { network, preprocessing } = model;
  const { loss, reduction } = model.state().training;
  const part = codeTable(table, preprocessing, true);
  const rows = Math.min(part.rows, CHECKED_ROWS);
  if (rows === 0) throw new UserError("there are no complete rows to check on");
  const outputs = network.layers.at(-1)?.units ?? 0;
  const target =
    loss === "cce" ? part.labels.subarray(0, rows) : part.y.subarray(0, rows * outputs);
  const x = part.x.subarray(0, rows * network.inputs);
  const weights = part.weights && { weights: part.weights.subarray(0, rows) };
  const data = { rows, x, target, ...weights };
  const options = sample === null ? { seed } : { sample, seed };
  return gradientCheck(network, model.parameters(), data, loss, reduction, options);
}
