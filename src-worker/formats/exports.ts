import type { ExportEntry, ExportedFile } from "../api.ts";
import type { Dataset } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import { cExport } from "./c/header.ts";
import { javascriptExport } from "./javascript/module.ts";
import type { WholeModel } from "./model.ts";
import { numpyExport } from "./numpy/script.ts";
import { onnxExport } from "./onnx/export.ts";
import { pytorchExport } from "./pytorch/project.ts";
import { reportExport } from "./report/report.ts";
import type { Wording } from "./report/wording.ts";

/** What an export is made from. */
export interface ExportSource {
  readonly model: WholeModel;
  /** The model's data; null: none is attached. */
  readonly dataset: Dataset | null;
  /** u of the last layer [rows, outputs] for coded inputs x [rows, inputs], as we compute it. */
  outputs(x: Float32Array, rows: number): Float32Array;
}

/** A way out of the program. */
export interface ExportFormat extends ExportEntry {
  /** @param wording of a format that people read; English without one */
  write(source: ExportSource, wording?: Wording): readonly ExportedFile[];
}

export const exportFormats: readonly ExportFormat[] = [
  onnxExport,
  numpyExport,
  pytorchExport,
  javascriptExport,
  cExport,
  reportExport,
];

/** @throws {UserError} that lists the names there are */
export function findExport(name: string): ExportFormat {
  const found = exportFormats.find((format) => format.name === name);
  if (found) return found;
  const names = exportFormats.map((format) => format.name).join(", ");
  throw new UserError(`there is no export format "${name}"`, `choose one of ${names}`);
}
