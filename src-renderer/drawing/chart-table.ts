/** What a chart shows, as a table: the same numbers, in full. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** RFC 4180: comma, CRLF, quotes where they are needed; numbers with all their digits. */
export const toCsv = (table: ChartTable): string => lines(table, ",", "\r\n");

/** For pasting into a spreadsheet. */
export const toTsv = (table: ChartTable): string => lines(table, "\t", "\n");

/** The columns that hold numbers alone, row-major; what is missing is NaN. */
export function numbersOf({ columns, rows }: ChartTable): {
  readonly shape: readonly [rows: number, columns: number];
  readonly values: Float64Array;
} {
  const numeric = columns
    .map((_, column) => column)
    .filter((column) => rows.every((row) => typeof row[column] !== "string"));
  const cells = rows.flatMap((row) => numeric.map((column) => Number(row[column] ?? Number.NaN)));
  return { shape: [rows.length, numeric.length], values: Float64Array.from(cells) };
}

function lines({ columns, rows }: ChartTable, delimiter: string, end: string): string {
  const line = (cells: readonly (number | string | null)[]) =>
    cells.map((cell) => cellText(cell, delimiter)).join(delimiter) + end;
  return [columns, ...rows].map(line).join("");
}

function cellText(cell: number | string | null, delimiter: string): string {
  if (cell === null || (typeof cell === "number" && Number.isNaN(cell))) return "";
  const text = String(cell);
  return text.includes(delimiter) || /["\r\n]/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
