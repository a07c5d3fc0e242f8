import { describe, expect, test } from "vitest";
import { networkGraph } from "../../../src-worker/graph/build.ts";
import type { NetworkSpec } from "../../../src-worker/graph/network.ts";
import { type KernelCall, Program } from "../../../src-worker/graph/program.ts";
import { float32, float64 } from "../../../src-worker/kernels/elementary.ts";
import { Random } from "../../../src-worker/kernels/random.ts";

const network: NetworkSpec = {
  inputs: 3,
  layers: [
    { units: 5, activation: "gelu", bias: true },
    { units: 2, activation: "softmax", bias: true },
  ],
};

function run(calls: readonly KernelCall[]): void {
  for (const call of calls) call.run();
}

/** A program for the network with small random parameters and data. */
function programOf(spec: NetworkSpec, rows: number, gradients: "parameters" | "all" = "all") {
  const graph = networkGraph(spec, "cce", "mean");
  const program = new Program(graph, { maxRows: rows, arithmetic: float32, gradients });
  const random = new Random(3);
  program.parameters().forEach((_, p, all) => {
    all[p] = random.uniform() - 0.5;
  });
  const x = Array.from({ length: rows * spec.inputs }, () => random.uniform() - 0.5);
  const labels = Array.from({ length: rows }, (_, i) => i % (spec.layers.at(-1)?.units ?? 1));
  program.setData("x", x, rows);
  program.setData("labels", labels, rows);
  return { program, x, labels };
}

test("parameters and gradients lie without gaps in the order of their names", () => {
  const { program } = programOf(network, 4);
  expect(program.parameterCount).toBe(3 * 5 + 5 + 5 * 2 + 2);
  expect(program.parameterRange("layers.0.bias")).toEqual({ offset: 15, length: 5, shape: [5] });
  expect(program.parameterRange("layers.1.weight")).toEqual({
    offset: 20,
    length: 10,
    shape: [2, 5],
  });
  run(program.forward(4));
  run(program.backward(4));
  const bias = program.gradient("layers.1.bias", 4).data;
  expect(program.gradients().slice(30)).toEqual(bias);
  expect(bias.some((entry) => entry !== 0)).toBe(true);
});

test("a smaller batch gives the bits that its rows have in a larger one", () => {
  const { program } = programOf(network, 7);
  run(program.forward(7));
  const whole = program.value("layers.1.u", 7).data;
  run(program.forward(4));
  expect(program.value("layers.1.u", 4).data).toEqual(whole.slice(0, 8));
});

test("a backward pass begins at zero each time", () => {
  const { program } = programOf(network, 4);
  run(program.forward(4));
  run(program.backward(4));
  const once = program.gradients().slice();
  run(program.backward(4));
  expect(program.gradients()).toEqual(once);
});

test("training keeps no gradient of x and gives the bits of the full backward pass", () => {
  const all = programOf(network, 4).program;
  const { program } = programOf(network, 4, "parameters");
  for (const one of [all, program]) {
    run(one.forward(4));
    run(one.backward(4));
  }
  expect(program.gradients()).toEqual(all.gradients());
  expect(program.hasGradient("x")).toBe(false);
  expect(() => program.gradient("x", 4)).toThrow("no gradient");
});

test("large products are split into short calls that give the same bits", () => {
  const wide: NetworkSpec = {
    inputs: 1700,
    layers: [{ units: 2600, activation: "softmax", bias: false }],
  };
  const { program, x } = programOf(wide, 6);
  const calls = [...program.forward(6), ...program.backward(6)];
  expect(Math.max(...calls.map(({ work }) => work))).toBeLessThanOrEqual(32_000_000);
  run(calls);
  const { data } = program.value("layers.0.z", 6);
  const weights = program.parameters();
  for (const [row, unit] of [
    [0, 0],
    [3, 2351],
    [5, 2599],
  ] as const) {
    let sum = 0;
    for (let k = 0; k < 1700; k++) {
      const term = Math.fround(
        (weights[unit * 1700 + k] as number) * Math.fround(x[row * 1700 + k] as number),
      );
      sum = Math.fround(sum + term);
    }
    expect(data[row * 2600 + unit]).toBe(sum);
  }
});

test("the sum of the losses is the losses' sum, and the loss its mean", () => {
  const { program } = programOf(network, 4);
  run(program.forward(4));
  const losses = [...program.value("losses", 4).data];
  const sum = losses.reduce((total, loss) => total + loss, 0);
  expect(program.lossSum()).toBe(sum);
  expect(program.value("loss", 4)).toEqual({
    shape: [],
    data: new Float32Array([sum / 4]),
  });
});

test("further regions and kernels share the arena", () => {
  const program = new Program(networkGraph(network, null, "mean"), {
    maxRows: 2,
    arithmetic: float32,
    gradients: "none",
    extra: { slots: 10 },
    kernels: {
      double: ({ f }, at) => {
        f[at] = 2 * (f[at] as number);
      },
    },
  });
  const slots = program.address("slots");
  program.call("fill", slots, 3, 10).run();
  program.call("double", slots + 9).run();
  expect([...program.memory.f.slice(slots + 8, slots + 10)]).toEqual([3, 6]);
  expect(() => program.call("nonsense")).toThrow("nonsense");
  expect(() => program.address("nonsense")).toThrow("nonsense");
  expect(() => program.setData("x", [1, 2], 1)).toThrow("x takes 1 × 3 numbers");
  expect(() => program.forward(3)).toThrow("3 rows");
});

describe("logits up to ±10⁴", () => {
  const single = (activation: string, units: number): NetworkSpec => ({
    inputs: units,
    layers: [{ units, activation, bias: false }],
  });
  const identity = (units: number) =>
    Array.from({ length: units ** 2 }, (_, e) => (e % (units + 1) === 0 ? 1 : 0));

  test.each([float32, float64])("softmax and cce in $precision", (arithmetic) => {
    const program = new Program(networkGraph(single("softmax", 3), "cce", "sum"), {
      maxRows: 2,
      arithmetic,
      gradients: "all",
    });
    program.setData("layers.0.weight", identity(3), 2);
    program.setData("x", [1e4, -1e4, 0, -1e4, -1e4, -1e4], 2);
    program.setData("labels", [1, 2], 2);
    run(program.forward(2));
    run(program.backward(2));
    const third = arithmetic.round(1 / 3);
    expect([...program.value("layers.0.u", 2).data]).toEqual([1, 0, 0, third, third, third]);
    expect(program.value("losses", 2).data[0]).toBe(2e4);
    expect(program.value("losses", 2).data[1]).toBeCloseTo(Math.log(3), 6);
    expect([...program.gradient("layers.0.z", 2).data.slice(0, 3)]).toEqual([1, -1, 0]);
  });

  test.each([float32, float64])("sigmoid and bce in $precision", (arithmetic) => {
    const program = new Program(networkGraph(single("sigmoid", 1), "bce", "sum"), {
      maxRows: 4,
      arithmetic,
      gradients: "all",
    });
    program.setData("layers.0.weight", [1], 4);
    program.setData("x", [1e4, 1e4, -1e4, -1e4], 4);
    program.setData("y", [1, 0, 1, 0], 4);
    run(program.forward(4));
    run(program.backward(4));
    expect([...program.value("losses", 4).data]).toEqual([0, 1e4, 1e4, 0]);
    expect([...program.gradient("layers.0.z", 4).data]).toEqual([0, 1, -1, 0]);
  });
});

describe("dropout", () => {
  const spec: NetworkSpec = {
    inputs: 2,
    layers: [
      { units: 400, activation: "identity", bias: true, dropout: 0.25 },
      { units: 2, activation: "softmax", bias: true },
    ],
  };

  test("is the identity unless switched on", () => {
    const { program } = programOf(spec, 5);
    run(program.forward(5));
    const { data } = program.value("layers.0.dropout", 5);
    expect(data).toEqual(program.value("layers.0.u", 5).data);
  });

  test("drops about its rate, scales the rest, and passes gradients where it kept", () => {
    const { program } = programOf(spec, 5);
    program.dropout(true);
    program.drawDropout(new Random(1, "dropout"), 5);
    run(program.forward(5));
    run(program.backward(5));
    const before = program.value("layers.0.u", 5).data;
    const after = program.value("layers.0.dropout", 5).data;
    const inner = program.gradient("layers.0.u", 5).data;
    const outer = program.gradient("layers.0.dropout", 5).data;
    const scale = Math.fround(4 / 3);
    let dropped = 0;
    for (let e = 0; e < after.length; e++) {
      const kept = after[e] !== 0;
      if (!kept) dropped++;
      expect(after[e]).toBe(kept ? Math.fround((before[e] as number) * scale) : 0);
      expect(inner[e]).toBe(kept ? Math.fround((outer[e] as number) * scale) : 0);
    }
    expect(dropped / after.length).toBeGreaterThan(0.21);
    expect(dropped / after.length).toBeLessThan(0.29);
  });

  test("the same generator draws the same masks", () => {
    const outputs = [0, 1].map(() => {
      const { program } = programOf(spec, 5);
      program.dropout(true);
      program.drawDropout(new Random(1, "dropout"), 5);
      run(program.forward(5));
      return program.value("layers.0.dropout", 5).data;
    });
    expect(outputs[0]).toEqual(outputs[1]);
  });
});
