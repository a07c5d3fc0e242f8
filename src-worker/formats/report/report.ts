import { findLoss } from "../../graph/losses.ts";
import { optimizers, schedules } from "../../train/catalogue.ts";
import type { EpochPoint } from "../../train/history.ts";
import type { ExportFormat, ExportSource } from "../exports.ts";
import { architectureSvg } from "./architecture.ts";
import { curvesSvg } from "./curves.ts";
import { html, type Markup } from "./html.ts";
import { featuresTable, layersTable, partsTable, resultsSection, targetWords } from "./sections.ts";
import { ENGLISH, Pen, type Wording } from "./wording.ts";

export const reportExport: ExportFormat = {
  name: "report",
  label: "HTML report",
  about: "One page to read and print: network, data, training and results, without network access.",
  folder: false,
  extension: ".html",
  write: (source, wording = ENGLISH) => [
    { name: "report.html", bytes: new TextEncoder().encode(writeReport(source, wording)) },
  ],
};

const style = `
:root { color-scheme: light dark; --text: #191c22; --muted: #586172; --line: #dfe3e8; --one: #0b766c; --two: #c8640f; --ground: #fff; }
@media screen and (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --muted: #9aa4b2; --line: #333942; --one: #45bfae; --two: #f0954a; --ground: #191c20; } }
body { max-width: 760px; margin: 32px auto; padding: 0 20px; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 24px; } h2 { margin-top: 32px; font-size: 18px; border-bottom: 1px solid var(--line); } h3 { font-size: 14px; }
table { border-collapse: collapse; margin: 12px 0; font-size: 14px; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
.features thead th { white-space: nowrap; } .features th, .features td { min-width: 6em; }
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

/** A page about the model. It loads nothing and runs nothing, whatever names the data has. */
export function writeReport({ model, dataset }: ExportSource, wording: Wording): string {
  const pen = new Pen(wording);
  const { network, preprocessing, training, history, state } = model;
  const { target, features } = preprocessing;
  const column = target.task === "regression" ? targetWords(target) : target.column;
  const nameOf = (list: readonly { name: string; label: string }[], name: string) =>
    pen.told(list.find((entry) => entry.name === name)?.label ?? name);
  const curves = (
    name: string,
    training: (epoch: EpochPoint) => number | null,
    validation: (epoch: EpochPoint) => number | null,
  ) => {
    const points = (of: (epoch: EpochPoint) => number | null) =>
      history.epochs.map((epoch) => ({ x: epoch.epoch, y: of(epoch) }));
    const drawn = [
      { name: pen.say("training"), points: points(training) },
      { name: pen.say("validation"), points: points(validation) },
    ];
    return curvesSvg(name, drawn, pen);
  };
  const lossName = pen.say("Loss");
  const accuracyName = pen.say("Accuracy");
  const loss = curves(
    lossName,
    (epoch) => epoch.loss,
    (epoch) => epoch.validationLoss,
  );
  const accuracy = curves(
    accuracyName,
    (epoch) => epoch.accuracy,
    (epoch) => epoch.validationAccuracy,
  );
  const facts: readonly (readonly [string, string])[] = [
    [lossName, pen.told(findLoss(training.loss).label)],
    [pen.say("Optimiser"), nameOf(optimizers, training.optimizer.name)],
    [pen.say("Learning rate"), pen.number(training.learningRate)],
    [pen.say("Schedule"), nameOf(schedules, training.schedule.name)],
    [pen.say("Batch"), pen.count(training.batch)],
    [pen.say("Seed"), String(training.seed)],
    ...(state?.fast
      ? [[pen.say("Arithmetic"), pen.say("fast: another computer may come to other bits")] as const]
      : []),
    [pen.say("Epochs done"), pen.count(state?.epoch ?? history.epochs.at(-1)?.epoch ?? 0)],
  ];
  const title = pen.say("A network for {column}", { column });
  const noData = html`<p class="muted">${pen.say("The model has no data attached: open it with its data to have rows and results here.")}</p>`;
  const untrained = html`<p class="muted">${pen.say("The model has not been trained yet.")}</p>`;
  const page = html`<!doctype html>
<html lang="${wording.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${{ html: style }}</style>
</head>
<body>
<h1>${title}</h1>
<p class="muted">${pen.say("Made with Chainrule.")}</p>
<h2>${pen.say("Network")}</h2>
${architectureSvg(network, pen)}
${layersTable(network, pen)}
<h2>${pen.say("Data")}</h2>
<dl><dt>${pen.say("Target")}</dt><dd>${targetWords(target)}</dd><dt>${pen.say("Task")}</dt><dd>${taskWords(target.task, pen)}</dd></dl>
${dataset ? partsTable(dataset, target, pen) : noData}
${featuresTable(features, pen)}
<h2>${pen.say("Training")}</h2>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${loss ? chart(lossName, loss) : untrained}
${accuracy ? chart(accuracyName, accuracy) : ""}
${loss ? html`<p class="muted">${pen.say("Training: mean of an epoch’s batches, each as the network was then.")}</p>` : ""}
<h2>${pen.say("Results")}</h2>
${dataset ? resultsSection(model, dataset, pen) : noData}
</body>
</html>
`;
  return page.html;
}

const chart = (title: string, svg: Markup): Markup => html`<h3>${title}</h3>${svg}`;

function taskWords(task: "binary" | "multiclass" | "regression", pen: Pen): string {
  return {
    binary: pen.say("one of two classes"),
    multiclass: pen.say("one of several classes"),
    regression: pen.say("numbers"),
  }[task];
}
