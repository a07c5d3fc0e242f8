/** The part of the worker's contract (src-worker/api.ts) on files of models. Plain data only. */

import type { ModelState, OnProgress, TableSummary } from "../api.ts";
import type { Wording } from "./report/wording.ts";

export type { Wording } from "./report/wording.ts";

/** A way out of the program: see `exportModel`. */
export interface ExportEntry {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  /** Whether it is a folder of files; otherwise it is one file, which the user names. */
  readonly folder: boolean;
  /** Usual ending of the file's name, with its dot; empty for a folder. */
  readonly extension: string;
}

/** One file of an export: `name` is relative to the chosen place, with "/" between folders. */
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file that the host opens for the worker by a token: see DataSource. */
export interface FileSource {
  readonly kind: "file";
  readonly token: string;
  /** The file's name, for messages. */
  readonly name: string;
}

/** Models and projects out of files and into them. */
export interface FormatsEngine {
  /** Reads a model file, or the model of a project. It can predict at once, and train after `attach`. */
  openModel(source: FileSource, task: string, progress: OnProgress): Promise<ModelState>;
  /** Reads a model of another program (ONNX). It is used as one of `openModel`. */
  importModel(source: FileSource, task: string, progress: OnProgress): Promise<ModelState>;
  /** The model as bytes of a safetensors file. */
  saveModel(model: number): Promise<Uint8Array>;
  /** The table, the model on it (null: none yet) and further ones as bytes of a project file. */
  saveProject(
    table: number,
    model: number | null,
    runs: readonly { readonly model: number; readonly note: string }[],
    task?: string,
    progress?: OnProgress,
  ): Promise<Uint8Array>;
  /** Reads a project file: its table, and its models with the table attached. */
  openProject(
    source: FileSource,
    task: string,
    progress: OnProgress,
  ): Promise<{
    readonly table: TableSummary;
    readonly model: ModelState | null;
    readonly runs: readonly { readonly model: ModelState; readonly note: string }[];
  }>;
  /**
   * The model for other programs, with the data attached to it where the format holds data; a
   * format that people read is in English unless `wording` says otherwise.
   */
  exportModel(model: number, format: string, wording?: Wording): Promise<readonly ExportedFile[]>;
}
