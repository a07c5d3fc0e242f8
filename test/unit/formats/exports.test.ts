import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { float32Text } from "../../../src-worker/data/columns.ts";
import { exportFormats, findExport } from "../../../src-worker/formats/exports.ts";
import { readModel } from "../../../src-worker/formats/model.ts";
import { pythonArray, pythonLiteral } from "../../../src-worker/formats/numpy/literals.ts";
import { writeNpy } from "../../../src-worker/formats/pytorch/npy.ts";
import { Predictor } from "../../../src-worker/train/predictor.ts";
import { wholeModels } from "./models.ts";

test("every format writes files with plain names, one file unless it is a folder", () => {
  fc.assert(
    fc.property(wholeModels, fc.constantFrom(...exportFormats), (model, format) => {
      const outputs = (x: Float32Array, rows: number) =>
        new Predictor(model.network, model.parameters).outputs(x, rows);
      const files = format.write({ model, dataset: null, outputs });
      if (!format.folder) expect(files).toHaveLength(1);
      expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
      for (const { name, bytes } of files) {
        expect(name).toMatch(/^(?:\w[\w.-]*\/)*\w[\w.-]*$/);
        expect(bytes.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 40 },
  );
});

test("an unknown format is refused with those there are", () => {
  expect(() => findExport("onx")).toThrow(/there is no export format "onx"/);
});

test("the PyTorch project has the model as it was", () => {
  const [model] = fc.sample(wholeModels, { numRuns: 1, seed: 3 });
  if (!model) throw new Error("no model");
  const files = findExport("pytorch").write({
    model,
    dataset: null,
    outputs: (_, rows) => new Float32Array(rows * (model.network.layers.at(-1)?.units ?? 0)),
  });
  const file = files.find(({ name }) => name === "model.safetensors");
  expect(readModel(file?.bytes ?? new Uint8Array(), "m").parameters).toEqual(model.parameters);
});

describe("Python literals", () => {
  test("are ASCII, one line, and say what was meant", () => {
    expect(pythonLiteral({ a: [null, true, -0, 1e-7, Number.NaN] })).toBe(
      '{"a": [None, True, -0.0, 1e-7, float("nan")]}',
    );
    expect(pythonLiteral('ö"\\\n🙂')).toBe('"\\u00f6\\"\\\\\\n\\U0001f642"');
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(pythonLiteral(text)).toMatch(/^"[ -~]*"$/);
      }),
    );
  });

  test("of few numbers are decimals, of many base64, to the same bits", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = pythonArray(Float32Array.of(value), [1]);
        const [, decimal = ""] = /^np\.array\(\[(.*)\], dtype=np\.float32\)$/.exec(text) ?? [];
        expect(Object.is(Math.fround(Number(decimal)), value)).toBe(true);
      }),
    );
    const many = Float32Array.from({ length: 5000 }, (_, index) => Math.sqrt(index));
    const [, code = ""] = /^stored\(\(5000,\), "(.*)"\)$/.exec(pythonArray(many, [5000])) ?? [];
    const bytes = Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));
    expect(new Float32Array(bytes.buffer)).toEqual(many);
    expect(float32Text(Math.fround(0.1))).toBe("0.1");
  });
});

test("NPY files begin their data at a multiple of 64 bytes, after a header that says its length", () => {
  for (const shape of [[6], [2, 3], [6, 1]]) {
    const bytes = writeNpy(Float32Array.from([0, 1, 2, 3, 4, 5]), shape);
    const length = new DataView(bytes.buffer).getUint16(8, true);
    expect((10 + length) % 64).toBe(0);
    const header = new TextDecoder("latin1").decode(bytes.subarray(10, 10 + length));
    const written = shape.length === 1 ? "(6,)" : `(${shape.join(", ")})`;
    expect(header).toContain(`'descr': '<f4', 'fortran_order': False, 'shape': ${written}`);
    expect(header.endsWith("\n")).toBe(true);
    expect([...new Float32Array(bytes.slice(10 + length).buffer)]).toEqual([0, 1, 2, 3, 4, 5]);
  }
});
