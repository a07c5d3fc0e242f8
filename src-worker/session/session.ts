import type { Dataset } from "../data/dataset.ts";
import type { DataSource, Table } from "../data/table.ts";
import type { Host } from "../serve.ts";
import type { Model } from "./model.ts";
import { Registry } from "./registry.ts";
import { Tasks } from "./tasks.ts";

export interface OpenTable {
  readonly id: number;
  readonly source: DataSource;
  readonly table: Table;
}

export interface OpenDataset {
  readonly id: number;
  readonly tableId: number;
  /** Table whose rows are the test part; left out or null: rows of the other. */
  readonly testTableId?: number | null;
  readonly dataset: Dataset;
}

/** What is open in one worker, and the tasks under way: what all parts of the engine share. */
export class Session {
  readonly host: Host;
  readonly tasks = new Tasks();
  readonly tables = new Registry<OpenTable>("table");
  readonly datasets = new Registry<OpenDataset>("data set");
  readonly models = new Registry<Model>("model");

  constructor(host: Host) {
    this.host = host;
  }
}
