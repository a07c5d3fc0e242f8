import { expect, test } from "vitest";
import { UserError } from "../../../src-worker/errors.ts";
import { findActivation } from "../../../src-worker/graph/activations.ts";
import {
  networkGraph,
  parameterCount,
  parameterNames,
  validateNetwork,
} from "../../../src-worker/graph/build.ts";
import { findLoss } from "../../../src-worker/graph/losses.ts";
import type { NetworkSpec } from "../../../src-worker/graph/network.ts";
import { findOperation } from "../../../src-worker/graph/operations.ts";

const spec: NetworkSpec = {
  inputs: 4,
  layers: [
    { units: 3, activation: "relu", bias: false, dropout: 0.5 },
    { units: 2, activation: "sigmoid", bias: true },
  ],
};

test("parameters are named and shaped by layer", () => {
  expect(parameterNames(spec)).toEqual([
    { name: "layers.0.weight", shape: [3, 4] },
    { name: "layers.1.weight", shape: [2, 3] },
    { name: "layers.1.bias", shape: [2] },
  ]);
  expect(parameterCount(spec)).toBe(20);
});

test("the graph names every node, and every node comes after its inputs", () => {
  const { nodes, output, loss } = networkGraph(spec, "bce", "sum");
  expect(nodes.map(({ name }) => name)).toEqual([
    "x",
    "layers.0.weight",
    "layers.0.z",
    "layers.0.u",
    "layers.0.dropout",
    "layers.1.weight",
    "layers.1.bias",
    "layers.1.z",
    "layers.1.u",
    "y",
    "losses",
    "loss",
  ]);
  for (const node of nodes) {
    expect(nodes[node.index]).toBe(node);
    for (const input of node.inputs) expect(input.index).toBeLessThan(node.index);
  }
  expect(output.name).toBe("layers.1.u");
  expect(loss?.shape).toEqual([]);
});

test("cross-entropies start from the logits, the squared error from the output", () => {
  const start = (loss: "bce" | "cce" | "squared") => {
    const { nodes } = networkGraph(spec, loss, "mean");
    return nodes.find(({ name }) => name === "losses")?.inputs.map(({ name }) => name);
  };
  expect(start("bce")).toEqual(["layers.1.z", "y"]);
  expect(start("cce")).toEqual(["layers.1.z", "labels"]);
  expect(start("squared")).toEqual(["layers.1.u", "y"]);
});

test("formulas name the nodes they are about", () => {
  const { nodes } = networkGraph(spec, "bce", "mean");
  const tex = (name: string) => {
    const node = nodes.find((one) => one.name === name);
    return node && findOperation(node.operation).tex(node, (one) => `<${one.name}>`);
  };
  expect(tex("layers.1.z")).toBe(
    "<layers.1.z> = <layers.0.dropout>\\,<layers.1.weight>^{\\mathsf T} + <layers.1.bias>",
  );
  expect(tex("layers.0.u")).toBe("<layers.0.u> = \\max(0, {<layers.0.z>})");
  expect(tex("loss")).toBe("<loss> = \\frac1N \\sum_i {<losses>}_i");
});

test.each<[string, NetworkSpec, string]>([
  ["no inputs", { ...spec, inputs: 0 }, "inputs"],
  ["no layers", { ...spec, layers: [] }, "layers"],
  ["half a unit", withLayer({ units: 1.5 }), "layers.0"],
  ["an unknown activation", withLayer({ activation: "swish" }), "layers.0"],
  ["a hidden softmax", withLayer({ activation: "softmax" }), "layers.0"],
  ["dropout of everything", withLayer({ dropout: 1 }), "layers.0"],
  ["dropout of the output", { inputs: 4, layers: spec.layers.slice(0, 1) }, "layers.0"],
])("%s is refused with its place", (_, wrong, place) => {
  const refuse = () => validateNetwork(wrong);
  expect(refuse).toThrow(UserError);
  expect(refuse).toThrow(expect.objectContaining({ place: { name: place } }));
});

test("an unknown name is answered with the names there are", () => {
  expect(() => findActivation("swish")).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining("leakyRelu") }),
  );
  expect(() => findLoss("hinge")).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining("squared") }),
  );
});

function withLayer(change: object): NetworkSpec {
  const [first, ...others] = spec.layers;
  return { ...spec, layers: [{ ...first, ...change } as NetworkSpec["layers"][0], ...others] };
}
