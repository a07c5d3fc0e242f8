import { findActivation } from "../graph/activations.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import { Program } from "../graph/program.ts";
import { paddedCounts, paddedStrides } from "../graph/shapes.ts";
import { float64 } from "../kernels/elementary.ts";
import type { LabCheck, LabTensor } from "./contract.ts";
import { cutAt } from "./cut.ts";

/** ε^(1/3) of float64: where rounding and truncation errors of a central difference balance. */
const STEP = 6.055454452393343e-6;
/** Wide enough for a fifth of the rounding error. */
const WIDE = 5 * STEP;
/** Errors below this are those of the differences themselves. */
const AGREES = 1e-6;

/**
 * Compares ∂Y/∂X by backpropagation with (Y(x + h) − Y(x − h)) / 2h, one element of X at a time, by
 * the same graph in float64. Where an element does not agree to 10⁻⁷, Richardson's extrapolation
 * of two wider steps decides.
 *
 * @param values of every node, of X too where it is computed: then it is moved by itself
 * @param gradient ∂Y/∂X of shape (M…, N…)
 */
export function checkDifferences(
  graph: Graph,
  y: GraphNode,
  x: GraphNode,
  values: ReadonlyMap<string, ArrayLike<number>>,
  gradient: LabTensor,
): LabCheck {
  const cut = cutAt(graph, x.name);
  const nodes = cut.nodes.slice(0, y.index + 1);
  const output = nodes[y.index] as GraphNode;
  const program = new Program(
    { nodes, output, loss: undefined },
    { maxRows: 1, arithmetic: float64, gradients: "none" },
  );
  for (const node of nodes) {
    if (node.kind === "computed") continue;
    program.setData(node.name, values.get(node.name) as ArrayLike<number>, 1);
  }
  const forward = program.forward(1);
  const point = Float64Array.from(values.get(x.name) as ArrayLike<number>);
  const inner = point.length;
  const outer = gradient.data.length / inner;
  const kinked = nodes.filter((node) => hasKinks(node));
  /** Y at x_n + h, and on which side of their kinks the nodes are. */
  const at = (n: number, h: number) => {
    const moved = point.slice();
    moved[n] = (point[n] as number) + h;
    program.setData(x.name, moved, 1);
    for (const { run } of forward) run();
    return {
      value: program.value(y.name, 1).data,
      sides: kinked.map((node) => sidesOf(program, node)),
    };
  };
  const data = new Float64Array(outer * inner);
  const kinks: LabCheck["kinks"][number][] = [];
  const largest = gradient.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const size = (values.get(y.name) ?? []) as ArrayLike<number>;
  const scale = Array.from(size).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const floor = 1e-4 * Math.max(largest, scale, 1e-2);
  let worst = 0;
  for (let n = 0; n < inner; n++) {
    const unit = Math.max(1, Math.abs(point[n] as number));
    const difference = (h: number) => {
      const [above, below] = [at(n, h), at(n, -h)];
      const crossed = kinked.find((_, place) => {
        return differs(above.sides[place] as Float64Array, below.sides[place] as Float64Array);
      });
      const slopes = above.value.map((value, m) => (value - (below.value[m] as number)) / (2 * h));
      return { slopes, crossed };
    };
    const narrow = difference(STEP * unit);
    if (narrow.crossed) kinks.push({ element: n, node: narrow.crossed.name });
    let wide: { once: ReturnType<typeof difference>; twice: ReturnType<typeof difference> } | null =
      null;
    for (let m = 0; m < outer; m++) {
      const slope = gradient.data[m * inner + n] as number;
      const errorOf = (value: number) => {
        if (value === slope) return 0;
        return Math.abs(value - slope) / Math.max(Math.abs(value), Math.abs(slope), floor);
      };
      let value = narrow.slopes[m] as number;
      if (!narrow.crossed && !(errorOf(value) <= 1e-7)) {
        wide ??= { once: difference(WIDE * unit), twice: difference(2 * WIDE * unit) };
        if (!wide.once.crossed && !wide.twice.crossed) {
          value = (4 * (wide.once.slopes[m] as number) - (wide.twice.slopes[m] as number)) / 3;
        }
      }
      data[m * inner + n] = value;
      if (narrow.crossed) continue;
      const error = errorOf(value);
      // Also true for an error that is not a number.
      if (!(error <= worst)) worst = error;
    }
  }
  const difference = { shape: gradient.shape, data };
  return { difference, worst, agrees: worst <= AGREES, kinks };
}

/** Points where the derivative of an operation of one input does not exist. */
function kinksOf({ operation }: GraphNode): readonly number[] {
  if (operation === "abs") return [0];
  return ["threshold", "relu", "leakyRelu"].includes(operation)
    ? findActivation(operation).kinks
    : [];
}

function hasKinks(node: GraphNode): boolean {
  return ["maximum", "minimum"].includes(node.operation) || kinksOf(node).length > 0;
}

/** For each element −1, 0 or 1: on which side of its kink it is. */
function sidesOf(program: Program, node: GraphNode): Float64Array {
  const [first, second] = node.inputs as [GraphNode, GraphNode?];
  const left = program.value(first.name, 1).data;
  if (!second) {
    const [kink = 0] = kinksOf(node);
    return Float64Array.from(left, (value) => Math.sign(value - kink));
  }
  const right = program.value(second.name, 1).data;
  const counts = paddedCounts(node.shape, 1);
  const strides = [first, second].map((input) => paddedStrides(input.shape, 1));
  const size = counts.reduce((product, length) => product * length, 1);
  return Float64Array.from({ length: size }, (_, place) => {
    let rest = place;
    const at = [0, 0];
    for (let axis = counts.length - 1; axis >= 0; axis--) {
      const count = counts[axis] as number;
      const index = rest % count;
      rest = (rest - index) / count;
      at[0] = (at[0] as number) + index * ((strides[0] as number[])[axis] as number);
      at[1] = (at[1] as number) + index * ((strides[1] as number[])[axis] as number);
    }
    return Math.sign((left[at[0] as number] as number) - (right[at[1] as number] as number));
  });
}

/** Whether an element changed its side, or is on its kink and moves. */
function differs(above: Float64Array, below: Float64Array): boolean {
  return above.some((side, place) => side !== below[place]);
}
