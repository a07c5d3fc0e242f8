/** What the cells of a column are read as. */
export type ColumnType = "number" | "category" | "date";

/** How a text table is written. Whatever is left out is guessed, and told in the summary. */
export interface ReadingOptions {
  readonly delimiter?: "," | ";" | "\t" | "|";
  readonly decimal?: "." | ",";
  readonly encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly header?: boolean;
  /** Encloses fields that hold a delimiter or a line end. */
  readonly quote?: '"' | "'";
  /** Lines that begin so are passed over; "": there are none. */
  readonly comment?: "" | "#" | "%" | "//";
  /** Of a folder of pictures: what each becomes. */
  readonly pictures?: PictureOptions;
  /** Types by column name; the others are inferred. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** Command line: a text in a numeric column is an error with its line (default false). */
  readonly strict?: boolean;
}

/** The size that pictures are brought to, by averaging over areas, and whether in colour. */
export interface PictureOptions {
  /** Pixels, from 1 to 256. */
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, as three inputs a pixel; else grey. */
  readonly colour: boolean;
}

/**
 * Where a table comes from. A file is named by a token that only the host can open: an address
 * below `/file/` in the window, a path on the command line.
 */
export type DataSource =
  | {
      readonly kind: "file";
      readonly token: string;
      readonly name: string;
      readonly reading?: ReadingOptions;
      /** Second file with the labels of the rows: they become the column "label". */
      readonly labels?: { readonly token: string; readonly name: string };
    }
  /** Text that was pasted. */
  | {
      readonly kind: "text";
      readonly name: string;
      readonly text: string;
      readonly reading?: ReadingOptions;
    }
  | { readonly kind: "sample"; readonly name: string; readonly seed?: number };

/** A source that is read as bytes. */
export type ReadableSource = DataSource & { readonly kind: "file" | "text" };

/** The first rows of a text table, as they would be read. */
export interface TextPreview {
  /** How it would be read: as asked for, and as guessed. */
  readonly reading: NonNullable<TableSummary["reading"]>;
  /** The header's names; null: there is none. */
  readonly names: readonly string[] | null;
  /** At most 30 rows of at most 60 cells, as they are written. */
  readonly rows: readonly (readonly string[])[];
  readonly columns: number;
  /** What would stop the reading within these rows, in words. */
  readonly problem: string | null;
}

/** A column as the window shows it. */
export interface ColumnSummary {
  readonly name: string;
  readonly type: ColumnType;
  readonly missing: number;
  /** Numbers, and dates in milliseconds since 1970 UTC; NaN for an empty column. Population
   *  standard deviation. */
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  readonly standardDeviation: number;
  /** Half of the values are at most this; NaN for categories. */
  readonly median: number;
  /** How often which values occur, for a small chart. Numbers and dates: at most 20 equal
   *  intervals; categories: the most frequent, and the others together. */
  readonly histogram: readonly Bar[];
  /** Categories in order of their labels (numbers by value), with their counts; at most the first
   *  1000. Empty for numbers. */
  readonly categories: readonly { readonly label: string; readonly count: number }[];
  /** How many different categories there are. */
  readonly categoryCount: number;
  /** Whether all its numbers are whole. */
  readonly whole: boolean;
  /** Up to 20 cells that are no numbers in a numeric column; they count as missing. */
  readonly badCells: readonly { readonly line: number; readonly text: string }[];
  readonly badCellCount: number;
}

/** One bar of a histogram. */
export interface Bar {
  /** A category, or "" for an interval. */
  readonly label: string;
  /** Bounds of an interval: from ≤ value < to, and of the last ≤; NaN for a category. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A remark on one column, in words. */
export interface ColumnHint {
  readonly column: string;
  /** "duplicate": equal to an earlier column; "leak": it says the target all by itself;
   *  "numbering": row numbers, which are best ignored. */
  readonly kind: "empty" | "constant" | "duplicate" | "numbering" | "leak" | "cells" | "unseen";
  readonly words: string;
}

/** A table as the window shows it; its rows are asked for in pages. */
export interface TableSummary {
  readonly id: number;
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnSummary[];
  /** How the text was read; null for whatever is no text. */
  readonly reading: Required<Omit<ReadingOptions, "types" | "strict" | "pictures">> | null;
  /** How a folder of pictures was read. */
  readonly pictures?: PictureOptions;
  /** What one would most likely predict. */
  readonly proposal: {
    readonly target: string;
    readonly task: "binary" | "multiclass" | "regression";
  };
  /** When the features are the pixels of a picture, row by row. */
  readonly picture: { readonly width: number; readonly height: number } | null;
  /** Remarks for the user: rows skipped, constant columns, and the like. */
  readonly notes: readonly string[];
  /** The remarks that are about one column. */
  readonly hints: readonly ColumnHint[];
  /** Bytes read from the file; 0 for samples. */
  readonly bytes: number;
}

/** Some rows as they are: numbers, category labels, dates as text (ISO 8601), null for missing. */
export interface RowPage {
  readonly start: number;
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** A column in the worker. */
export type Column =
  | {
      readonly name: string;
      readonly type: "number";
      /** NaN is missing. Float64 when float32 would round a whole number. */
      readonly values: Float32Array | Float64Array;
      readonly badCells: readonly { readonly line: number; readonly text: string }[];
      readonly badCellCount: number;
    }
  | {
      readonly name: string;
      readonly type: "category";
      /** Index into `labels`; −1 is missing. */
      readonly codes: Int32Array;
      readonly labels: readonly string[];
    }
  | {
      readonly name: string;
      readonly type: "date";
      /** Milliseconds since 1970 UTC; NaN is missing. */
      readonly values: Float64Array;
      /** How dates such as 3/4/2024 were read; "either": month first, but it could be the day.
       *  "plain": there are none. */
      readonly order: "plain" | "month" | "day" | "either";
      readonly badCells: readonly { readonly line: number; readonly text: string }[];
      readonly badCellCount: number;
    };

/** A table in the worker: typed columns of one length, no object a cell. */
export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Line of the file on which a row starts, from 1; for messages. */
  lineOf(row: number): number;
  readonly reading: TableSummary["reading"];
  readonly pictures?: PictureOptions;
  readonly picture: TableSummary["picture"];
  /** Column a sample is meant to predict; null: decide by the rule for files. */
  readonly target: string | null;
  readonly bytes: number;
}
