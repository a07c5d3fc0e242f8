/** The part of the worker's contract (src-worker/api.ts) on tables and data sets. Plain data only. */

import type { OnProgress } from "../api.ts";
import type { DatasetSpec, DatasetSummary, Task } from "./dataset.ts";
import type {
  ColumnType,
  DataSource,
  ReadableSource,
  RowPage,
  TableSummary,
  TextPreview,
} from "./table.ts";

export type * from "./dataset.ts";
export type * from "./table.ts";

/** A generated data set. */
export interface SampleEntry {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly rows: number;
  readonly columns: number;
  readonly task: Task;
}

/** Reads tables, and makes of them what networks train on. */
export interface DataEngine {
  /** Reads a file or makes a sample, and keeps it as typed columns. */
  openTable(source: DataSource, task: string, progress: OnProgress): Promise<TableSummary>;
  /** Reads the same source again with other column types. The old id stays valid until closed. */
  retypeTable(
    table: number,
    types: Readonly<Record<string, ColumnType>>,
    task: string,
    progress: OnProgress,
  ): Promise<TableSummary>;
  /** The first rows of a text table as it would be read; null: it is no text. */
  preview(source: ReadableSource): Promise<TextPreview | null>;
  rows(table: number, start: number, count: number): Promise<RowPage>;
  closeTable(table: number): Promise<void>;
  /**
   * Codes, splits and scales a table for training. `task` and `progress` left out, as elsewhere:
   * nobody hears how far it is, nor can end it.
   */
  prepare(spec: DatasetSpec, task?: string, progress?: OnProgress): Promise<DatasetSummary>;
  closeDataset(dataset: number): Promise<void>;
}
