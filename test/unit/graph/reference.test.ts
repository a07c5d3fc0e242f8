import { expect, test } from "vitest";
import { networkGraph } from "../../../src-worker/graph/build.ts";
import type { LossName, NetworkSpec, Reduction } from "../../../src-worker/graph/network.ts";
import { Program } from "../../../src-worker/graph/program.ts";
import { float32, float64 } from "../../../src-worker/kernels/elementary.ts";
import type { Arithmetic } from "../../../src-worker/kernels/memory.ts";
import gradients from "../../vectors/gradients.json" with { type: "json" };
import worked from "../../vectors/worked-problems.json" with { type: "json" };

interface Case {
  problem: {
    title: string;
    network: NetworkSpec;
    loss?: LossName | null;
    reduction?: Reduction;
    x: number[][];
    y?: number[][];
    labels?: number[];
    params: Record<string, number[] | number[][]>;
  };
  expected: Record<string, { shape: number[]; data: number[] }>;
  tolerance: number;
}

const cases: readonly Case[] = [...worked.cases, ...gradients.cases] as unknown as Case[];

/** Runs the problem and compares every expected tensor within `tolerance`. */
function compare({ problem, expected }: Case, arithmetic: Arithmetic, tolerance: number): void {
  const graph = networkGraph(problem.network, problem.loss ?? null, problem.reduction ?? "sum");
  const rows = problem.x.length;
  const program = new Program(graph, { maxRows: rows + 3, arithmetic, gradients: "all" });
  program.setData("x", problem.x.flat(), rows);
  if (problem.labels) program.setData("labels", problem.labels, rows);
  else if (problem.y && problem.loss) program.setData("y", problem.y.flat(), rows);
  for (const [name, values] of Object.entries(problem.params)) {
    program.setData(name, (values as number[][]).flat(), rows);
  }
  for (const call of program.forward(rows)) call.run();
  if (problem.loss) for (const call of program.backward(rows)) call.run();

  let compared = 0;
  for (const [name, { shape, data }] of Object.entries(expected)) {
    if (/^(training|final)\./.test(name)) continue;
    const found = name.startsWith("grad.")
      ? program.gradient(name.slice(5), rows)
      : program.value(name === "output" ? graph.output.name : name, rows);
    expect(found.shape, name).toEqual(shape);
    const scale = Math.max(1, ...data.map(Math.abs));
    const worst = data.reduce((most, wanted, k) => {
      const difference = Math.abs((found.data[k] ?? Number.NaN) - wanted);
      return Math.max(most, difference);
    }, 0);
    expect(worst / scale, name).toBeLessThanOrEqual(tolerance);
    compared++;
  }
  expect(compared).toBeGreaterThan(0);
}

test.each(cases.map((one): [string, Case] => [one.problem.title, one]))("%s", (_, one) => {
  compare(one, float32, one.tolerance);
  // Where float64 is worse than this, a formula is wrong rather than rounded.
  compare(one, float64, 1e-9);
});
