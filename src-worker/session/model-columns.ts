import type { Preprocessing } from "../data/dataset.ts";
import type { ColumnType } from "../data/table.ts";

/** The columns that a model predicts. */
export function targetNames({ target }: Preprocessing): string[] {
  return target.task === "regression"
    ? target.columns.map(({ column }) => column)
    : [target.column];
}

/** How the columns must be read to fit the coding. */
export function columnTypes({ features, target }: Preprocessing): Record<string, ColumnType> {
  const types: Record<string, ColumnType> = {};
  for (const { column, type } of features) types[column] = type === "ordinal" ? "category" : type;
  if (target.task === "regression") {
    for (const { column } of target.columns) types[column] = "number";
  } else if (!target.numeric) {
    types[target.column] = "category";
  }
  return types;
}
