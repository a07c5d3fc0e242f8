import { UserError } from "../errors.ts";
import type { GraphNode } from "./graph.ts";
import type { Emitter, Operation } from "./operation.ts";
import { shapeText } from "./shapes.ts";

/** Multiply-adds a single call may take, so that training can be paused between calls. */
const LARGEST_CALL = 32_000_000;

/** A matrix in the arena: element (i, k) is at address + i·row + k·step. */
export interface StridedMatrix {
  readonly address: number;
  readonly row: number;
  readonly step: number;
}

/** Emits C[i, j] += Σ_k A[i, k]·B[j, k] in calls of bounded length, each a block of C. */
export function emitProduct(
  plan: Emitter,
  a: StridedMatrix,
  b: StridedMatrix,
  c: { readonly address: number; readonly row: number },
  counts: { readonly rows: number; readonly columns: number; readonly depth: number },
): void {
  const { rows, columns, depth } = counts;
  // Near squares, as each block reads its rows and its columns anew; in whole tiles of the kernel.
  const area = Math.max(32, LARGEST_CALL / depth);
  const mostRows = pieces(rows, Math.max(Math.sqrt(area), area / columns), 4);
  const mostColumns = pieces(columns, area / mostRows, 8);
  for (let row = 0; row < rows; row += mostRows) {
    const blockRows = Math.min(mostRows, rows - row);
    const left = [a.address + row * a.row, a.row, a.step] as const;
    for (let column = 0; column < columns; column += mostColumns) {
      const blockColumns = Math.min(mostColumns, columns - column);
      const right = [b.address + column * b.row, b.row, b.step] as const;
      const out = c.address + row * c.row + column;
      plan.call("product", ...left, ...right, out, c.row, blockRows, blockColumns, depth);
    }
  }
}

/** Length of even pieces of `all`, each a multiple of `unit` and (but for one unit) ≤ `bound`. */
function pieces(all: number, bound: number, unit: number): number {
  const most = Math.max(1, Math.floor(bound / unit)) * unit;
  return Math.ceil(all / Math.ceil(all / most) / unit) * unit;
}

/** Z = X·Wᵀ + b (eq. 10): X [N, inputs], W [outputs, inputs], b [outputs] or absent. */
export const linear: Operation = {
  name: "linear",

  shape([x = [], weight = [], bias]) {
    const fits = x.length === 2 && weight.length === 2 && x[1] === weight[1];
    if (!fits || (bias !== undefined && (bias.length !== 1 || bias[0] !== weight[0]))) {
      const shapes = [x, weight, bias].filter((shape) => shape !== undefined).map(shapeText);
      throw new UserError(
        `X·Wᵀ + b needs X [N, inputs], W [outputs, inputs], b [outputs]; it has ${shapes.join(", ")}`,
        "make the number of inputs and outputs agree",
      );
    }
    return [x[0] ?? "N", weight[0] ?? 0];
  },

  forward(node, plan) {
    const { x, weight, bias, rows, inputs, outputs } = parts(node, plan);
    const z = plan.value(node);
    if (bias === undefined) plan.call("fill", z, 0, rows * outputs);
    else plan.call("repeatRow", plan.value(bias), z, rows, outputs);
    emitProduct(
      plan,
      { address: plan.value(x), row: inputs, step: 1 },
      { address: plan.value(weight), row: inputs, step: 1 },
      { address: z, row: outputs },
      { rows, columns: outputs, depth: inputs },
    );
  },

  backward(node, plan) {
    const { x, weight, bias, rows, inputs, outputs } = parts(node, plan);
    const dz = plan.gradient(node);
    if (bias !== undefined && plan.gradient(bias) >= 0) {
      plan.call("addRows", dz, plan.gradient(bias), rows, outputs);
    }
    if (plan.gradient(weight) >= 0) {
      emitProduct(
        plan,
        { address: dz, row: 1, step: outputs },
        { address: plan.value(x), row: 1, step: inputs },
        { address: plan.gradient(weight), row: inputs },
        { rows: outputs, columns: inputs, depth: rows },
      );
    }
    if (plan.gradient(x) >= 0) {
      emitProduct(
        plan,
        { address: dz, row: outputs, step: 1 },
        { address: plan.value(weight), row: 1, step: inputs },
        { address: plan.gradient(x), row: inputs },
        { rows, columns: inputs, depth: outputs },
      );
    }
  },

  tex(node, name) {
    const [x, weight, bias] = node.inputs.map(name);
    return `${name(node)} = ${x}\\,${weight}^{\\mathsf T}${bias === undefined ? "" : ` + ${bias}`}`;
  },
};

function parts(node: GraphNode, plan: Emitter) {
  const [x, weight, bias] = node.inputs as [GraphNode, GraphNode, GraphNode?];
  const [outputs, inputs] = weight.shape as [number, number];
  return { x, weight, bias, rows: plan.size(x) / inputs, inputs, outputs };
}
