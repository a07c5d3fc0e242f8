import { nameTex } from "../graph/expression/tex.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import { elementCount } from "../graph/shapes.ts";
import { elementRule, type Term } from "./element-rules.ts";
import { element, type Formula, ONE, product, sum } from "./formula.ts";

/** Elements of gradient tensors that get a formula each. */
const MOST_ENTRIES = 100;
/** Elements of all nodes between that are gone through, once for each element of Y. */
const MOST_ELEMENTS = 20_000;

/** Formulas of the elements of a graph's tensors, and of their derivatives. */
export class Entries {
  private readonly graph: Graph;
  /** Nodes whose elements are called by name in formulas. */
  private readonly named: ReadonlySet<GraphNode>;
  private readonly values = new Map<string, Formula>();

  /** @param named inputs and definitions */
  constructor(graph: Graph, named: Iterable<GraphNode>) {
    this.graph = graph;
    this.named = new Set(named);
  }

  /**
   * A formula for each element of ∂Y/∂X, row-major with the axes of Y first, in which nodes after
   * X are called by their names; null where there are too many elements to show.
   */
  derivative(y: GraphNode, x: GraphNode): readonly Formula[] | null {
    const [outer, inner] = [elementCount(y.shape, 1), elementCount(x.shape, 1)];
    if (outer * inner > MOST_ENTRIES) return null;
    // Those that X has an influence on, and X itself.
    const between = new Set([x]);
    for (const node of this.graph.nodes.slice(x.index, y.index + 1)) {
      if (node.inputs.some((input) => between.has(input))) between.add(node);
    }
    let elements = 0;
    for (const { shape } of between) elements += elementCount(shape, 1);
    if (outer * elements > MOST_ELEMENTS) return null;
    return Array.from({ length: outer }, (_, m) => this.row(y, m, x, between, inner)).flat();
  }

  /**
   * ∂Y_m/∂X by the chain rule from Y back to X, as backpropagation goes: so a factor that several
   * paths share is written once.
   */
  private row(
    y: GraphNode,
    m: number,
    x: GraphNode,
    between: ReadonlySet<GraphNode>,
    inner: number,
  ): Formula[] {
    const parts = new Map<GraphNode, Map<number, Formula[]>>([[y, new Map([[m, [ONE]]])]]);
    for (const node of [...between].toReversed()) {
      if (node === x) continue;
      for (const [place, list] of parts.get(node) ?? []) {
        const { terms, self } = this.rule(node, place);
        const adjoint = sum(list);
        for (const { input, element, slope } of terms) {
          if (!between.has(input)) continue;
          const own = parts.get(input) ?? new Map<number, Formula[]>();
          parts.set(input, own);
          own.set(element, [...(own.get(element) ?? []), product([adjoint, slope(self())])]);
        }
      }
    }
    const own = parts.get(x);
    return Array.from({ length: inner }, (_, n) => sum(own?.get(n) ?? []));
  }

  /** The element as a symbol: by name, or else as a formula of what it is computed from. */
  private value(node: GraphNode, place: number): Formula {
    const key = `${node.index}.${place}`;
    const known = this.values.get(key);
    if (known) return known;
    const value =
      node.kind !== "computed" || this.named.has(node)
        ? element(node.name, place, elementTex(node.name, node.shape as readonly number[], place))
        : this.rule(node, place).formula();
    this.values.set(key, value);
    return value;
  }

  private rule(node: GraphNode, place: number) {
    const { terms, formula } = elementRule(node, place, (input, at) => this.value(input, at));
    return { terms: terms as readonly Term[], formula, self: () => this.value(node, place) };
  }
}

/** x_2, or W_{1,12} where an index has two digits; counted from 1, as the notes do. */
function elementTex(name: string, shape: readonly number[], place: number): string {
  return nameTex(name, indexText(shape, place));
}

/** The multi-index of a row-major place, from 1: "12", or "1,12" where a digit is not enough. */
function indexText(shape: readonly number[], place: number): string {
  const indices: number[] = [];
  let rest = place;
  for (const length of shape.toReversed()) {
    indices.unshift((rest % length) + 1);
    rest = Math.floor(rest / length);
  }
  return indices.join(shape.some((length) => length > 9) ? "," : "");
}
