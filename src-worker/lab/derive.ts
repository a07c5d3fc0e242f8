import { UserError } from "../errors.ts";
import type { ExpressionGraph } from "../graph/expression/expression.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import { concreteShape, elementCount } from "../graph/shapes.ts";
import { gradientTensors, tensorDot } from "../graph/tensors.ts";
import type { LabChain, LabDerivative, LabGradient, LabRequest, LabTensor } from "./contract.ts";
import { cutAt } from "./cut.ts";
import { checkDifferences } from "./differences.ts";
import { Entries } from "./entries.ts";
import { formulaTex } from "./formula-tex.ts";
import type { Symbols } from "./symbols.ts";

/** Elements a gradient tensor may have here: what can be looked at while typing. */
const MOST_ELEMENTS = 2 ** 16;
/** Element operations that the gradients and their check may take, about: a tenth of a second. */
const MOST_WORK = 4e7;

type Wish = Pick<LabRequest, "of" | "by" | "through">;
type Values = ReadonlyMap<string, LabTensor>;

/**
 * The derivative that is asked for, its check and its chain rule; null where Y does not depend on
 * X. Names that are no longer there are as if nothing was asked.
 */
export function derive(
  { of, by, through }: Wish,
  { graph, value }: ExpressionGraph,
  symbols: Symbols,
  values: Values,
): LabDerivative | null {
  const { variables } = symbols;
  const find = (name: string | null) => variables.find((node) => node.name === name);
  const y = find(of) ?? value;
  const before = ancestors(y);
  const asked = find(by);
  const first = variables.find((node) => node.kind !== "computed" && before.has(node));
  const x = asked && asked !== y ? asked : first;
  if (!x || x === y || !before.has(x)) return null;
  const between = variables.filter((node) => {
    return node !== x && node !== y && before.has(node) && ancestors(node).has(x);
  });
  const direct = gradients(graph, y, [x], values).get(x) as LabTensor;
  const entries = new Entries(graph, symbols.named).derivative(y, x);
  const z = between.find((node) => node.name === through);
  return {
    ...described(y, x, direct, symbols),
    ofShape: concreteShape(y.shape, 1),
    byShape: concreteShape(x.shape, 1),
    entries: entries?.map(formulaTex) ?? [],
    check: checkDifferences(
      graph,
      y,
      x,
      new Map([...values].map(([name, { data }]) => [name, data])),
      direct,
    ),
    chain: z ? chain(graph, [y, z, x], values, direct, symbols) : null,
    between: between.map(({ name }) => name),
  };
}

/** ∂Y/∂X by one reverse pass for each element of Y; a computed X is moved by itself. */
function gradients(
  graph: Graph,
  y: GraphNode,
  by: readonly GraphNode[],
  values: Values,
): ReadonlyMap<GraphNode, LabTensor> {
  const outer = elementCount(y.shape, 1);
  const inner = by.reduce((total, { shape }) => total + elementCount(shape, 1), 0);
  const size = graph.nodes.reduce((total, { shape }) => total + elementCount(shape, 1), 0);
  if (outer * inner > MOST_ELEMENTS || (outer + inner) * size > MOST_WORK) {
    throw new UserError(
      `∂${y.name}/∂${by[0]?.name} has ${outer * inner} elements, too many to work out while typing`,
      "give smaller inputs, or choose a smaller variable",
    );
  }
  const given = graph.nodes.filter(({ kind }) => kind !== "computed");
  const { gradients } = gradientTensors(graph, {
    of: y.name,
    by: by.map(({ name }) => name),
    values: Object.fromEntries(
      given.map(({ name }) => [name, (values.get(name) as LabTensor).data]),
    ),
    rows: 1,
  });
  return new Map(
    by.map((node) => {
      const { shape, data } = gradients.get(node.name) as { shape: number[]; data: Float64Array };
      return [node, { shape, data }];
    }),
  );
}

/** ∂Y/∂X = ∂Y/∂Z · ∂Z/∂X, and what goes past Z. */
function chain(
  graph: Graph,
  [y, z, x]: readonly [GraphNode, GraphNode, GraphNode],
  values: Values,
  direct: LabTensor,
  symbols: Symbols,
): LabChain {
  const left = gradients(graph, y, [z], values).get(z) as LabTensor;
  const right = gradients(graph, z, [x], values).get(x) as LabTensor;
  const product = tensorDot(left, right, z.shape.length) as LabTensor;
  // With Z held as it is, only the other paths are left.
  const held = cutAt(graph, z.name);
  const [heldY, heldX] = [y, x].map(({ index }) => held.nodes[index]) as [GraphNode, GraphNode];
  const around = ancestors(heldY).has(heldX)
    ? (gradients(held, heldY, [heldX], values).get(heldX) as LabTensor)
    : null;
  const worst = direct.data.reduce((most, own, place) => {
    const sum = (product.data[place] as number) + (around?.data[place] ?? 0);
    const error = Math.abs(sum - own);
    return Math.max(most, error);
  }, 0);
  return {
    through: z.name,
    axes: concreteShape(z.shape, 1),
    left: described(y, z, left, symbols),
    right: described(z, x, right, symbols),
    product,
    around,
    worst,
  };
}

function described(y: GraphNode, x: GraphNode, tensor: LabTensor, symbols: Symbols): LabGradient {
  const tex = `\\frac{\\partial ${symbols.tex(y)}}{\\partial ${symbols.tex(x)}}`;
  return { of: y.name, by: x.name, tex, tensor };
}

/** The node and all that it is computed from. */
function ancestors(node: GraphNode): ReadonlySet<GraphNode> {
  const found = new Set<GraphNode>([node]);
  // A set is gone through in the order of insertion, those added meanwhile too.
  for (const one of found) for (const input of one.inputs) found.add(input);
  return found;
}
