import type {
  Catalogue,
  ColumnChoice,
  DatasetSpec,
  DatePart,
  PreprocessingCatalogue,
  PreprocessingEntry,
  SplitName,
} from "../../src-worker/api.ts";
import { UsageError } from "./failure.ts";
import { nameList } from "./numbers.ts";
import { option, type ValueOption, type Values, word } from "./option.ts";

/** How a table is coded and split, beside the options that `train` has had before. */
export const preprocessingOptions = {
  missing: option(
    "--missing",
    "M,COL=M,…",
    "missing values: drop, mean, median, mode, or COL=value:X for a value of your own",
    word,
  ),
  scale: option(
    "--scale",
    "S,COL=S,…",
    "numbers: none, standard, minmax, robust, log (default: standard)",
    word,
  ),
  encode: option("--encode", "E,COL=E,…", "categories: one-hot (default) or ordinal", word),
  parts: option(
    "--parts",
    "COL=p+p,…",
    "parts of a date: time, year, month, day, weekday, dayOfYear, hour, minute, second",
    word,
  ),
  weight: option("--weight", "COL", "numeric column that multiplies each row's loss", word),
  ignore: option("--ignore", "a,b", "columns that are not used", nameList),
  split: option(
    "--split",
    "S[:COL]",
    "stratified (default), random, column:COL, group:COL, order, order:COL",
    word,
  ),
  testFile: option("--test-file", "FILE", "a table whose rows are the test part", word),
} as const satisfies Record<string, ValueOption<unknown>>;

export type PreprocessingValues = Values<typeof preprocessingOptions>;

type Choices = Pick<
  DatasetSpec,
  "missing" | "scaling" | "encoding" | "columns" | "split" | "splitColumn"
>;

/**
 * What the options ask for; what they leave open is left out, but for `missing`.
 * @throws UsageError for a word that is in no catalogue
 */
export function planChoices(values: PreprocessingValues, catalogue: Catalogue): Choices {
  const { scalers, encoders, fillers, defaults } = catalogue.preprocessing;
  const missing = perColumn("--missing", values.missing, fillers);
  const scale = perColumn("--scale", values.scale, scalers);
  const encode = perColumn("--encode", values.encode, encoders);
  if (missing.all === "value") {
    throw new UsageError("--missing: a value of your own is for one column: COL=value:X");
  }
  const columns: Record<string, ColumnChoice> = {};
  const add = (column: string, choice: ColumnChoice) => {
    columns[column] = { ...columns[column], ...choice };
  };
  for (const [column, { name, rest }] of missing.columns) {
    add(column, name === "value" ? { missing: name, value: rest ?? "" } : { missing: name });
  }
  for (const [column, { name }] of scale.columns) add(column, { scaling: name });
  for (const [column, { name }] of encode.columns) add(column, { encoding: name });
  for (const [column, parts] of planParts(values.parts, catalogue)) add(column, { parts });
  return {
    missing: missing.all ?? defaults.missing,
    ...(scale.all === null ? {} : { scaling: scale.all }),
    ...(encode.all === null ? {} : { encoding: encode.all }),
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
    ...(values.split === undefined ? {} : planSplit(values.split, catalogue.preprocessing)),
  };
}

/** The columns that have a choice of their own, for whoever knows the table. */
export function chosenColumns({ columns, splitColumn }: Choices): [option: string, name: string][] {
  const own = Object.entries(columns ?? {}).map(([name, choice]): [string, string] => {
    const flags = { missing: "--missing", scaling: "--scale", encoding: "--encode" } as const;
    const key = (["missing", "scaling", "encoding"] as const).find((it) => it in choice);
    return [key ? flags[key] : "--parts", name];
  });
  return [...own, ...(splitColumn == null ? [] : [["--split", splitColumn] as [string, string]])];
}

interface PerColumn<Name extends string> {
  readonly all: Name | null;
  /** `rest` is what follows a colon. */
  readonly columns: readonly [string, { readonly name: Name; readonly rest: string | null }][];
}

/** `name,COL=name,COL=name:rest`: a name for all, others for some. */
function perColumn<Name extends string>(
  flag: string,
  text: string | undefined,
  entries: readonly PreprocessingEntry<Name>[],
): PerColumn<Name> {
  let all: Name | null = null;
  const columns: [string, { name: Name; rest: string | null }][] = [];
  for (const item of text === undefined ? [] : text.split(",")) {
    const [, column, choice = ""] = /^\s*(?:(.+?)\s*=\s*)?([^=]*)$/.exec(item) ?? [];
    const colon = choice.indexOf(":");
    const name = known(flag, (colon < 0 ? choice : choice.slice(0, colon)).trim(), entries);
    const rest = colon < 0 ? null : choice.slice(colon + 1);
    if (rest !== null && name !== "value") {
      throw new UsageError(`${flag} "${item}": "${name}" takes nothing after it`);
    }
    if (column !== undefined) columns.push([column, { name, rest }]);
    else if (all === null) all = name;
    else throw new UsageError(`${flag} "${text}" has two choices for all columns`);
  }
  return { all, columns };
}

function known<Name extends string>(
  flag: string,
  name: string,
  entries: readonly PreprocessingEntry<Name>[],
): Name {
  const found = entries.find((entry) => entry.name === name);
  if (found) return found.name;
  const valid = entries.map((entry) => entry.name).join(", ");
  throw new UsageError(`${flag} "${name}" is not known; valid: ${valid}`);
}

function planParts(text: string | undefined, catalogue: Catalogue): [string, DatePart[]][] {
  const { dateParts } = catalogue.preprocessing;
  return (text === undefined ? [] : text.split(",")).map((item) => {
    const [, column, parts = ""] = /^\s*(.+?)\s*=\s*(.*)$/.exec(item) ?? [];
    if (column === undefined) {
      throw new UsageError(
        `--parts "${item}" is not a column and its parts, such as day=year+month`,
      );
    }
    return [column, parts.split("+").map((part) => known("--parts", part.trim(), dateParts))];
  });
}

function planSplit(
  text: string,
  { splits }: PreprocessingCatalogue,
): { split: SplitName; splitColumn?: string } {
  const colon = text.indexOf(":");
  const split = known("--split", colon < 0 ? text : text.slice(0, colon), splits);
  const use = splits.find(({ name }) => name === split)?.column;
  const column = colon < 0 ? null : text.slice(colon + 1);
  if (column === null && use === "needed") {
    throw new UsageError(`--split "${split}" goes by a column: ${split}:COL`);
  }
  if (column !== null && use === "none") {
    throw new UsageError(`--split "${split}" goes by no column`);
  }
  return column === null ? { split } : { split, splitColumn: column };
}
