import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { german } from "../../../src-words/german/index.ts";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { findSample } from "../../../src-worker/data/samples/index.ts";
import { html } from "../../../src-worker/formats/report/html.ts";
import { writeReport } from "../../../src-worker/formats/report/report.ts";
import { ENGLISH } from "../../../src-worker/formats/report/wording.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";
import { initialParameters } from "../../../src-worker/train/initialize.ts";
import { wholeModels } from "./models.ts";

const outputs = () => new Float32Array(0);
/** Elements that have no end tag. */
const empty = new Set(["meta", "line", "circle", "polyline"]);

/** The names of all elements; throws where they are not nested as they should be. */
function elements(page: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  const body = page.replace(/^<!doctype html>/, "");
  for (const [, end, name = "", attributes = ""] of body.matchAll(
    /<(\/?)([a-z0-9]+)((?:\s[^<>]*)?)>/g,
  )) {
    if (end) {
      expect(open.pop()).toBe(name);
      continue;
    }
    expect(attributes).toMatch(/^(?:\s[\w-]+="[^"<>]*")*\/?$/);
    found.push(name);
    if (!empty.has(name)) open.push(name);
  }
  expect(open).toEqual([]);
  // What is no element has no angle bracket.
  expect(body.replace(/<\/?[a-z0-9]+(?:\s[^<>]*)?>/g, "").replace(/<style>[^<]*/, "")).not.toMatch(
    /[<]/,
  );
  return found;
}

test("whatever the names, the page is well formed, runs nothing and loads nothing", () => {
  fc.assert(
    fc.property(wholeModels, (model) => {
      const page = writeReport({ model, dataset: null, outputs }, ENGLISH);
      const names = new Set(elements(page));
      for (const name of ["script", "img", "link", "iframe", "a", "object", "foreignobject"]) {
        expect(names).not.toContain(name);
      }
      expect(page).not.toMatch(/\son\w+="|url\(|@import|(?:src|href)=/);
      expect(page).toContain("default-src 'none'");
    }),
    { numRuns: 100 },
  );
});

test("names are escaped, and control characters are replaced", () => {
  expect(html`<td title="${'"<b>&'}">${"<script>'\u0000"}</td>`.html).toBe(
    '<td title="&quot;&lt;b&gt;&amp;">&lt;script&gt;&#39;\ufffd</td>',
  );
});

describe.each([
  { sample: "moons", loss: "bce", units: 1, activation: "sigmoid", word: "Accuracy" },
  { sample: "stock", loss: "squared", units: 1, activation: "identity", word: "RMSE" },
] as const)("$sample", ({ sample, loss, units, activation, word }) => {
  test("has the drawing, the data, the curves and the results", () => {
    const table = findSample(sample).make(0);
    const dataset = prepareDataset(table, {
      targets: [table.target ?? ""],
      features: null,
      task: "auto",
      standardize: true,
      validation: 0.2,
      test: 0,
      missing: "drop",
      seed: 0,
    });
    const network = {
      inputs: dataset.inputs,
      layers: [
        { units: 16, activation: "relu", bias: true },
        { units, activation, bias: true },
      ],
    };
    const training = { ...defaults, loss };
    const epochs = [1, 2, 3].map((epoch) => ({
      epoch,
      step: epoch * 10,
      loss: 1 / epoch,
      accuracy: null,
      validationLoss: 2 / epoch,
      validationAccuracy: null,
      learningRate: 0.01,
    }));
    const { preprocessing } = dataset;
    const model = {
      network,
      preprocessing,
      training,
      parameters: initialParameters(network, training),
      state: null,
      history: { epochs, steps: [] },
    };
    const page = writeReport({ model, dataset, outputs }, ENGLISH);
    const names = elements(page);
    expect(names.filter((name) => name === "svg")).toHaveLength(2);
    // Training and validation.
    expect(names.filter((name) => name === "polyline")).toHaveLength(2);
    // Of 16 units, ten are drawn.
    expect(names.filter((name) => name === "circle")).toHaveLength(dataset.inputs + 10 + 1);
    expect(page).toContain(word);
    expect(page).not.toContain("every other measure counts each row once");
    const spec = { ...preprocessing.spec, weight: "<w>" };
    const weighted = { ...model, preprocessing: { ...preprocessing, spec } };
    expect(writeReport({ model: weighted, dataset, outputs }, ENGLISH)).toContain(
      "<p>Rows weigh in the loss by “&lt;w&gt;”; every other measure counts each row once.</p>",
    );
    expect(page).toContain(`<td class="n">${dataset.parts.training.rows}</td>`);
    expect(page).toContain("Loss: at last training 0.3333, validation 0.6667");
    const wish = { language: "de", words: german, decimals: 2, notation: "automatic" } as const;
    const other = writeReport({ model, dataset, outputs }, wish);
    expect(elements(other)).toEqual(names);
    expect(other).toContain('<html lang="de">');
    expect(other).toContain("Verlust: zuletzt Training 0.33, Validierung 0.67");
    expect(other).toContain(`Ein Netz für ${table.target}`);
  });
});
