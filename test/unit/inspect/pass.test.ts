import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parameterNames } from "../../../src-worker/graph/build.ts";
import type { LossName, NetworkSpec } from "../../../src-worker/graph/network.ts";
import { chainRule } from "../../../src-worker/inspect/chain.ts";
import { gradientCheck } from "../../../src-worker/inspect/check.ts";
import { explainValue } from "../../../src-worker/inspect/explain.ts";
import { explainGradient } from "../../../src-worker/inspect/explain-gradient.ts";
import { Pass } from "../../../src-worker/inspect/pass.ts";
import { type NetworkProblem, parseProblem } from "../../../src-worker/inspect/problem.ts";
import { sgdStep } from "../../../src-worker/inspect/sgd.ts";
import { solve } from "../../../src-worker/inspect/solve.ts";
import { stepsOf } from "../../../src-worker/inspect/steps.ts";
import { Random } from "../../../src-worker/kernels/random.ts";

const HIDDEN = ["sigmoid", "relu", "tanh", "leakyRelu", "identity", "gelu", "softplus", "exp"];
const OUTPUT = { bce: "sigmoid", cce: "softmax", squared: "identity" } as const;

/** A network with numbers in it, its shape and activations drawn by the seed. */
function randomProblem(seed: number): NetworkProblem {
  const random = new Random(seed, "inspected networks");
  const number = () => random.below(4001) / 1000 - 2;
  const losses: readonly LossName[] = ["bce", "cce", "squared"];
  const loss = losses[seed % 3] as LossName;
  const inputs = 1 + random.below(5);
  const hidden = Array.from({ length: random.below(4) }, () => ({
    units: 1 + random.below(6),
    activation: HIDDEN[random.below(HIDDEN.length)] as string,
    bias: random.below(4) > 0,
    ...(seed % 5 === 0 ? { dropout: 0.5 } : {}),
  }));
  // A softmax before a squared error has a gradient of its own.
  const last = loss === "squared" && seed % 2 === 0 ? "softmax" : OUTPUT[loss];
  const outputs = loss === "cce" ? 2 + random.below(4) : 1 + random.below(3);
  const network: NetworkSpec = {
    inputs,
    layers: [...hidden, { units: outputs, activation: last, bias: true }],
  };
  const rows = 1 + random.below(7);
  const row = (width: number) => Array.from({ length: width }, number);
  const text = JSON.stringify({
    format: "chainrule-problem/1",
    network,
    loss,
    reduction: random.below(2) === 0 ? "mean" : "sum",
    x: Array.from({ length: rows }, () => row(inputs)),
    ...(loss === "cce"
      ? { labels: Array.from({ length: rows }, () => random.below(outputs)) }
      : {
          y: Array.from({ length: rows }, () =>
            loss === "bce" ? row(outputs).map((value) => Number(value > 0)) : row(outputs),
          ),
        }),
    params: Object.fromEntries(
      parameterNames(network).map(({ name, shape: [length, width] }) => [
        name,
        width === undefined ? row(length) : Array.from({ length }, () => row(width)),
      ]),
    ),
  });
  return parseProblem(text, `network ${seed}`) as NetworkProblem;
}

function passOf(problem: NetworkProblem, weighted: boolean): Pass {
  const { network, loss, reduction, rows, x, target, parameters } = problem;
  if (loss === null || target === null) throw new Error("a problem without a loss");
  const values = parameterNames(network).flatMap(({ name }) =>
    Array.from(parameters.get(name) as Float64Array),
  );
  const weights = Array.from({ length: rows }, (_, row) => (row % 3) + 0.5);
  const input = { network, loss, reduction, rows, x, target, ...(weighted && { weights }) };
  return new Pass({ ...input, parameters: Float32Array.from(values) }, "notes");
}

function workedProblems(): { title: string; problem: NetworkProblem }[] {
  const path = join(import.meta.dirname, "../../vectors/worked-problems.json");
  const { cases } = JSON.parse(readFileSync(path, "utf8")) as {
    cases: { problem: { title: string; expressions?: unknown; loss?: string | null } }[];
  };
  return cases.flatMap(({ problem }) => {
    if (problem.expressions || !problem.loss) return [];
    const parsed = parseProblem(JSON.stringify(problem), problem.title) as NetworkProblem;
    return [{ title: problem.title, problem: parsed }];
  });
}

/** Some of the networks again, with a weight for each row. */
const weighted = [3, 4, 5].map((seed) => ({
  title: `network ${seed} with weighted rows`,
  problem: randomProblem(seed),
}));

const random = Array.from({ length: 24 }, (_, seed) => ({
  title: `network ${seed}`,
  problem: randomProblem(seed),
}));

/** All multi-indices of a shape. */
function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, length) =>
      all.flatMap((index) => Array.from({ length }, (_, place) => [...index, place])),
    [[]],
  );
}

describe.each([...random, ...workedProblems(), ...weighted])("$title", ({ title, problem }) => {
  const isWeighted = title.includes("weighted");
  const pass = passOf(problem, isWeighted);

  // A problem has no weights.
  if (!isWeighted)
    test("the numbers are those of solve, to the bit", () => {
      const results = solve(problem);
      let compared = 0;
      for (const [name, { shape, data }] of Object.entries(results)) {
        if (/^(training|final)\./.test(name)) continue;
        const node = pass.node(
          name === "output" ? pass.graph.output.name : name.replace(/^grad\./, ""),
        );
        const tensor = name.startsWith("grad.") ? pass.gradient(node) : pass.value(node);
        expect(tensor.shape).toEqual(shape);
        expect(Array.from(tensor.data)).toEqual(data);
        compared += 1;
      }
      expect(compared).toBeGreaterThan(3);
    });

  test("the terms of every element add up to it, to the bit", () => {
    for (const node of pass.graph.nodes) {
      for (const index of indicesOf(pass.value(node).shape)) {
        const { terms, total, value, finish } = explainValue(pass, node, index);
        if (node.kind !== "computed") expect(total).toBe(0);
        // What is done with the sum at the end is in words of its own.
        // The sum of the rows' losses is float64 until its end.
        else if (finish === "") expect(Math.fround(terms.at(-1)?.sum as number)).toBe(value);
        if (!pass.hasGradient(node)) continue;
        const gradient = explainGradient(pass, node, index);
        if (node.name === "loss") expect(gradient.value).toBe(1);
        // −0 and 0 are the same number.
        else if (gradient.finish === "")
          expect(gradient.terms.at(-1)?.sum).toBe(gradient.value + 0);
      }
    }
  });

  test("gradient tensors and their dot-products give every gradient", () => {
    const steps = stepsOf(pass).filter(({ direction }) => direction === "backward");
    for (const { at, results } of steps) {
      for (const { node } of results) {
        const { product, local, outer, contracted } = chainRule(
          pass,
          pass.node(at),
          pass.node(node),
        );
        const { shape, data } = pass.gradient(pass.node(node));
        expect(product.shape).toEqual(shape);
        expect(local.shape).toEqual([...outer.shape, ...shape]);
        expect(contracted).toBe(outer.shape.length);
        const scale = Array.from(data).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
        for (const [place, value] of data.entries()) {
          expect(Math.abs((product.data[place] as number) - value)).toBeLessThan(1e-5 * scale);
        }
      }
    }
  });

  test("central differences agree, for all and for one parameter", () => {
    const { network, loss, reduction, parameters } = pass.input;
    const own = { offset: 0, length: 1 };
    const one = gradientCheck(network, parameters, pass.input, loss, reduction, {
      seed: 0,
      among: own,
    });
    expect(one.checked).toBe(1);
    const all = gradientCheck(network, parameters, pass.input, loss, reduction, { seed: 0 });
    expect(all.checked).toBe(parameters.length);
    expect(all.worst).toBeLessThan(1e-5);
  });

  test("one step of gradient descent: θ′ = θ − α·∂L/∂θ", () => {
    const step = sgdStep(pass, 1e-4);
    expect(step.before).toBe(pass.value(pass.node("loss")).data[0]);
    expect(Number.isFinite(step.after)).toBe(true);
    for (const { name } of parameterNames(problem.network)) {
      const node = pass.node(name);
      const [before, moved, after] = (["value", "step", "after"] as const).map(
        (side) => pass.tensor(node, side).data,
      );
      for (const [place, value] of (after as Float32Array).entries()) {
        const expected = Math.fround((before?.[place] as number) - (moved?.[place] as number));
        expect(value).toBe(expected);
      }
    }
  });
});
