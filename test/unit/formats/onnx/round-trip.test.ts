import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../../src-worker/errors.ts";
import { parseOnnx } from "../../../../src-worker/formats/onnx/parse.ts";
import { readOnnx } from "../../../../src-worker/formats/onnx/read.ts";
import { writeGraph, writeOnnx } from "../../../../src-worker/formats/onnx/write.ts";
import { defaults } from "../../../../src-worker/train/catalogue.ts";
import { wholeModels } from "../models.ts";

const bits = (values: Float32Array) => new Uint32Array(values.slice().buffer);
const read = (bytes: Uint8Array) => readOnnx(bytes, "model.onnx", defaults);

describe("our own files", () => {
  test("come back with the same parameters to the bit and the same preprocessing", () => {
    fc.assert(
      fc.property(wholeModels, (model) => {
        const back = read(writeOnnx(model));
        expect(bits(back.parameters)).toEqual(bits(model.parameters));
        expect(back.network).toEqual(model.network);
        expect(JSON.stringify(back.preprocessing)).toBe(JSON.stringify(model.preprocessing));
        expect(back.training.loss).toBe(model.training.loss);
      }),
    );
  });

  test("are refused when the graph and its metadata differ", () => {
    const [model] = fc.sample(wholeModels, { numRuns: 1, seed: 1 });
    if (!model) throw new Error("no model");
    const bytes = writeOnnx(model);
    const text = new TextEncoder().encode("Gemm");
    const at = bytes.findIndex((_, start) => text.every((byte, i) => bytes[start + i] === byte));
    bytes[at] = 0x48;
    expect(() => read(bytes)).toThrow(/was changed after Chainrule had written it/);
  });
});

test("a graph without our metadata gives its network, to the bit", () => {
  const plain = wholeModels.map((model) => {
    const features = Array.from({ length: model.network.inputs }, (_, index) => ({
      column: `c${index}`,
      type: "number" as const,
      mean: 0,
      scale: 1,
      fill: null,
    }));
    const { target } = model.preprocessing;
    const columns = [{ column: "y", mean: 0, scale: 1 }];
    const bare = target.task === "regression" ? { task: target.task, columns } : target;
    return { ...model, preprocessing: { ...model.preprocessing, features, target: bare } };
  });
  fc.assert(
    fc.property(plain, (model) => {
      const back = read(writeGraph(model, {}));
      expect(back.network).toEqual(model.network);
      expect(bits(back.parameters)).toEqual(bits(model.parameters));
    }),
  );
});

test("the graph names what a runtime needs", () => {
  fc.assert(
    fc.property(wholeModels, (model) => {
      const { opset, nodes, constants, inputs, outputs } = parseOnnx(writeOnnx(model), "m");
      expect(opset).toBe(13);
      expect(outputs).toHaveLength(1);
      const given = [...inputs, ...constants.keys(), ...nodes.flatMap((node) => node.outputs)];
      expect(new Set(given).size).toBe(given.length);
      const known = new Set([...inputs, ...constants.keys()]);
      for (const node of nodes) {
        for (const input of node.inputs) expect(known).toContain(input);
        for (const output of node.outputs) known.add(output);
      }
      for (const output of outputs) expect(known).toContain(output);
    }),
    { numRuns: 50 },
  );
});

test("changed and random bytes only ever give an error for the user", () => {
  const byte = fc.record({ at: fc.nat(), value: fc.nat(255) });
  const changes = fc.array(byte, { minLength: 1, maxLength: 6 });
  const whole = fc.sample(wholeModels, { numRuns: 40, seed: 7 });
  const files = whole.flatMap((model) => [writeOnnx(model), writeGraph(model, {})]);
  const refuses = (bytes: Uint8Array) => {
    try {
      read(bytes);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.place.file).toBe("model.onnx");
    }
  };
  fc.assert(
    fc.property(fc.nat(files.length - 1), changes, fc.option(fc.nat()), (file, list, end) => {
      const bytes = (files[file] as Uint8Array).slice();
      for (const { at, value } of list) bytes[at % bytes.length] = value;
      refuses(end === null ? bytes : bytes.subarray(0, end % bytes.length));
    }),
    { numRuns: 2000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), refuses), { numRuns: 500 });
});
