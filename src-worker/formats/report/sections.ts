import type { Metrics } from "../../api.ts";
import type {
  Dataset,
  FeatureCoding,
  NumberScale,
  Part,
  TargetCoding,
} from "../../data/dataset.ts";
import { findDatePart } from "../../data/date-parts.ts";
import { findActivation } from "../../graph/activations.ts";
import { parameterNames } from "../../graph/build.ts";
import type { NetworkSpec } from "../../graph/network.ts";
import { classificationMetrics, regressionMetrics } from "../../train/metrics.ts";
import { Predictor } from "../../train/predictor.ts";
import type { WholeModel } from "../model.ts";
import { html, type Markup } from "./html.ts";
import type { Pen } from "./wording.ts";

/** More classes make no table that fits a page. */
const MOST_CLASSES = 12;
const PARTS: readonly Part[] = ["training", "validation", "test"];

export function layersTable(network: NetworkSpec, pen: Pen): Markup {
  const names = parameterNames(network);
  const rows = network.layers.map(({ units, activation, bias }, index) => {
    const own = names.filter(({ name }) => name.startsWith(`layers.${index}.`));
    const count = own.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    return html`<tr><th scope="row">${index + 1}</th><td class="n">${pen.count(units)}</td><td>${pen.told(findActivation(activation).label)}</td><td>${bias ? pen.say("yes") : pen.say("no")}</td><td class="n">${pen.count(count)}</td></tr>`;
  });
  return html`<table><thead><tr><th scope="col">${pen.say("Layer")}</th><th scope="col" class="n">${pen.say("Units")}</th><th scope="col">${pen.say("Activation")}</th><th scope="col">${pen.say("Bias")}</th><th scope="col" class="n">${pen.say("Parameters")}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

export function featuresTable(features: readonly FeatureCoding[], pen: Pen): Markup {
  const rows = features.map(
    (feature) =>
      html`<tr><th scope="row">${feature.column}</th><td>${codingWords(feature, pen)}</td><td>${fillWords(feature, pen)}</td></tr>`,
  );
  return html`<table class="features"><thead><tr><th scope="col">${pen.say("Feature")}</th><th scope="col">${pen.say("Becomes")}</th><th scope="col">${pen.say("Missing values")}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

export function targetWords(target: TargetCoding): string {
  if (target.task === "regression") {
    return target.columns.map(({ column }) => column).join(", ");
  }
  const shown = target.labels.slice(0, MOST_CLASSES).join(", ");
  return `${target.column}: ${shown}${target.labels.length > MOST_CLASSES ? ", …" : ""}`;
}

/** Rows of each part and of each class in it. */
export function partsTable({ parts }: Dataset, target: TargetCoding, pen: Pen): Markup {
  const labels =
    target.task !== "regression" && target.labels.length <= MOST_CLASSES ? target.labels : [];
  const head = labels.map((label) => html`<th scope="col" class="n">${label}</th>`);
  const rows = PARTS.filter((part) => parts[part].rows > 0).map((part) => {
    const counts = labels.map((_, place) => {
      let count = 0;
      for (const label of parts[part].labels) if (label === place) count += 1;
      return html`<td class="n">${pen.count(count)}</td>`;
    });
    return html`<tr><th scope="row">${pen.told(part)}</th><td class="n">${pen.count(parts[part].rows)}</td>${counts}</tr>`;
  });
  return html`<table><thead><tr><th scope="col">${pen.say("Part")}</th><th scope="col" class="n">${pen.say("Rows")}</th>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** How good the model is on each part, and what it takes for what on the one least trained on. */
export function resultsSection(model: WholeModel, dataset: Dataset, pen: Pen): Markup {
  const found = PARTS.filter((part) => dataset.parts[part].rows > 0).map((part) => {
    return { part, metrics: metricsOf(model, dataset, part) };
  });
  const isClasses = found[0]?.metrics.kind === "classification";
  const names = [pen.say("Loss"), ...(isClasses ? [pen.say("Accuracy")] : ["RMSE", "MAE", "R²"])];
  const head = names.map((name) => html`<th scope="col" class="n">${name}</th>`);
  const rows = found.map(({ part, metrics }) => {
    const values =
      metrics.kind === "classification"
        ? [pen.number(metrics.loss), `${pen.number(metrics.accuracy * 100)} %`]
        : [metrics.loss, metrics.rmse, metrics.mae, metrics.r2].map((value) => pen.number(value));
    const cells = values.map((value) => html`<td class="n">${value}</td>`);
    return html`<tr><th scope="row">${pen.told(part)}</th>${cells}</tr>`;
  });
  const { weight } = model.preprocessing.spec;
  const note =
    weight == null
      ? ""
      : html`<p>${pen.say("Rows weigh in the loss by “{weight}”; every other measure counts each row once.", { weight })}</p>`;
  const table = html`<table><thead><tr><th scope="col">${pen.say("Part")}</th>${head}</tr></thead><tbody>${rows}</tbody></table><p class="muted">${pen.say("Of each whole part, with the network as it is in the end.")}</p>${note}`;
  const last = found.at(-1);
  if (last?.metrics.kind !== "classification" || last.metrics.labels.length > MOST_CLASSES) {
    return table;
  }
  const { labels, confusion } = last.metrics;
  const columns = labels.map((label) => html`<th scope="col" class="n">${label}</th>`);
  const lines = confusion.map((line, place) => {
    const cells = line.map(
      (count, other) =>
        html`<td class="n${other === place ? " right" : ""}">${pen.count(count)}</td>`,
    );
    return html`<tr><th scope="row">${labels[place] ?? ""}</th>${cells}</tr>`;
  });
  return html`${table}<h3>${pen.say("Confusion on the {part} part: rows are true classes, columns predicted ones", { part: pen.told(last.part) })}</h3><table><thead><tr><td></td>${columns}</tr></thead><tbody>${lines}</tbody></table>`;
}

function metricsOf(model: WholeModel, { parts }: Dataset, part: Part): Metrics {
  const { network, parameters, training, preprocessing } = model;
  const { target } = preprocessing;
  const data = parts[part];
  const { loss, outputs } = new Predictor(network, parameters).evaluate(data, training.loss);
  if (target.task !== "regression") {
    return classificationMetrics(loss, outputs, data.labels, target.labels);
  }
  const { columns } = target;
  const own = (values: Float32Array) =>
    Float64Array.from(values, (value, place) => {
      const { mean = 0, scale = 1 } = columns[place % columns.length] ?? {};
      return value * scale + mean;
    });
  return regressionMetrics(loss, own(outputs), own(data.y), columns.length);
}

function codingWords(feature: FeatureCoding, pen: Pen): string {
  switch (feature.type) {
    case "number":
      return scaleWords(feature, "x", pen);
    case "category":
      return pen.say("{count} inputs, one a category", { count: pen.count(feature.labels.length) });
    case "ordinal":
      return pen.say("the place of the category among {count}: {formula}", {
        count: pen.count(feature.labels.length),
        formula: scaleWords(feature, pen.say("place"), pen),
      });
    case "date":
      return feature.parts
        .map((part) => scaleWords(part, pen.told(findDatePart(part.part).label), pen))
        .join("; ");
  }
}

function scaleWords({ curve, mean, scale }: NumberScale, name: string, pen: Pen): string {
  const value = curve === "log" ? `sign(${name})·ln(1 + |${name}|)` : name;
  if (mean === 0 && scale === 1) return value;
  const sign = mean < 0 ? "+" : "−";
  const centred = mean === 0 ? value : `(${value} ${sign} ${pen.number(Math.abs(mean))})`;
  return `${centred} / ${pen.number(scale)}`;
}

function fillWords(feature: FeatureCoding, pen: Pen): string {
  if (feature.fill === null) return pen.say("row left out");
  if (feature.type === "date") return new Date(feature.fill).toISOString().slice(0, 10);
  return typeof feature.fill === "number" ? pen.number(feature.fill) : feature.fill;
}
