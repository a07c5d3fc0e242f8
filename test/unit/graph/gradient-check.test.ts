import fc from "fast-check";
import { expect, test } from "vitest";
import { activations } from "../../../src-worker/graph/activations.ts";
import { networkGraph } from "../../../src-worker/graph/build.ts";
import { findLoss, losses } from "../../../src-worker/graph/losses.ts";
import type { LossName, NetworkSpec, Reduction } from "../../../src-worker/graph/network.ts";
import { Program } from "../../../src-worker/graph/program.ts";
import { float64 } from "../../../src-worker/kernels/elementary.ts";
import { Random } from "../../../src-worker/kernels/random.ts";

/** Step of the five-point difference quotient; its truncation error is of order step⁴. */
const STEP = 5e-4;

interface Drawn {
  readonly seed: number;
  readonly widths: readonly number[];
  readonly inputs: number;
  readonly rows: number;
  readonly bias: boolean;
  readonly reduction: Reduction;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  seed: fc.nat(),
  widths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
  inputs: fc.integer({ min: 1, max: 5 }),
  rows: fc.integer({ min: 1, max: 64 }),
  bias: fc.boolean(),
  reduction: fc.constantFrom<Reduction>("sum", "mean"),
});

/** Worst relative error of backpropagation over some parameters and inputs of a random network. */
function worstError(activation: string, loss: LossName, draw: Drawn): number {
  const { seed, widths, inputs, rows, bias, reduction } = draw;
  const last = loss === "squared" ? activation : findLoss(loss).outputActivation;
  const network: NetworkSpec = {
    inputs,
    layers: widths.map((units, layer) => ({
      units,
      activation: layer === widths.length - 1 ? last : activation,
      bias,
    })),
  };
  const graph = networkGraph(network, loss, reduction);
  const program = new Program(graph, { maxRows: rows, arithmetic: float64, gradients: "all" });
  const random = new Random(seed);
  for (const { name, kind, shape } of graph.nodes) {
    const size = shape.reduce<number>((n, d) => n * (d === "N" ? rows : d), 1);
    if (kind === "computed") continue;
    const classes = name === "labels" ? (widths.at(-1) ?? 1) : 2;
    const whole = name === "labels" || (name === "y" && loss === "bce");
    // Small, so that six exponentials in a row stay tame enough for differences.
    const draw = () => (whole ? random.below(classes) : random.uniform() - 0.5);
    const values = Array.from({ length: size }, draw);
    program.setData(name, values, rows);
  }
  const run = () => {
    for (const call of program.forward(rows)) call.run();
    return program.value("loss", rows).data[0] as number;
  };
  const base = run();
  fc.pre(Number.isFinite(base) && base < 1e4);
  for (const call of program.backward(rows)) call.run();

  const kinks = activations.find(({ name }) => name === activation)?.kinks ?? [];
  const sides = () =>
    widths.flatMap((_, layer) =>
      [...program.value(`layers.${layer}.z`, rows).data].map((z) => kinks.every((k) => z >= k)),
    );
  const { f } = program.memory;
  const names = [...graph.nodes.filter(({ kind }) => kind === "parameter").map((n) => n.name), "x"];
  const gradients = new Map(names.map((name) => [name, program.gradient(name, rows).data]));
  let worst = 0;
  for (const [name, gradient] of gradients) {
    const element = random.below(gradient.length);
    const address = program.address(name) + element;
    const value = f[address] as number;
    const patterns: string[] = [];
    const at = (steps: number) => {
      f[address] = value + steps * STEP;
      const result = run();
      if (kinks.length > 0) patterns.push(sides().join());
      f[address] = value;
      return result;
    };
    const numeric = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * STEP);
    // Where a step crosses a kink, the difference quotient is no derivative.
    if (new Set(patterns).size > 1) continue;
    const exact = gradient[element] as number;
    const scale = Math.max(Math.abs(exact), Math.abs(numeric), 1e-3 * Math.max(1, base));
    worst = Math.max(worst, Math.abs(exact - numeric) / scale);
  }
  return worst;
}

const trainable = activations.filter(({ role }) => role !== "output").map(({ name }) => name);
const pairs = trainable.flatMap((name) =>
  losses.map((loss): [string, LossName] => [name, loss.name]),
);

test.each(pairs)("backpropagation is the derivative: %s, %s", (activation, loss) => {
  fc.assert(
    fc.property(drawn, (draw) => {
      expect(worstError(activation, loss, draw)).toBeLessThan(1e-6);
    }),
    // The same networks at every run, so that a failure is never a matter of luck.
    { numRuns: 12, seed: 20 },
  );
});
