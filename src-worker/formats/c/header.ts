/// <reference path="../raw-text.d.ts" />

import { inputCount } from "../../data/code.ts";
import { float32Text } from "../../data/columns.ts";
import type { FeatureCoding, NumberScale } from "../../data/dataset.ts";
import { dateStatements } from "../date-statements.ts";
import type { ExportFormat } from "../exports.ts";
import { splitParameters } from "../layers.ts";
import type { WholeModel } from "../model.ts";
import functions from "./functions.h?raw";

export const cExport: ExportFormat = {
  name: "c",
  label: "C header",
  about: "One C99 header without dependencies, preprocessing included, for small devices.",
  folder: false,
  extension: ".h",
  write: ({ model }) => [{ name: "model.h", bytes: new TextEncoder().encode(writeC(model)) }],
};

/** u of one z in float32, as C writes it. */
const activations: Readonly<Record<string, string>> = {
  threshold: "z[i] >= 0.0f ? 1.0f : 0.0f",
  sigmoid: "z[i] >= 0.0f ? 1.0f / (1.0f + expf(-z[i])) : expf(z[i]) / (1.0f + expf(z[i]))",
  relu: "z[i] > 0.0f ? z[i] : 0.0f",
  tanh: "tanhf(z[i])",
  leakyRelu: "z[i] > 0.0f ? z[i] : 0.01f * z[i]",
  gelu: "z[i] * (0.5f * (1.0f + erff(z[i] * 0.70710678f)))",
  softplus: "(z[i] > 0.0f ? z[i] : 0.0f) + log1pf(expf(-fabsf(z[i])))",
  exp: "expf(z[i])",
};

/**
 * The model as a C99 header. `model_predict` takes a cell for each feature in their order and
 * writes the outputs; it returns 0, or the number from 1 of a feature that is missing and cannot be
 * filled. Labels with a NUL character are cut there, as C's strings are.
 */
export function writeC({ network, preprocessing, parameters }: WholeModel): string {
  const { features, target } = preprocessing;
  const tensors = splitParameters(network, parameters);
  const outputs = network.layers.at(-1)?.units ?? 0;
  const width = Math.max(network.inputs, ...network.layers.map(({ units }) => units));
  const labels = target.task === "regression" ? [] : target.labels;
  const columns = target.task === "regression" ? target.columns : [];
  let offset = 0;
  const coders = features.map((feature, place) => {
    const text = coder(feature, place, offset);
    offset += inputCount(feature);
    return text;
  });
  const arrays = [...tensors].map(([name, { data }]) => {
    const values = Array.from(data as Float32Array, (value) => float(value));
    return `static const float ${variable(name)}[${values.length}] = {\n${wrapped(values)}};`;
  });
  const layers = network.layers.map(({ units, activation }, index) => {
    const [from, to] = index % 2 === 0 ? ["a", "b"] : ["b", "a"];
    const inputs = index === 0 ? network.inputs : network.layers[index - 1]?.units;
    const bias = tensors.has(`layers.${index}.bias`) ? variable(`layers.${index}.bias`) : "NULL";
    const weight = variable(`layers.${index}.weight`);
    return [
      `  model_linear(${from}, ${inputs}, ${weight}, ${bias}, ${units}, ${to});`,
      ...activated(activation, to, units),
    ].join("\n");
  });
  const last = network.layers.length % 2 === 0 ? "a" : "b";
  const named = labels.length > 0 ? [strings("model_labels", labels)] : [];
  return `${[
    `/*
 * A neural network made with Chainrule, in C99; needs the standard library alone.
 *
 * Features, in the order of the cells:
${features.map(({ column, type }, place) => ` *   ${place}: ${comment(column)}, ${type === "ordinal" ? "category" : type}`).join("\n")}
 * Outputs: ${target.task === "regression" ? `values of ${columns.map(({ column }) => comment(column)).join(", ")}` : labels.length === 2 && outputs === 1 ? "the probability of model_labels[1]" : "the probabilities of model_labels"}
 */
#ifndef CHAINRULE_MODEL_H
#define CHAINRULE_MODEL_H

#include <math.h>
#include <stddef.h>
#include <string.h>

#define MODEL_FEATURES ${features.length}
#define MODEL_INPUTS ${network.inputs}
#define MODEL_OUTPUTS ${outputs}

/* A number or a date in milliseconds since 1970 UTC (missing: NAN), or a category (missing: NULL). */
typedef struct {
  double number;
  const char *text;
} model_cell;`,
    ...named,
    ...arrays,
    usedFunctions(
      features,
      network.layers.some(({ activation }) => activation === "softmax"),
    ),
    `/* The network's inputs; returns 0, or the number from 1 of a feature that is missing. */
static int model_code(const model_cell cells[MODEL_FEATURES], float x[MODEL_INPUTS]) {
${coders.join("\n")}
  return 0;
}`,
    `/* Outputs for cells; returns 0, or the number from 1 of a feature that is missing. */
static int model_predict(const model_cell cells[MODEL_FEATURES], float outputs[MODEL_OUTPUTS]) {
  float a[${width}], b[${width}];
  int i;
  const int missing = model_code(cells, a);
  if (missing) return missing;
${layers.join("\n")}
  for (i = 0; i < MODEL_OUTPUTS; i++) outputs[i] = ${last}[i];
${columns.map(({ mean, scale }, place) => `  outputs[${place}] = (float)(outputs[${place}] * ${double(scale)} + ${double(mean)});\n`).join("")}  return 0;
}`,
    "#endif",
  ].join("\n\n")}\n`;
}

/** Statements that write the inputs of a feature. */
function coder(feature: FeatureCoding, place: number, offset: number): string {
  const cell = `cells[${place}]`;
  if (feature.type === "category" || feature.type === "ordinal") {
    const fill = feature.fill === null ? null : string(feature.fill);
    const lines = [
      `const char *label = ${cell}.text;`,
      strings("labels", feature.labels),
      `if (label == NULL) ${fill === null ? `return ${place + 1}` : `label = ${fill}`};`,
    ];
    if (feature.type === "ordinal") {
      const count = feature.labels.length;
      const value = `(double)model_place(label, labels, ${count})`;
      return block([...lines, `x[${offset}] = ${scaled(feature, value)};`]);
    }
    const inputs = feature.labels.map((_, index) => `x[${offset + index}] = at == ${index};`);
    const at = `const int at = model_place(label, labels, ${feature.labels.length});`;
    return block([...lines, at, ...inputs]);
  }
  const rounded =
    feature.type === "number" && !feature.wide ? `(float)${cell}.number` : `${cell}.number`;
  const fill = feature.fill === null ? null : double(feature.fill);
  const lines = [
    `double value = ${rounded};`,
    `if (isnan(value)) ${fill === null ? `return ${place + 1}` : `value = ${fill}`};`,
  ];
  if (feature.type === "number") {
    return block([...lines, `x[${offset}] = ${scaled(feature, "value")};`]);
  }
  const parts = feature.parts.map((part, index) => {
    const { statements, result } = dateStatements(part.part, "value", "const double", "floor");
    return block([...statements, `x[${offset + index}] = ${scaled(part, result)};`], "    ");
  });
  return block([...lines, ...parts.map((part) => part.trimStart())]);
}

function scaled({ curve, mean, scale }: NumberScale, value: string): string {
  const own = curve === "log" ? `model_log(${value})` : value;
  return `(float)((${own} - ${double(mean)}) / ${double(scale)})`;
}

function activated(activation: string, z: string, units: number): string[] {
  if (activation === "identity") return [];
  if (activation === "softmax") return [`  model_softmax(${z}, ${units});`];
  const formula = (activations[activation] as string).replaceAll("z[i]", `${z}[i]`);
  return [`  for (i = 0; i < ${units}; i++) ${z}[i] = ${formula};`];
}

/** Functions that nothing calls would be warned of. */
function usedFunctions(features: readonly FeatureCoding[], softmax: boolean): string {
  const scales = features.flatMap((one): readonly NumberScale[] => {
    if (one.type === "category") return [];
    return one.type === "date" ? one.parts : [one];
  });
  const used = {
    model_place: features.some(({ type }) => type === "category" || type === "ordinal"),
    model_log: scales.some(({ curve }) => curve === "log"),
    model_linear: true,
    model_softmax: softmax,
  };
  return functions
    .trim()
    .split(/\n\n(?=\/\*|static)/)
    .filter((text) =>
      Object.entries(used).every(([name, wanted]) => wanted || !text.includes(` ${name}(`)),
    )
    .join("\n\n");
}

const block = (lines: readonly string[], indent = "  ") =>
  `${indent}{\n${lines.map((line) => `${indent}  ${line}\n`).join("")}${indent}}`;

function strings(name: string, texts: readonly string[]): string {
  const size = texts.length;
  return `static const char *const ${name}[${size}] = {${texts.map(string).join(", ")}};`;
}

const variable = (name: string) => `model_${name.replaceAll(".", "_")}`;

function wrapped(values: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < values.length; at += 8) {
    lines.push(`  ${values.slice(at, at + 8).join(", ")},\n`);
  }
  return lines.join("");
}

function float(value: number): string {
  const text = Object.is(value, -0) ? "-0" : float32Text(value);
  return `${/[.e]/.test(text) ? text : `${text}.0`}f`;
}

function double(value: number): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  const own = /[.e]/.test(text) ? text : `${text}.0`;
  return value < 0 ? `(${own})` : own;
}

/** A string literal in ASCII: other bytes of its UTF-8 in octal; ? too, because of trigraphs. */
function string(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => {
    const sign = String.fromCharCode(byte);
    return byte >= 32 && byte < 127 && !'"\\?'.includes(sign)
      ? sign
      : `\\${byte.toString(8).padStart(3, "0")}`;
  });
  return `"${bytes.join("")}"`;
}

/** A name within a comment, which it must not end. */
function comment(name: string): string {
  return string(name).replaceAll("*/", "*\\057").replaceAll("/*", "/\\052");
}
