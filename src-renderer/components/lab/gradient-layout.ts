import { t } from "../../../src-words/words.svelte.ts";

/** How a tensor is laid out as a table, and what its rows and columns are called. */
export interface TableLayout {
  readonly rows: number;
  readonly columns: number;
  /** TeX. */
  readonly rowTex: (row: number) => string;
  readonly columnTex: (column: number) => string;
  /** In plain letters, for a screen reader and narrow heads: "W 1,2". */
  readonly rowName: (row: number) => string;
  readonly columnName: (column: number) => string;
}

interface Side {
  readonly shape: readonly number[];
  /** Its symbol in TeX, and in plain letters. */
  readonly tex: string;
  readonly name: string;
}

const count = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/**
 * ∂Y/∂X of shape (M…, N…) as a Jacobian: a row for each element of Y, a column for each of X. The
 * derivative of a number has X's own shape, as the notes agree for scalar-valued functions.
 */
export function gradientLayout(of: Side, by: Side): TableLayout {
  if (count(of.shape) === 1 && by.shape.length === 2) {
    const [rows = 1, columns = 1] = by.shape;
    return {
      rows,
      columns,
      rowTex: (row) => `{${by.tex}}_{${row + 1}\\cdot}`,
      columnTex: (column) => `{${by.tex}}_{\\cdot ${column + 1}}`,
      rowName: (row) => t("row {row}", { row: row + 1 }),
      columnName: (column) => t("column {column}", { column: column + 1 }),
    };
  }
  if (count(of.shape) === 1 && by.shape.length === 1) {
    return {
      rows: count(by.shape),
      columns: 1,
      rowTex: (row) => elementTex(by, row),
      columnTex: () => of.tex,
      rowName: (row) => elementName(by, row),
      columnName: () => of.name,
    };
  }
  return {
    rows: count(of.shape),
    columns: count(by.shape),
    rowTex: (row) => elementTex(of, row),
    columnTex: (column) => elementTex(by, column),
    rowName: (row) => elementName(of, row),
    columnName: (column) => elementName(by, column),
  };
}

/** The multi-index of a row-major place, counted from 1 as in the notes. */
export function multiIndex(shape: readonly number[], place: number): readonly number[] {
  let rest = place;
  return shape
    .toReversed()
    .map((length) => {
      const index = rest % length;
      rest = (rest - index) / length;
      return index + 1;
    })
    .toReversed();
}

function elementTex({ shape, tex }: Side, place: number): string {
  if (shape.length === 0) return tex;
  return `{${tex}}_{${multiIndex(shape, place).join(shape.some((length) => length > 9) ? "," : "")}}`;
}

/** "W 1,2" */
export function elementName({ shape, name }: Omit<Side, "tex">, place: number): string {
  return shape.length === 0 ? name : `${name} ${multiIndex(shape, place).join(",")}`;
}

/** Entries of a table as a matrix in TeX. */
export function entriesTex(entries: readonly string[], columns: number): string {
  if (entries.length === 1) return entries[0] as string;
  const rows = Array.from({ length: entries.length / columns }, (_, row) =>
    entries.slice(row * columns, (row + 1) * columns).join(" & "),
  );
  return `\\begin{bmatrix} ${rows.join(" \\\\ ")} \\end{bmatrix}`;
}
