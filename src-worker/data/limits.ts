import { UserError } from "../errors.ts";

/** Bytes of a file that is read as a whole, and of what a packed file unpacks to. */
export const mostBytes = 2 ** 31 - 1;
/** Cells of a table: 1 GiB as float32; 10 million rows of 26 columns. */
export const mostCells = 2 ** 28;
const mostColumns = 100_000;

/**
 * Refuses sizes that a table cannot have, before anything is allocated for them.
 * @throws {UserError}
 */
export function checkSize(rows: number, columns: number, place: UserError["place"]): void {
  if (!(rows >= 1 && columns >= 1)) {
    throw new UserError("the table has no rows or no columns", "choose a file with data", place);
  }
  if (columns > mostColumns) {
    throw new UserError(
      `the table has ${columns} columns, more than ${mostColumns}`,
      "write samples as rows, or leave columns out",
      place,
    );
  }
  if (rows * columns > mostCells) {
    throw new UserError(
      `the table has ${rows} × ${columns} cells, more than ${mostCells}`,
      "split the file, or leave columns out",
      place,
    );
  }
}
