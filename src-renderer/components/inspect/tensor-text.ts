import { asTexNumber } from "../../drawing/tex-numbers.ts";

/** Numbers [rows, columns], row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/** The shortest decimal that is read back as the same float32, or float64 where it is none. */
export function exactNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.fround(value) !== value) return String(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** One line a row, tabs between the numbers: for spreadsheets. */
export function asTsv({ rows, columns, values }: Matrix): string {
  return lines(rows, columns, (index) => exactNumber(values[index] as number), "\t").join("\n");
}

/** A NumPy array; `axes`: 2 for a matrix, 1 for a vector, 0 for a number. */
export function asNumPy(matrix: Matrix, axes = 2): string {
  const word = (index: number) => {
    const value = matrix.values[index] as number;
    if (Number.isNaN(value)) return "np.nan";
    if (!Number.isFinite(value)) return value > 0 ? "np.inf" : "-np.inf";
    return exactNumber(value);
  };
  const all = lines(matrix.rows, matrix.columns, word, ", ");
  if (axes === 0) return `np.array(${all[0]})`;
  if (axes === 1) return `np.array([${all.join(", ")}])`;
  return `np.array([${all.map((line) => `[${line}]`).join(",\n          ")}])`;
}

/** A matrix in TeX, with the digits that are seen. */
export function asTex(matrix: Matrix, number: (value: number) => string): string {
  const word = (index: number) => asTexNumber(number(matrix.values[index] as number));
  const all = lines(matrix.rows, matrix.columns, word, " & ");
  if (matrix.rows === 1 && matrix.columns === 1) return all[0] as string;
  return `\\begin{bmatrix} ${all.join(" \\\\ ")} \\end{bmatrix}`;
}

function lines(
  rows: number,
  columns: number,
  word: (index: number) => string,
  separator: string,
): string[] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => word(row * columns + column)).join(separator),
  );
}

/** The upper left corner of a larger matrix in TeX, with dots for what is left out. */
export function asExcerpt(
  corner: Matrix,
  whole: { readonly rows: number; readonly columns: number },
  number: (value: number) => string,
): string {
  const tex = asTex(corner, number);
  const right = corner.columns < whole.columns;
  const below = corner.rows < whole.rows;
  if (!right && !below) return tex;
  const body = tex.replace("\\begin{bmatrix} ", "").replace(" \\end{bmatrix}", "");
  const rows = body.split(" \\\\ ").map((row) => (right ? `${row} & \\cdots` : row));
  if (below) {
    const dots = new Array<string>(corner.columns).fill("\\vdots");
    rows.push([...dots, ...(right ? ["\\ddots"] : [])].join(" & "));
  }
  return `\\begin{bmatrix} ${rows.join(" \\\\ ")} \\end{bmatrix}`;
}
