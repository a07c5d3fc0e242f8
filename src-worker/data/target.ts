import { UserError } from "../errors.ts";
import type { Task } from "./dataset.ts";
import { distinctCount } from "./statistics.ts";
import type { Column, Table } from "./table.ts";

// Names that say what they are, the plainest first.
const targetNames = ["target", "label", "class", "y", "species"];

/** Beyond so many different whole numbers a target is taken as an amount, not as classes. */
const mostWholeClasses = 20;
/** Whole numbers are classes only when each has, on average, at least so many rows. */
const rowsPerWholeClass = 5;

/** A column by its name. @throws {UserError} naming the columns there are */
export function findColumn(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const shown = table.columns.slice(0, 10).map((candidate) => `“${candidate.name.slice(0, 40)}”`);
  const more = table.columns.length > shown.length ? ", …" : "";
  throw new UserError(
    `there is no column “${name.slice(0, 60)}”`,
    `the columns are ${shown.join(", ")}${more}`,
    { file: table.name, name },
  );
}

/** What one would most likely predict: a column that is named so, else the last. */
export function proposeTarget(table: Table): { target: string; task: Task } {
  const named = targetNames
    .map((name) => table.columns.find((column) => column.name.trim().toLowerCase() === name))
    .find((column) => column !== undefined);
  const own = table.columns.find((column) => column.name === table.target);
  const column = own ?? named ?? table.columns.at(-1);
  if (!column) throw new UserError("the table has no columns", "", { file: table.name });
  return { target: column.name, task: inferTask(column) };
}

/**
 * The task that a single target column suggests: text or two values → classes; dates → regression, which refuses them in words; few whole numbers
 * with several rows each → classes; other numbers → regression.
 */
export function inferTask(column: Column): Task {
  if (column.type === "category") return column.labels.length > 2 ? "multiclass" : "binary";
  if (column.type === "date") return "regression";
  const distinct = distinctCount(column, mostWholeClasses);
  if (distinct <= 2) return "binary";
  const classes =
    distinct <= mostWholeClasses &&
    column.values.length >= rowsPerWholeClass * distinct &&
    column.values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  return classes ? "multiclass" : "regression";
}
