import type { Dataset } from "../data/dataset.ts";
import { prepareDataset } from "../data/prepare.ts";
import { findSample } from "../data/samples/index.ts";
import { UserError } from "../errors.ts";
import { quoted } from "../json.ts";
import type { LabTensor, LabTrainingSpec } from "./contract.ts";
import { readValue } from "./values.ts";

/** What formulas are trained on: tensors whose first axis are the rows, and the other inputs. */
export interface TrainingData {
  readonly rows: number;
  /** By the input's name, [rows, …]. */
  readonly data: ReadonlyMap<string, LabTensor>;
  /** Where the parameters start, as typed. */
  readonly parameters: ReadonlyMap<string, LabTensor>;
  /** What stays as it is. */
  readonly constants: ReadonlyMap<string, LabTensor>;
}

/**
 * Sorts the inputs by their roles and fills those that get the columns of a data set.
 *
 * @param dataset finds a prepared data set
 * @throws {UserError} when an input cannot be read, or a role does not fit
 */
export function trainingData(
  spec: LabTrainingSpec,
  dataset: (id: number) => Dataset,
): TrainingData {
  const data = new Map<string, LabTensor>();
  const parameters = new Map<string, LabTensor>();
  const constants = new Map<string, LabTensor>();
  const from = spec.data.kind === "typed" ? null : columns(spec, dataset);
  const names =
    spec.data.kind === "typed"
      ? spec.data.names
      : [spec.data.features, spec.data.target].filter((name) => name !== null);
  for (const { name, text } of spec.inputs) {
    if ([parameters, data, constants].some((known) => known.has(name))) {
      throw new UserError(`the input ${quoted(name)} is there twice`, "choose another name");
    }
    const typed = readInput(name, text);
    if (spec.parameters.includes(name)) parameters.set(name, typed);
    else if (names.includes(name)) data.set(name, from ? from(name, typed) : typed);
    else constants.set(name, typed);
  }
  const lost = [...spec.parameters, ...names].find((name) => {
    return !parameters.has(name) && !data.has(name);
  });
  if (lost !== undefined) {
    throw new UserError(`there is no input ${quoted(lost)}`, "choose the roles anew");
  }
  if (parameters.size === 0) {
    throw new UserError("nothing is trained", "make an input a parameter");
  }
  if (data.size === 0) throw new UserError("there is no data", "make an input data");
  let rows: number | null = null;
  for (const [name, { shape }] of data) {
    const [length] = shape;
    if (length === undefined) {
      throw new UserError(`${name} is a number and has no rows`, "choose a vector or a matrix");
    }
    rows ??= length;
    if (length === rows) continue;
    const remedy = "give all data as many rows";
    throw new UserError(`${name} has ${length} rows, the data before it ${rows}`, remedy);
  }
  return { rows: rows ?? 0, data, parameters, constants };
}

function readInput(name: string, text: string): LabTensor {
  try {
    return readValue(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${name}: ${error.message}`, error.remedy);
  }
}

/** The columns of the data set's training part, as the input's number of axes asks for. */
function columns(spec: LabTrainingSpec, dataset: (id: number) => Dataset) {
  const { data } = spec;
  if (data.kind === "typed") throw new TypeError("typed data has no columns");
  const { parts, inputs, task, preprocessing } =
    data.kind === "dataset" ? dataset(data.dataset) : sampleDataset(data.name, data.seed);
  const { rows, x, y, labels } = parts.training;
  return (name: string, typed: LabTensor): LabTensor => {
    if (name === data.features) {
      return shaped(name, typed, rows, inputs, Float64Array.from(x));
    }
    const { target } = preprocessing;
    if (task === "regression" || target.task === "regression") {
      return shaped(name, typed, rows, y.length / rows, Float64Array.from(y));
    }
    if (task === "binary") return shaped(name, typed, rows, 1, Float64Array.from(labels));
    // One-hot, as r_ik of eq. (19).
    const classes = target.labels.length;
    const coded = new Float64Array(rows * classes);
    for (const [row, label] of labels.entries()) coded[row * classes + label] = 1;
    return shaped(name, typed, rows, classes, coded);
  };
}

function shaped(
  name: string,
  typed: LabTensor,
  rows: number,
  columns: number,
  data: Float64Array,
): LabTensor {
  const axes = typed.shape.length;
  if (axes === 1 && columns === 1) return { shape: [rows], data };
  if (axes === 2) return { shape: [rows, columns], data };
  throw new UserError(
    `${name} gets ${columns} ${columns === 1 ? "column" : "columns"} of the data, but it is typed with ${axes} axes`,
    columns === 1 ? "type a vector or a matrix" : "type a matrix, one row a sample",
  );
}

/** A sample with all its rows to train on, standardised. */
function sampleDataset(name: string, seed: number): Dataset {
  const table = findSample(name).make(seed);
  if (table.target === null) throw new TypeError("a sample has a target");
  return prepareDataset(table, {
    targets: [table.target],
    features: null,
    task: "auto",
    standardize: true,
    validation: 0,
    test: 0,
    missing: "drop",
    seed,
  });
}
