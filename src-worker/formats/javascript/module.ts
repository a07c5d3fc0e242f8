/// <reference path="../raw-text.d.ts" />
import { float32Text } from "../../data/columns.ts";
import { dateParts } from "../../data/date-parts.ts";
import { dateStatements } from "../date-statements.ts";
import type { ExportFormat } from "../exports.ts";
import { splitParameters } from "../layers.ts";
import type { WholeModel } from "../model.ts";
import functions from "./functions.mjs?raw";

export const javascriptExport: ExportFormat = {
  name: "javascript",
  label: "JavaScript module",
  about: "One ES module without dependencies, for web pages, Node and small devices.",
  folder: false,
  extension: ".mjs",
  write: ({ model }) => [
    { name: "model.mjs", bytes: new TextEncoder().encode(writeJavaScript(model)) },
  ],
};

/** The model as an ES module: its constants, then the functions of functions.mjs. */
export function writeJavaScript({ network, preprocessing, parameters }: WholeModel): string {
  const { features, target } = preprocessing;
  const tensors = splitParameters(network, parameters);
  const array = (name: string) => {
    const tensor = tensors.get(name);
    if (!tensor) return "null";
    const texts = Array.from(tensor.data as Float32Array, (value) => {
      return Object.is(value, -0) ? "-0" : float32Text(value);
    });
    return `Float32Array.of(${texts.join(", ")})`;
  };
  const layers = network.layers.map(({ units, activation }, index) =>
    [
      "  {",
      `    units: ${units},`,
      `    activation: ${literal(activation)},`,
      `    weight: ${array(`layers.${index}.weight`)},`,
      `    bias: ${array(`layers.${index}.bias`)},`,
      "  },",
    ].join("\n"),
  );
  const isRegression = target.task === "regression";
  const used = new Set(
    features.flatMap((one) => (one.type === "date" ? one.parts.map(({ part }) => part) : [])),
  );
  const parts = dateParts
    .filter(({ name }) => used.has(name))
    .map(({ name }) => {
      const { statements, result } = dateStatements(name, "ms", "const", "Math.floor");
      return `  ${name}(ms) {\n    ${[...statements, `return ${result};`].join("\n    ")}\n  },\n`;
    });
  const constants = [
    list("FEATURES", features),
    list("TARGETS", isRegression ? target.columns : [{ column: target.column }]),
    `export const LABELS = ${literal(isRegression ? null : target.labels)};`,
    `const LAYERS = [\n${layers.join("\n")}\n];`,
    `const DATE_PARTS = {\n${parts.join("")}};`,
  ];
  const about =
    "/** A neural network made with Chainrule: `predict(row)` takes an object of cells by column. */";
  return `${about}\n\n${constants.join("\n\n")}\n\n${functions}`;
}

function list(name: string, items: readonly object[]): string {
  return `export const ${name} = [\n${items.map((item) => `  ${literal(item)},\n`).join("")}];`;
}

/** A plain value as JavaScript writes it, in ASCII; `<` is escaped, so that it may stand in a page. */
function literal(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{ ${entries.map(([key, item]) => `${literal(key)}: ${literal(item)}`).join(", ")} }`;
  }
  return JSON.stringify(value).replace(
    /[<\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
