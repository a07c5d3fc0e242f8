import { describe, expect, test } from "vitest";
import { GraphWriter } from "../../../../src-worker/formats/onnx/graph-writer.ts";
import { readOnnx } from "../../../../src-worker/formats/onnx/read.ts";
import { mlDomain } from "../../../../src-worker/formats/onnx/schema.ts";
import { defaults } from "../../../../src-worker/train/catalogue.ts";

const weights = Float32Array.from([1, 2, 3, 4, 5, 6]);

/** A graph with an input "x" of 2 columns, and what the callback adds after it. */
function graph(build: (writer: GraphWriter) => string): Uint8Array {
  const writer = new GraphWriter(["x"]);
  writer.input("x", "float", 2);
  writer.output(build(writer), 1);
  return writer.finish({});
}

/** X·W + b in scikit-learn's way: W [inputs, outputs], b [1, outputs]. */
function linear(writer: GraphWriter, x: string, shape: [number, number]): string {
  const [inputs, outputs] = shape;
  const w = writer.constant("coefficient", shape, weights.slice(0, inputs * outputs));
  const b = writer.constant("intercept", [1, outputs], weights.slice(0, outputs));
  return writer.node("Add", [writer.node("MatMul", [x, w], "product"), b], "sum");
}

const read = (build: (writer: GraphWriter) => string) =>
  readOnnx(graph(build), "foreign.onnx", defaults);

describe("scikit-learn's graphs", () => {
  test("two classes, with their labels", () => {
    const model = read((writer) => {
      const hidden = writer.node("Relu", [linear(writer, "x", [2, 3])], "relu");
      const p = writer.node("Sigmoid", [linear(writer, hidden, [3, 1])], "p");
      const one = writer.constant("unity", [1], Float32Array.of(1));
      const rest = writer.node("Sub", [one, p], "rest");
      const both = writer.node("Concat", [rest, p], "probabilities", { axis: 1 });
      const place = writer.node("ArgMax", [both], "place", { axis: 1 });
      const classes = writer.constant("classes", [2], BigInt64Array.of(0n, 1n));
      writer.node("ArrayFeatureExtractor", [classes, place], "label", {}, mlDomain);
      return both;
    });
    expect(model.network).toEqual({
      inputs: 2,
      layers: [
        { units: 3, activation: "relu", bias: true },
        { units: 1, activation: "sigmoid", bias: true },
      ],
    });
    // W is turned into [outputs, inputs].
    expect([...model.parameters]).toEqual([1, 4, 2, 5, 3, 6, 1, 2, 3, 1, 2, 3, 1]);
    expect(model.preprocessing.target).toMatchObject({ task: "binary", labels: ["0", "1"] });
    expect(model.training.loss).toBe("bce");
  });

  test("several classes", () => {
    const model = read((writer) => {
      const p = writer.node("Softmax", [linear(writer, "x", [2, 3])], "p", { axis: 1 });
      writer.node("ArgMax", [p], "place");
      writer.node("ZipMap", [p], "zipped", {}, mlDomain);
      return p;
    });
    expect(model.preprocessing.target).toMatchObject({
      task: "multiclass",
      labels: ["0", "1", "2"],
    });
  });
});

describe("what is no such network is refused with its node", () => {
  const cases: [string, RegExp, (writer: GraphWriter) => string][] = [
    ["a convolution", /node "conv" \(Conv\)/, (w) => w.node("Conv", ["x"], "conv")],
    [
      "an unknown activation",
      /node "elu" \(Elu\)/,
      (w) => w.node("Elu", [linear(w, "x", [2, 3])], "elu"),
    ],
    [
      "two activations",
      /node "second" \(Tanh\)/,
      (w) => w.node("Tanh", [w.node("Relu", [linear(w, "x", [2, 3])], "first")], "second"),
    ],
    [
      "another slope",
      /node "leaky" \(LeakyRelu\)/,
      (w) => w.node("LeakyRelu", [linear(w, "x", [2, 3])], "leaky", { alpha: { float: 0.2 } }),
    ],
    [
      "a branch",
      /node "one" \(Add\)|node "two" \(Tanh\)/,
      (w) => {
        const z = linear(w, "x", [2, 3]);
        return w.node("Add", [w.node("Relu", [z], "one"), w.node("Tanh", [z], "two")], "sum");
      },
    ],
    [
      "widths that do not follow",
      /takes 2 inputs, the layer before has 3/,
      (w) => linear(w, linear(w, "x", [2, 3]), [2, 1]),
    ],
    [
      "the other class's probability",
      /node "rest" \(Sub\)/,
      (w) => {
        const p = w.node("Sigmoid", [linear(w, "x", [2, 1])], "p");
        return w.node("Sub", [w.constant("unity", [1], Float32Array.of(1)), p], "rest");
      },
    ],
    [
      "a circle",
      /node "|no linear layer/,
      (w) => w.node("Identity", [w.node("Identity", ["two"], "one")], "two"),
    ],
    [
      "a weight that is not finite",
      /element 1 of "w" is not finite/,
      (w) => w.node("MatMul", ["x", w.constant("w", [2, 1], Float32Array.of(1, Number.NaN))], "z"),
    ],
    [
      "scaled products",
      /node "z" \(Gemm\) does not fit: alpha and beta must be 1/,
      (w) => {
        const weight = w.constant("w", [2, 1], Float32Array.of(1, 2));
        return w.node("Gemm", ["x", weight], "z", { alpha: { float: 2 } });
      },
    ],
  ];
  test.each(cases)("%s", (_, words, build) => {
    expect(() => read(build)).toThrow(words);
  });

  test("several inputs", () => {
    const writer = new GraphWriter(["x", "y"]);
    writer.input("x", "float", 2);
    writer.input("y", "float", 2);
    expect(() => readOnnx(writer.finish({}), "two.onnx", defaults)).toThrow(
      /2 inputs \("x", "y"\) instead of one/,
    );
  });
});
