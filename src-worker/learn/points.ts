import { UserError } from "../errors.ts";
import { expressionGraph } from "../graph/expression/expression.ts";
import { Program, type Tensor } from "../graph/program.ts";
import { gradientTensors } from "../graph/tensors.ts";
import type { Result } from "../inspect/solve.ts";
import { float64 } from "../kernels/elementary.ts";
import { Random } from "../kernels/random.ts";
import type { GradientFile, VariablesFile } from "./schema.ts";

/** Values of all variables of a formula, by name, row-major. */
export type Point = Readonly<Record<string, readonly number[]>>;
export type Shapes = Readonly<Record<string, readonly number[]>>;

/** Different formulas agree at all of them only by a chance of nothing. */
const POINTS = 24;

export const shapesOf = (variables: VariablesFile): Shapes =>
  Object.fromEntries(Object.entries(variables).map(([name, { shape }]) => [name, shape]));

/** More points of a grid are not gone through one by one. */
const MOST_GRID = 1000;

/**
 * The points at which formulas are compared, always the same ones: drawn, or, where all variables
 * are single numbers with a step, all there are, so that no edge is missed.
 */
export function drawPoints(variables: VariablesFile): readonly Point[] {
  return gridOf(variables) ?? drawn(variables);
}

function gridOf(variables: VariablesFile): readonly Point[] | null {
  let grid: Record<string, readonly number[]>[] = [{}];
  for (const [name, { shape, from, to, step }] of Object.entries(variables)) {
    const count = step > 0 ? Math.floor((to - from) / step + 1e-9) + 1 : Number.POSITIVE_INFINITY;
    if (shape.length > 0 || !(count * grid.length <= MOST_GRID)) return null;
    const values = Array.from({ length: count }, (_, index) => from + index * step);
    grid = grid.flatMap((point) => values.map((value) => ({ ...point, [name]: [value] })));
  }
  return grid.length > 1 ? grid : null;
}

function drawn(variables: VariablesFile): readonly Point[] {
  const streams = Object.entries(variables).map(([name, variable]) => ({
    name,
    ...variable,
    size: variable.shape.reduce((product, length) => product * length, 1),
    random: new Random(1, name),
  }));
  return Array.from({ length: POINTS }, () =>
    Object.fromEntries(
      streams.map(({ name, size, from, to, step, random }) => [
        name,
        Array.from({ length: size }, () => {
          const value = from + (to - from) * random.uniform();
          return step > 0 ? Math.round(value / step) * step : value;
        }),
      ]),
    ),
  );
}

/**
 * What formulas say at each point, worked out in float64 on their own computation graph.
 * @throws {UserError} for a formula that cannot be read
 */
export function valuesAt(
  lines: readonly string[],
  shapes: Shapes,
  points: readonly Point[],
): readonly Result[] {
  const { graph, value } = expressionGraph(lines, shapes);
  const { nodes } = graph;
  const program = new Program(
    { nodes, output: value, loss: undefined },
    { maxRows: 1, arithmetic: float64, gradients: "none" },
  );
  const used = nodes.filter(({ kind }) => kind === "data");
  const calls = program.forward(1);
  return points.map((point) => {
    for (const { name } of used) program.setData(name, point[name] ?? [], 1);
    for (const { run } of calls) run();
    return plain(program.value(value.name, 1));
  });
}

/** The gradient tensor of formulas by one of their variables at each point. */
export function gradientsAt(
  { formulas, by, diagonal }: GradientFile,
  shapes: Shapes,
  points: readonly Point[],
): readonly Result[] {
  const { graph, value } = expressionGraph(formulas, shapes);
  return points.map((values) => {
    const { gradients } = gradientTensors(graph, { of: value.name, by: [by], values, rows: 1 });
    const gradient = plain(gradients.get(by) as Tensor);
    return diagonal ? diagonalOf(gradient, diagonal) : gradient;
  });
}

/**
 * Where two axes have equal indices: of δ_ij f_i what is on the diagonal. The first of the axes
 * stays, the second goes.
 */
export function diagonalOf(
  { shape, data }: Result,
  [first, second]: readonly [number, number],
): Result {
  if (first >= second || shape[first] === undefined || shape[first] !== shape[second]) {
    throw new UserError(
      `the axes ${first} and ${second} of [${shape.join(", ")}] have no diagonal`,
      "name two axes of one length, the smaller first",
      { name: "diagonal" },
    );
  }
  const kept = shape.filter((_, axis) => axis !== second);
  const size = kept.reduce((product, length) => product * length, 1);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((p, n) => p * n, 1));
  const picked = Array.from({ length: size }, (_, flat) => {
    let rest = flat;
    const index = kept.map(() => 0);
    for (let axis = kept.length - 1; axis >= 0; axis--) {
      const length = kept[axis] ?? 1;
      index[axis] = rest % length;
      rest = Math.floor(rest / length);
    }
    index.splice(second, 0, index[first] ?? 0);
    return data[index.reduce((sum, i, axis) => sum + i * (strides[axis] ?? 0), 0)] ?? 0;
  });
  return { shape: kept, data: picked };
}

const plain = ({ shape, data }: Tensor): Result => ({ shape, data: Array.from(data) });
