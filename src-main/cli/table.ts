/** How wide a text stands in a terminal: combining marks take no room, wide scripts two. */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width +=
      /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u.test(
        segment,
      )
        ? 2
        : 1;
  }
  return width;
}

/**
 * Lays rows out in columns, two spaces apart. A column whose cells (but for the first row, when
 * `header`) are all numbers is aligned right.
 */
export function alignTable(rows: readonly (readonly string[])[], header = true): string {
  const body = header ? rows.slice(1) : rows;
  const count = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, column) => ({
    width: Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ""))),
    right:
      body.length > 0 &&
      body.every((row) => /^[-+−]?[\d.]*(e[-+]?\d+)?\s?%?$|^NaN$|^–$/i.test(row[column] ?? "")),
  }));
  return rows
    .map((row) => {
      const cells = columns.map(({ width, right }, column) => {
        const cell = printable(row[column] ?? "");
        const space = " ".repeat(Math.max(0, width - widthOf(cell)));
        return right ? space + cell : cell + space;
      });
      return `${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}

/** A text from a file without the characters that would steer the terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd");
}

/** A number for a person: about `digits` significant digits, whole numbers whole. */
export function shortNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 10 ** (digits + 2)) {
    return String(Number(value.toPrecision(digits)));
  }
  return value.toExponential(Math.max(0, digits - 2)).replace(/\.?0*e/, "e");
}

/** A share as a percentage with one digit after the point. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
