import { describe, expect, test } from "vitest";
import { UserError } from "../../../src-worker/errors.ts";
import { networkGraph } from "../../../src-worker/graph/build.ts";
import { gradientTensors, tensorDot } from "../../../src-worker/graph/tensors.ts";
import { float32, float64 } from "../../../src-worker/kernels/elementary.ts";
import tensors from "../../vectors/gradient-tensors.json" with { type: "json" };
import worked from "../../vectors/worked-problems.json" with { type: "json" };
import { builds, expressionGraph } from "./expressions.ts";

interface Reference {
  readonly id: string;
  readonly inputs: Record<string, { shape: number[]; data: number[] }>;
  readonly expected: Record<string, { shape: number[]; data: number[] }>;
  readonly tolerance: number;
}

const references = [...tensors.expressions, ...worked.expressions] as unknown as Reference[];

describe.each([float64, float32])("reference expressions in $precision", (arithmetic) => {
  test.each(references)("$id", ({ id, inputs, expected, tolerance }) => {
    const build = builds[id];
    if (build === undefined) throw new Error(`no graph for ${id}`);
    const shapes = Object.entries(inputs).map(([name, { shape }]) => [name, shape] as const);
    const { graph, value } = expressionGraph(build, Object.fromEntries(shapes));
    const names = Object.keys(expected).filter((name) => name !== "value");
    const result = gradientTensors(graph, {
      of: value.name,
      by: names.map((name) => name.slice("d/d".length)),
      values: Object.fromEntries(Object.entries(inputs).map(([name, { data }]) => [name, data])),
      rows: 1,
      arithmetic,
    });
    expect(names.length).toBeGreaterThan(0);
    for (const [name, { shape, data }] of Object.entries(expected)) {
      const found =
        name === "value" ? result.value : result.gradients.get(name.slice("d/d".length));
      expect(found?.shape, name).toEqual(shape);
      const scale = Math.max(1, ...data.map(Math.abs));
      for (const [element, wanted] of data.entries()) {
        const difference = Math.abs((found?.data[element] ?? Number.NaN) - wanted) / scale;
        expect(difference, `${name}[${element}]`).toBeLessThanOrEqual(tolerance);
      }
    }
  });
});

const network = {
  inputs: 2,
  layers: [
    { units: 3, activation: "tanh", bias: true },
    { units: 2, activation: "softmax", bias: true },
  ],
};
const values = {
  x: [0.3, -1, 0.7, 0.2, -0.4, 1.1],
  labels: [0, 1, 1],
  "layers.0.weight": [0.1, -0.2, 0.3, 0.4, -0.5, 0.6],
  "layers.0.bias": [0.1, 0.2, -0.3],
  "layers.1.weight": [0.5, -0.1, 0.2, -0.3, 0.4, 0.7],
  "layers.1.bias": [0, 0.1],
};

test("the chain rule along the graph is the tensor dot-product", () => {
  const graph = networkGraph(network, "cce", "sum");
  const by = (of: string, ...names: string[]) =>
    gradientTensors(graph, { of, by: names, values, rows: 3 }).gradients;
  const whole = by("loss", "layers.0.weight", "layers.0.z", "layers.0.u");
  const inner = by("layers.0.z", "layers.0.weight").get("layers.0.weight");
  const middle = by("layers.0.u", "layers.0.z").get("layers.0.z");
  const outer = whole.get("layers.0.u");
  if (!inner || !middle || !outer) throw new Error("a tensor is missing");
  expect(inner.shape).toEqual([3, 3, 3, 2]);
  const chained = tensorDot(tensorDot(outer, middle, 2), inner, 2);
  const direct = whole.get("layers.0.weight");
  expect(chained.shape).toEqual(direct?.shape);
  chained.data.forEach((entry, e) => {
    expect(entry).toBeCloseTo(direct?.data[e] ?? Number.NaN, 14);
  });
});

test("a node by itself is the identity, and by one that cannot influence it zero", () => {
  const graph = networkGraph(network, "cce", "sum");
  const { gradients } = gradientTensors(graph, {
    of: "layers.0.z",
    by: ["layers.0.z", "layers.1.weight", "loss"],
    values,
    rows: 3,
  });
  const own = gradients.get("layers.0.z");
  expect([...(own?.data ?? [])]).toEqual(
    Array.from({ length: 81 }, (_, e) => (e % 10 === 0 ? 1 : 0)),
  );
  const later = gradients.get("layers.1.weight");
  expect(later?.shape).toEqual([3, 3, 2, 3]);
  expect(later?.data.every((entry) => entry === 0)).toBe(true);
  expect(gradients.get("loss")?.shape).toEqual([3, 3]);
});

test("a missing node, a missing value and a tensor that is too large are told in words", () => {
  const graph = networkGraph(network, "cce", "sum");
  const ask = (of: string, given: object, rows = 3) =>
    gradientTensors(graph, { of, by: ["x"], values: { ...given }, rows });
  expect(() => ask("layers.9.z", values)).toThrow(UserError);
  expect(() => ask("layers.0.z", { ...values, x: undefined })).toThrow("x has no value");
  expect(() => ask("layers.0.z", values, 5000)).toThrow("elements");
});

test("tensors whose axes differ have no dot-product", () => {
  const a = { shape: [2, 3], data: new Float64Array(6) };
  expect(() => tensorDot(a, a, 1)).toThrow(UserError);
  expect(tensorDot(a, { shape: [3, 2], data: new Float64Array(6) }, 1).shape).toEqual([2, 2]);
});
