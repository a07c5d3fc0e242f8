import { UserError } from "../errors.ts";
import { GraphBuilder } from "../graph/builder.ts";
import type { GraphNode } from "../graph/graph.ts";
import type { Tensor } from "../graph/program.ts";
import { elementCount } from "../graph/shapes.ts";
import { gradientTensors, tensorDot } from "../graph/tensors.ts";
import { float32 } from "../kernels/elementary.ts";
import type { ChainRule } from "./contract.ts";
import type { Pass } from "./pass.ts";

/** Elements of a gradient tensor that is shown. */
const LARGEST = 2 ** 16;

/**
 * The chain rule from Y to X, a node that Y is computed from: the gradient tensor ∂Y/∂X, all paths
 * between them together, and its tensor dot-product with ∂L/∂Y.
 * @throws {UserError} when ∂Y/∂X would be too large to look at, or Y does not depend on X
 */
export function chainRule(pass: Pass, of: GraphNode, by: GraphNode): ChainRule {
  const { equations, rows } = pass;
  const elements = elementCount(of.shape, rows) * elementCount(by.shape, rows);
  if (elements > LARGEST) {
    const [y, x] = [equations.of(of).text, equations.of(by).text];
    throw new UserError(
      `∂${y}/∂${x} would have ${elements} numbers, more than ${LARGEST} that can be shown`,
      "choose fewer rows or a smaller layer",
    );
  }
  // Refuses what is only compared with.
  pass.gradient(by);
  const { nodes, values } = between(pass, of, by);
  const y = nodes.at(-1) as GraphNode;
  const local = gradientTensors(
    { nodes, output: y, loss: y },
    { of: y.name, by: [by.name], values, rows, arithmetic: float32 },
  ).gradients.get(by.name) as Tensor;
  const outer = pass.gradient(of);
  const contracted = of.shape.length;
  const product = tensorDot(outer, local, contracted);
  return {
    of: of.name,
    by: by.name,
    formula: equations.chain(of, by),
    // A copy, as results are moved out of the worker.
    outer: { shape: outer.shape, data: outer.data.slice() },
    local,
    contracted,
    product,
  };
}

/** What is computed from X on the way to Y; everything else of it given as data. */
function between(pass: Pass, of: GraphNode, by: GraphNode) {
  const builder = new GraphBuilder();
  const made = new Map<GraphNode, GraphNode>();
  const values: Record<string, ArrayLike<number>> = {};
  const depends = (node: GraphNode): boolean =>
    node === by || node.inputs.some((input) => depends(input));
  const build = (node: GraphNode): GraphNode => {
    const known = made.get(node);
    if (known) return known;
    const computed = node !== by && depends(node);
    const { name, shape, operation, attributes } = node;
    const own = computed
      ? builder.apply(name, operation, node.inputs.map(build), attributes)
      : builder.data(name, shape, attributes.role === "target" ? "target" : "input");
    if (!computed) values[name] = pass.value(node).data;
    made.set(node, own);
    return own;
  };
  if (of === by || !depends(of)) {
    throw new UserError(`${of.name} is not computed from ${by.name}`, "choose one of its operands");
  }
  return { nodes: builder.graph(build(of)).nodes, values };
}
