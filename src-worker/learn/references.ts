import { UserError } from "../errors.ts";
import { parameterNames } from "../graph/build.ts";
import type { NetworkProblem, Problem } from "../inspect/problem.ts";
import { type Result, solve } from "../inspect/solve.ts";
import { quoted } from "../json.ts";

/** A problem of a lesson with all its numbers: what is given and what follows from it. */
export interface SolvedProblem {
  readonly problem: Problem;
  /** Results of `solve`, and `x`, `y`, `labels`, every parameter or input, and the sizes
   *  `network.inputs` and `network.layers.K.units`. */
  readonly values: ReadonlyMap<string, Result>;
}

export function solved(problem: Problem): SolvedProblem {
  const values = new Map(problem.kind === "network" ? givenOfNetwork(problem) : []);
  if (problem.kind === "formulas") {
    for (const { name, shape, kind } of problem.formulas.graph.nodes) {
      const data = problem.values[name];
      // An expression's shapes have no "N": all its inputs have lengths.
      if (kind === "data" && data) values.set(name, { shape: shape as readonly number[], data });
    }
  }
  for (const [name, result] of Object.entries(solve(problem))) values.set(name, result);
  return { problem, values };
}

function givenOfNetwork({ network, rows, x, target, parameters }: NetworkProblem) {
  const number = (value: number): Result => ({ shape: [], data: [value] });
  const given: [string, Result][] = [
    ["x", { shape: [rows, network.inputs], data: Array.from(x) }],
    ["network.inputs", number(network.inputs)],
  ];
  for (const [layer, { units }] of network.layers.entries()) {
    given.push([`network.layers.${layer}.units`, number(units)]);
  }
  for (const { name, shape } of parameterNames(network)) {
    given.push([name, { shape, data: Array.from(parameters.get(name) ?? []) }]);
  }
  if (target instanceof Int32Array) {
    given.push(["labels", { shape: [rows], data: Array.from(target) }]);
  } else if (target) {
    given.push(["y", { shape: [rows, target.length / rows], data: Array.from(target) }]);
  }
  return given;
}

/**
 * What a reference stands for: `name` drawn numbers, `problem/result` a tensor of a problem, and
 * with `[2]` or `[2,0]` after it the part at those indices, counted from 0.
 *
 * @throws {UserError} when there is no such thing
 */
export function dereference(
  reference: string,
  numbers: ReadonlyMap<string, Result>,
  problems: ReadonlyMap<string, SolvedProblem>,
): Result {
  const [, path = "", indices] = /^([^[\]]+?)\s*(?:\[([\d,\s]+)\])?$/.exec(reference) ?? [];
  const slash = path.indexOf("/");
  const whole =
    slash < 0
      ? numbers.get(path)
      : problems.get(path.slice(0, slash))?.values.get(path.slice(slash + 1));
  if (!whole) {
    const known = slash < 0 ? [...numbers.keys()] : namesOf(path.slice(0, slash), problems);
    throw new UserError(
      `there is no ${quoted(reference)} in the lesson`,
      known.length > 0 ? `there are ${known.join(", ")}` : "declare it in the lesson",
    );
  }
  return indices === undefined ? whole : part(reference, whole, indices.split(",").map(Number));
}

function namesOf(problem: string, problems: ReadonlyMap<string, SolvedProblem>): readonly string[] {
  const found = problems.get(problem);
  return found ? [...found.values.keys()] : [...problems.keys()].map((name) => `${name}/…`);
}

function part(reference: string, { shape, data }: Result, indices: readonly number[]): Result {
  let rest = data;
  for (const [axis, index] of indices.entries()) {
    const length = shape[axis];
    if (length === undefined || index >= length) {
      throw new UserError(
        `${quoted(reference)} is outside of the shape [${shape.join(", ")}]`,
        "indices count from 0",
      );
    }
    const size = rest.length / length;
    rest = rest.slice(index * size, (index + 1) * size);
  }
  return { shape: shape.slice(indices.length), data: rest };
}
