import { UserError } from "../errors.ts";
import { checkSize } from "./limits.ts";
import { asCategory } from "./retype.ts";
import type { Table } from "./table.ts";

/** Name of the column that labels of a second file become. */
const labelColumn = "label";

/**
 * A table and the labels of its rows from a second file, as its column "label" and its target.
 * @throws {UserError} when the second table is not one column of as many rows
 */
export function withLabels(table: Table, labels: Table): Table {
  const [column, ...more] = labels.columns;
  if (!column || more.length > 0) {
    throw new UserError(
      `the file has ${labels.columns.length} columns, where labels are one`,
      "choose a file of labels",
      { file: labels.name },
    );
  }
  if (labels.rows !== table.rows) {
    throw new UserError(
      `the file has ${labels.rows} labels for the ${table.rows} rows of ${table.name}`,
      "choose the labels that belong to it",
      { file: labels.name },
    );
  }
  if (table.columns.some(({ name }) => name === labelColumn)) {
    throw new UserError(
      `the table has a column “${labelColumn}” already`,
      "rename it, or leave out the second file",
      { file: table.name },
    );
  }
  checkSize(table.rows, table.columns.length + 1, { file: table.name });
  return {
    ...table,
    columns: [...table.columns, { ...asCategory(column), name: labelColumn }],
    target: labelColumn,
    bytes: table.bytes + labels.bytes,
  };
}
