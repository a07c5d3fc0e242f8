/**
 * Our ONNX files in somebody else's program: onnxruntime-node, which is not among the project's
 * packages for its size. `npm install --no-save --ignore-scripts onnxruntime-node`, here or in the
 * folder that ONNXRUNTIME names, brings it.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FeatureCoding } from "../../src-worker/data/dataset.ts";
import { writeOnnx } from "../../src-worker/formats/onnx/write.ts";
import { wholeModels } from "../unit/formats/models.ts";
import { cellsFor, predictionsOf, worstDifference } from "./cells.ts";

interface Tensor {
  readonly data: Float32Array;
}
interface Runtime {
  readonly Tensor: new (
    type: string,
    data: Float32Array | Float64Array | readonly string[],
    shape: readonly number[],
  ) => Tensor;
  readonly InferenceSession: {
    create(bytes: Uint8Array): Promise<{
      readonly outputNames: readonly string[];
      run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
    }>;
  };
}

const runtime = load();

test.skipIf(runtime === null)("onnxruntime predicts as we do", { timeout: 120_000 }, async () => {
  const { Tensor, InferenceSession } = runtime as Runtime;
  await fc.assert(
    fc.asyncProperty(wholeModels, fc.nat(), async (model, seed) => {
      const { features } = model.preprocessing;
      const { rows, columns, table } = cellsFor(model, seed);
      const session = await InferenceSession.create(writeOnnx(model));
      const feeds: Record<string, Tensor> = {};
      if (features.every(({ type }) => type === "number")) {
        const isWide = features.some((feature) => feature.type === "number" && feature.wide);
        const x = new (isWide ? Float64Array : Float32Array)(rows * features.length);
        features.forEach(({ column }, index) => {
          columns.get(column)?.forEach((cell, row) => {
            x[row * features.length + index] = Number(cell);
          });
        });
        feeds.x = new Tensor(isWide ? "float64" : "float32", x, [rows, features.length]);
      } else {
        for (const feature of features) {
          const cells = columns.get(feature.column) ?? [];
          feeds[feature.column] = tensorOf(Tensor, feature, cells);
        }
      }
      const result = await session.run(feeds);
      const output = result[session.outputNames[0] ?? ""];
      expect(worstDifference(output?.data, predictionsOf(model, table))).toBeLessThan(1e-5);
    }),
    { numRuns: 300, seed: 1, endOnFailure: true },
  );
});

function tensorOf(
  Tensor: Runtime["Tensor"],
  feature: FeatureCoding,
  cells: readonly (number | string)[],
): Tensor {
  const shape = [cells.length, 1];
  const isWide = feature.type === "date" || (feature.type === "number" && feature.wide);
  if (isWide) return new Tensor("float64", Float64Array.from(cells, Number), shape);
  if (feature.type === "number") {
    return new Tensor("float32", Float32Array.from(cells, Number), shape);
  }
  return new Tensor("string", cells.map(String), shape);
}

function load(): Runtime | null {
  const folder = process.env.ONNXRUNTIME ?? process.cwd();
  try {
    return createRequire(join(folder, "package.json"))("onnxruntime-node") as Runtime;
  } catch {
    process.stdout.write("onnxruntime-node is not installed: ONNX files are not run\n");
    return null;
  }
}
