import { findLoss } from "../../graph/losses.ts";
import { optimizers, schedules } from "../../train/catalogue.ts";
import type { ExportFormat, ExportSource } from "../exports.ts";
import { architectureSvg } from "./architecture.ts";
import { curvesSvg } from "./curves.ts";
import { figure, html, type Markup } from "./html.ts";
import { featuresTable, layersTable, partsTable, resultsSection, targetWords } from "./sections.ts";

export const reportExport: ExportFormat = {
  name: "report",
  label: "HTML report",
  about: "One page to read and print: network, data, training and results, without network access.",
  folder: false,
  extension: ".html",
  write: (source) => [
    { name: "report.html", bytes: new TextEncoder().encode(writeReport(source)) },
  ],
};

const style = `
:root { color-scheme: light dark; --text: #191c22; --muted: #586172; --line: #dfe3e8; --one: #0b766c; --two: #c8640f; --ground: #fff; }
@media screen and (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --muted: #9aa4b2; --line: #333942; --one: #45bfae; --two: #f0954a; --ground: #191c20; } }
body { max-width: 760px; margin: 32px auto; padding: 0 20px; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 24px; } h2 { margin-top: 32px; font-size: 18px; border-bottom: 1px solid var(--line); } h3 { font-size: 14px; }
table { border-collapse: collapse; margin: 12px 0; font-size: 14px; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { color: var(--muted); } .n { text-align: right; font-variant-numeric: tabular-nums; } .right { color: var(--one); font-weight: 600; }
svg { width: 100%; font: 12px system-ui, sans-serif; } svg text { fill: var(--text); text-anchor: middle; }
svg .muted, .muted { fill: var(--muted); color: var(--muted); } svg .end { text-anchor: end; }
.network circle { fill: var(--ground); stroke: var(--one); stroke-width: 1.5; } .edges line { stroke: var(--line); }
.grid { stroke: var(--line); } polyline { fill: none; stroke-width: 1.75; stroke: var(--one); } polyline.curve1 { stroke: var(--two); stroke-dasharray: 5 3; }
circle.curve0 { fill: var(--one); } circle.curve1 { fill: var(--two); }
svg text.legend0 { fill: var(--one); text-anchor: end; } svg text.legend1 { fill: var(--two); text-anchor: end; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; } dt { color: var(--muted); } dd { margin: 0; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; margin: 0; padding: 0; font-size: 11pt; }
  h2, h3 { break-after: avoid; }
  svg, dl, table, tr { break-inside: avoid; }
}
`;

const fastSteps = ["Arithmetic", "fast: another computer may come to other bits"] as const;

/** A page about the model. It loads nothing and runs nothing, whatever names the data has. */
export function writeReport({ model, dataset }: ExportSource): string {
  const { network, preprocessing, training, history, state } = model;
  const { target, features } = preprocessing;
  const column = target.task === "regression" ? targetWords(target) : target.column;
  const nameOf = (list: readonly { name: string; label: string }[], name: string) =>
    list.find((entry) => entry.name === name)?.label ?? name;
  const loss = curvesSvg("Loss", [
    { name: "training", points: history.epochs.map(({ epoch, loss }) => ({ x: epoch, y: loss })) },
    {
      name: "validation",
      points: history.epochs.map(({ epoch, validationLoss }) => ({ x: epoch, y: validationLoss })),
    },
  ]);
  const accuracy = curvesSvg("Accuracy", [
    {
      name: "training",
      points: history.epochs.map(({ epoch, accuracy }) => ({ x: epoch, y: accuracy })),
    },
    {
      name: "validation",
      points: history.epochs.map(({ epoch, validationAccuracy }) => {
        return { x: epoch, y: validationAccuracy };
      }),
    },
  ]);
  const facts: readonly (readonly [string, string])[] = [
    ["Loss", findLoss(training.loss).label],
    ["Optimiser", nameOf(optimizers, training.optimizer.name)],
    ["Learning rate", figure(training.learningRate)],
    ["Schedule", nameOf(schedules, training.schedule.name)],
    ["Batch", String(training.batch)],
    ["Seed", String(training.seed)],
    ...(state?.fast ? [fastSteps] : []),
    ["Epochs done", String(state?.epoch ?? history.epochs.at(-1)?.epoch ?? 0)],
  ];
  const noData = html`<p class="muted">The model has no data attached: open it with its data to have rows and results here.</p>`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>A network for ${column}</title>
<style>${{ html: style }}</style>
</head>
<body>
<h1>A network for ${column}</h1>
<p class="muted">Made with Chainrule.</p>
<h2>Network</h2>
${architectureSvg(network)}
${layersTable(network)}
<h2>Data</h2>
<dl><dt>Target</dt><dd>${targetWords(target)}</dd><dt>Task</dt><dd>${taskWords(target.task)}</dd></dl>
${dataset ? partsTable(dataset, target) : noData}
${featuresTable(features)}
<h2>Training</h2>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${loss ? chart("Loss", loss) : html`<p class="muted">The model has not been trained yet.</p>`}
${accuracy ? chart("Accuracy", accuracy) : ""}
<h2>Results</h2>
${dataset ? resultsSection(model, dataset) : noData}
</body>
</html>
`;
  return page.html;
}

const chart = (title: string, svg: Markup): Markup => html`<h3>${title}</h3>${svg}`;

function taskWords(task: "binary" | "multiclass" | "regression"): string {
  return {
    binary: "one of two classes",
    multiclass: "one of several classes",
    regression: "numbers",
  }[task];
}
