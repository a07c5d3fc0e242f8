import { asTabbed, isTable } from "../drawing/pasted.ts";

/**
 * The table that was copied: as text, or as the first HTML table where the text is none.
 * @returns text of fields and lines; null: no table was copied
 */
export function pastedTable(text: string, html: string): string | null {
  if (isTable(text)) return text;
  // A document of its own: its scripts do not run, its pictures are not fetched.
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  const rows = [...table.rows].map((row) =>
    [...row.cells].map((cell) => (cell.textContent ?? "").trim()),
  );
  return rows.length > 0 ? asTabbed(rows) : null;
}
