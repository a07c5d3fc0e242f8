import type { ColumnSummary, TableSummary } from "../../../src-worker/api.ts";
import type { Command } from "../command.ts";
import { openData } from "../data.ts";
import { type DataValues, dataOptions, declareJson, declareOptions } from "../options.ts";
import { alignTable, counted, printable, shortNumber } from "../table.ts";

/** Tells what is in a table, and which of its cells cannot be read. */
export const describe: Command = {
  name: "describe",
  about: "show what is in DATA: columns, types, statistics, cells that cannot be read",
  declare(words) {
    words.argument("<DATA>", "a table in a file, or sample:NAME");
    declareOptions(words, dataOptions);
    declareJson(words, "print the whole as one JSON object");
  },
  async run(surroundings, [data = ""], options) {
    const { json, ...values } = options as DataValues & { json?: boolean };
    const engine = surroundings.openEngine();
    const table = await openData(engine, surroundings, data, { ...values, strict: false });
    surroundings.stdout.write(json ? asJson(table) : inWords(table));
  },
};

/** A cell that is no number in a column of numbers. */
interface CellError {
  readonly line: number;
  readonly column: string;
  readonly text: string;
}

function cellErrors(columns: readonly ColumnSummary[]): CellError[] {
  return columns
    .flatMap(({ name, badCells }) =>
      badCells.map(({ line, text }) => ({ line, column: name, text })),
    )
    .sort((a, b) => a.line - b.line);
}

function asJson({ id: _, ...table }: TableSummary): string {
  return `${JSON.stringify({ ...table, errors: cellErrors(table.columns) })}\n`;
}

function inWords(table: TableSummary): string {
  const { columns, proposal, notes } = table;
  const errors = cellErrors(columns);
  const total = columns.reduce((sum, { badCellCount }) => sum + badCellCount, 0);
  const head = [
    `${printable(table.name)}: ${counted(table.rows, "row")}, ${counted(columns.length, "column")}`,
    `proposed target: ${printable(proposal.target)} (${proposal.task})`,
    ...readingWords(table),
    ...notes,
  ];
  const parts = [`${head.join("\n")}\n`, columnTable(columns)];
  if (errors.length > 0) {
    const shown = errors.length < total ? `, of which ${errors.length} are shown` : "";
    const lines = errors.map(
      ({ line, column, text }) =>
        `  ${printable(table.name)}:${line}: ${printable(column)}: "${printable(text)}" is not a number`,
    );
    parts.push(`${counted(total, "error")}${shown}:\n${lines.join("\n")}\n`);
  }
  return parts.join("\n");
}

function readingWords({ reading }: TableSummary): string[] {
  if (!reading) return [];
  const { delimiter, decimal, encoding, header } = reading;
  const separated = delimiter === "\t" ? "tab" : `"${delimiter}"`;
  const line = header ? "first line has the names" : "no line of names";
  return [`read as ${encoding}, separated by ${separated}, decimal "${decimal}", ${line}`];
}

function columnTable(columns: readonly ColumnSummary[]): string {
  return alignTable([
    ["column", "type", "missing", "minimum", "maximum", "mean", "deviation", "values"],
    ...columns.map((column) => [
      column.name,
      column.type,
      String(column.missing),
      ...figuresOf(column),
      categoryWords(column),
    ]),
  ]);
}

function figuresOf(column: ColumnSummary): string[] {
  const { type, minimum, maximum, mean, standardDeviation } = column;
  if (type === "number") {
    return [minimum, maximum, mean, standardDeviation].map((value) => shortNumber(value));
  }
  if (type === "category") return ["–", "–", "–", "–"];
  const day = (value: number) =>
    Number.isNaN(value) ? "–" : new Date(value).toISOString().slice(0, 10);
  return [
    day(minimum),
    day(maximum),
    day(mean),
    `${shortNumber(standardDeviation / 86_400_000)} d`,
  ];
}

const SHOWN_CATEGORIES = 5;

function categoryWords({ categories, categoryCount }: ColumnSummary): string {
  const shown = categories
    .slice(0, SHOWN_CATEGORIES)
    .map(({ label, count }) => `${label} (${count})`)
    .join(", ");
  return categoryCount > SHOWN_CATEGORIES ? `${shown}, … ${categoryCount} in all` : shown;
}
