import fc from "fast-check";
import { expect, test } from "vitest";
import { samples } from "../../../src-worker/data/samples/index.ts";
import type { Table } from "../../../src-worker/data/table.ts";
import { UserError } from "../../../src-worker/errors.ts";
import { readModel, writeModel } from "../../../src-worker/formats/model.ts";
import { readOnnx } from "../../../src-worker/formats/onnx/read.ts";
import { writeOnnx } from "../../../src-worker/formats/onnx/write.ts";
import { readProject, writeProject } from "../../../src-worker/formats/project.ts";
import { parseProblem } from "../../../src-worker/inspect/problem.ts";
import { solve } from "../../../src-worker/inspect/solve.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";
import { cases, mostFuzzingMs, mutations } from "../fuzz.ts";
import { wholeModels } from "./models.ts";

const models = fc.sample(wholeModels, { numRuns: 12, seed: 5 });
const table = samples.find(({ name }) => name === "four-points")?.make(0) as Table;
const [model] = models.map(writeModel);
const problem = {
  format: "chainrule-problem/1",
  title: "two layers",
  network: {
    inputs: 2,
    layers: [
      { units: 2, activation: "relu", bias: true },
      { units: 1, activation: "sigmoid", bias: false },
    ],
  },
  loss: "bce",
  reduction: "sum",
  x: [
    [1, 2],
    [0.5, -1],
  ],
  y: [[1], [0]],
  params: {
    "layers.0.weight": [
      [1, -2],
      [0.5, 1],
    ],
    "layers.0.bias": [0, 1],
    "layers.1.weight": [[1, 1]],
  },
};

/** By the name they are read under: valid files, and what reads them. */
const formats: readonly (readonly [
  name: string,
  files: readonly Uint8Array[],
  read: (bytes: Uint8Array<ArrayBuffer>, name: string) => unknown,
])[] = [
  ["model.safetensors", models.map(writeModel), readModel],
  ["model.onnx", models.map(writeOnnx), (bytes, name) => readOnnx(bytes, name, defaults)],
  [
    "work.chainrule",
    [
      await writeProject({
        table,
        model: model ?? null,
        runs: model ? [{ model, note: "a run" }] : [],
      }),
      await writeProject({ table, model: null, runs: [] }),
    ],
    readProject,
  ],
  [
    "problem.json",
    [new TextEncoder().encode(JSON.stringify(problem))],
    (bytes, name) => solve(parseProblem(new TextDecoder().decode(bytes), name)),
  ],
];

test.each(formats)(
  "%s, changed in any way, is read or refused",
  async (name, files, read) => {
    for (const file of files) await read(file as Uint8Array<ArrayBuffer>, name);
    await fc.assert(
      fc.asyncProperty(mutations(files), async (bytes) => {
        try {
          await read(bytes as Uint8Array<ArrayBuffer>, name);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          expect(error.message.length).toBeLessThan(500);
        }
      }),
      { numRuns: cases },
    );
  },
  mostFuzzingMs,
);
