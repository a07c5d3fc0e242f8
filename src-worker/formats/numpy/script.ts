/// <reference path="../python.d.ts" />
import type { FeatureCoding } from "../../data/dataset.ts";
import { type DateArithmetic, dateParts } from "../../data/date-parts.ts";
import type { ExportFormat } from "../exports.ts";
import { splitParameters } from "../layers.ts";
import type { WholeModel } from "../model.ts";
import functions from "./functions.py?raw";
import head from "./head.py?raw";
import { pythonArray, pythonLiteral } from "./literals.ts";

export const numpyExport: ExportFormat = {
  name: "numpy",
  label: "NumPy script",
  about: "One Python file that needs NumPy alone, to read and to run.",
  folder: false,
  extension: ".py",
  write: ({ model }) => [{ name: "model.py", bytes: new TextEncoder().encode(writeNumpy(model)) }],
};

/** What cells of a text table count as missing. */
const MISSING = ["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "?"];

/** The model as a Python script: its constants, then the functions of functions.py. */
export function writeNumpy({ network, preprocessing, parameters }: WholeModel): string {
  const { features, target } = preprocessing;
  const tensors = splitParameters(network, parameters);
  const array = (name: string) => {
    const tensor = tensors.get(name);
    return tensor ? pythonArray(tensor.data as Float32Array, tensor.shape) : "None";
  };
  const layers = network.layers.map(({ activation }, index) =>
    [
      "    {",
      `        "activation": ${pythonLiteral(activation)},`,
      `        "weight": ${array(`layers.${index}.weight`)},`,
      `        "bias": ${array(`layers.${index}.bias`)},`,
      "    },",
    ].join("\n"),
  );
  const targets = target.task === "regression" ? target.columns : [{ column: target.column }];
  const labels = target.task === "regression" ? null : target.labels;
  const constants = [
    `MISSING = ${pythonLiteral(MISSING)}`,
    list("FEATURES", features),
    list("TARGETS", targets),
    `LABELS = ${pythonLiteral(labels)}`,
    `LAYERS = [\n${layers.join("\n")}\n]`,
    datePartsUsed(features),
  ];
  const about =
    '"""A neural network made with Chainrule. `predict(columns)` takes a table by columns; as a\n' +
    'script it reads a CSV file and prints predictions: python3 model.py TABLE.csv"""\n';
  return `${about}${head}\n\n${constants.join("\n\n")}\n\n\n${functions}`;
}

/** The parts of dates that the features have, as functions of milliseconds. */
function datePartsUsed(features: readonly FeatureCoding[]): string {
  const used = new Set(
    features.flatMap((one) => (one.type === "date" ? one.parts.map(({ part }) => part) : [])),
  );
  const lines = dateParts
    .filter(({ name }) => used.has(name))
    .map(({ name, of }) => `    ${pythonLiteral(name)}: lambda ms: ${of(inPython, "ms")},\n`);
  return `DATE_PARTS = {${lines.length > 0 ? "\n" : ""}${lines.join("")}}`;
}

/** Arithmetic of dates as the text of Python expressions. */
const inPython: DateArithmetic<string> = {
  add: (a, b) => `(${a} + ${b})`,
  subtract: (a, b) => `(${a} - ${b})`,
  multiply: (a, b) => `(${a} * ${b})`,
  divide: (a, by) => `(${a} / ${by})`,
  floorDivide: (a, by) => `(${a} // ${by})`,
};

function list(name: string, items: readonly object[]): string {
  return `${name} = [\n${items.map((item) => `    ${pythonLiteral(item)},\n`).join("")}]`;
}
