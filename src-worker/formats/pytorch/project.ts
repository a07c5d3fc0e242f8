/// <reference path="../python.d.ts" />
import type { ExportedFile } from "../../api.ts";
import type { Dataset, Part } from "../../data/dataset.ts";
import { normal } from "../../kernels/normal.ts";
import { Random } from "../../kernels/random.ts";
import type { ExportFormat, ExportSource } from "../exports.ts";
import { writeModel } from "../model.ts";
import history from "./history.py?raw";
import model from "./model.py?raw";
import { writeNpy } from "./npy.ts";
import optimizers from "./optimizers.py?raw";
import readme from "./README.md?raw";
import tensors from "./tensors.py?raw";
import train from "./train.py?raw";
import verify from "./verify.py?raw";

export const pytorchExport: ExportFormat = {
  name: "pytorch",
  label: "PyTorch project",
  about: "A folder that trains the model further, on one machine or on many.",
  folder: true,
  extension: "",
  write: writePytorch,
};

const texts: Readonly<Record<string, string>> = {
  "README.md": readme,
  "model.py": model,
  "train.py": train,
  "verify.py": verify,
  "optimizers.py": optimizers,
  "history.py": history,
  "tensors.py": tensors,
};

/** Rows that verify.py compares. */
const VERIFIED_ROWS = 256;

/**
 * The model as a project that trains it further under `torchrun`: its file as we save it, the
 * coded rows of every part where data is attached, and inputs with the outputs we compute.
 */
function writePytorch({ model, dataset, outputs }: ExportSource): ExportedFile[] {
  const { inputs, layers } = model.network;
  const { rows, x } = dataset ? firstRows(dataset) : drawnRows(inputs);
  const width = layers.at(-1)?.units ?? 0;
  return [
    ...Object.entries(texts).map(([name, text]) => ({
      name,
      bytes: new TextEncoder().encode(text),
    })),
    { name: "model.safetensors", bytes: writeModel(model) },
    { name: "verify/inputs.npy", bytes: writeNpy(x, [rows, inputs]) },
    { name: "verify/outputs.npy", bytes: writeNpy(outputs(x, rows), [rows, width]) },
    ...(dataset ? dataFiles(dataset, model.training.loss === "cce") : []),
  ];
}

function firstRows({ parts, inputs }: Dataset): { rows: number; x: Float32Array } {
  const rows = Math.min(parts.training.rows, VERIFIED_ROWS);
  return { rows, x: parts.training.x.subarray(0, rows * inputs) };
}

/** Inputs as scaled data has them, for a model without data. */
function drawnRows(inputs: number): { rows: number; x: Float32Array } {
  const random = new Random(0, "verify");
  const x = Float32Array.from({ length: VERIFIED_ROWS * inputs }, () => normal(random));
  return { rows: VERIFIED_ROWS, x };
}

function dataFiles({ parts, inputs, preprocessing }: Dataset, byClass: boolean): ExportedFile[] {
  const { target } = preprocessing;
  const width = target.task === "regression" ? target.columns.length : 1;
  return (Object.keys(parts) as Part[]).flatMap((part) => {
    const { rows, x, y, labels, source, weights } = parts[part];
    const targets = byClass ? writeNpy(labels, [rows]) : writeNpy(y, [rows, width]);
    return [
      { name: `data/${part}_inputs.npy`, bytes: writeNpy(x, [rows, inputs]) },
      { name: `data/${part}_targets.npy`, bytes: targets },
      { name: `data/${part}_rows.npy`, bytes: writeNpy(source, [rows]) },
      ...(weights ? [{ name: `data/${part}_weights.npy`, bytes: writeNpy(weights, [rows]) }] : []),
    ];
  });
}
