import { stat } from "node:fs/promises";
import type {
  DataSource,
  Engine,
  FileSource,
  ModelState,
  OnProgress,
  ReadingOptions,
  TableSummary,
} from "../../src-worker/api.ts";
import { UserError } from "../../src-worker/errors.ts";
import type { Surroundings } from "./command.ts";
import { concerning, UsageError } from "./failure.ts";
import { openingLine } from "./opening.ts";
import { type DataValues, dataOptions } from "./options.ts";

const SAMPLE = "sample:";

/** How a table is read; `strict`: whether a text in a numeric column is an error. */
type TableValues = DataValues & { readonly strict: boolean };

/** Whether DATA on the command line means `sample:NAME`, not the path of a file. */
export function isSample(argument: string): boolean {
  return argument.startsWith(SAMPLE);
}

/** The files that DATA on the command line means. */
export function dataFiles(argument: string, { labels }: DataValues = {}): string[] {
  return [...(isSample(argument) ? [] : [argument]), ...(labels === undefined ? [] : [labels])];
}

function dataSource(argument: string, values: TableValues): DataSource {
  const given = (Object.keys(dataOptions) as (keyof DataValues)[]).filter(
    (key) => values[key] !== undefined,
  );
  if (isSample(argument)) {
    const [key] = given;
    if (key) throw new UsageError(`${dataOptions[key].flag} is for files, not for a sample`);
    return { kind: "sample", name: argument.slice(SAMPLE.length) };
  }
  const { labels, strict } = values;
  return {
    kind: "file",
    token: argument,
    name: argument,
    reading: { ...readingOptions(values), strict },
    ...(labels === undefined ? {} : { labels: { token: labels, name: labels } }),
  };
}

function readingOptions({
  delimiter,
  decimal,
  encoding,
  header,
  quote,
  comment,
  pictures,
  types,
}: DataValues): ReadingOptions {
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(header === undefined ? {} : { header: header === "yes" }),
    ...(quote === undefined ? {} : { quote }),
    ...(comment === undefined ? {} : { comment }),
    ...(pictures === undefined ? {} : { pictures }),
    ...(types === undefined ? {} : { types }),
  };
}

/**
 * Opens DATA, with progress on a terminal.
 * @throws UsageError for a sample that does not exist, UserError for a file that cannot be read
 */
export async function openData(
  engine: Engine,
  surroundings: Surroundings,
  argument: string,
  values: TableValues,
): Promise<TableSummary> {
  const source = dataSource(argument, values);
  if (source.kind === "sample") {
    const { samples } = await engine.catalogue();
    if (!samples.some(({ name }) => name === source.name)) {
      const valid = samples.map(({ name }) => SAMPLE + name).join(", ");
      throw new UsageError(`"${argument}" is no sample; valid: ${valid}`);
    }
  } else if (source.kind === "file" && source.labels) {
    await refuseFolder(source.labels.token);
  }
  const line = openingLine(surroundings);
  try {
    return await concerning(argument, engine.openTable(source, "open", line.show));
  } finally {
    line.clear();
  }
}

/**
 * Opens DATA for a model: its columns are read as those that the model was made from, where
 * `--types` does not say otherwise. A guess from other rows may differ.
 * @throws as `openData`
 */
export async function openDataFor(
  model: Pick<ModelState, "columnTypes">,
  engine: Engine,
  surroundings: Surroundings,
  argument: string,
  values: DataValues,
): Promise<TableSummary> {
  const open = (how: TableValues) => openData(engine, surroundings, argument, how);
  if (isSample(argument)) return open({ ...values, strict: true });
  // Which of the model's columns there are shows only in the table: a target may be absent.
  const guessed = await open({ ...values, strict: false });
  const names = new Set(guessed.columns.map(({ name }) => name));
  const known = Object.entries(model.columnTypes).filter(([name]) => names.has(name));
  const types = new Map([...known, ...Object.entries(values.types ?? {})]);
  const fits = guessed.columns.every(
    ({ name, type, badCellCount }) => badCellCount === 0 && (types.get(name) ?? type) === type,
  );
  if (fits) return guessed;
  await engine.closeTable(guessed.id);
  return open({ ...values, types: Object.fromEntries(types), strict: true });
}

/** Opens a model file, with progress on a terminal. @throws UserError when it cannot be read */
export function openModel(engine: Engine, surroundings: Surroundings, path: string) {
  return openFile(surroundings, path, (source, show) => engine.openModel(source, "open", show));
}

/** Reads a file by a call of the engine, with progress on a terminal. */
export async function openFile<T>(
  surroundings: Surroundings,
  path: string,
  open: (source: FileSource, show: OnProgress) => Promise<T>,
): Promise<T> {
  await refuseFolder(path);
  const line = openingLine(surroundings);
  try {
    return await concerning(path, open({ kind: "file", token: path, name: path }, line.show));
  } finally {
    line.clear();
  }
}

/** A folder can be opened like a file and fails only when it is read, in the system's own words. */
async function refuseFolder(path: string): Promise<void> {
  if ((await stat(path).catch(() => null))?.isDirectory()) {
    throw new UserError("is a folder", "give the name of a file", { file: path });
  }
}
