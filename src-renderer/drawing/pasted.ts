/** Whether a text is a table: two lines, or two fields of one. */
export function isTable(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  return lines.length > 1 || (lines[0] ?? "").includes("\t");
}

/** Rows of cells as text: fields between tabs, in quotes where they must be. */
export function asTabbed(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(cell).join("\t")}\n`).join("");
}
