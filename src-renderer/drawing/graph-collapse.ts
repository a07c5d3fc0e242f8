/** data: green; parameter: blue; computed: plain; loss: marked; folded: stands for a group. */
export type DrawnKind = "data" | "parameter" | "computed" | "loss" | "folded";

/** One node of a computation graph as it is drawn. */
export interface DrawnNode {
  readonly id: string;
  /** Its symbol in TeX. */
  readonly tex: string;
  /** Its name as it is spoken, and searched for by tests. */
  readonly name: string;
  readonly kind: DrawnKind;
  /** "12 × 3"; "" for a scalar. */
  readonly shape: string;
  /** Nodes of one group can be folded into one: "Layer 3". */
  readonly group?: string | undefined;
}

/** From an operand to what is computed from it. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
}

const PREFIX = "group:";

/** The id of the box that stands for a folded group. */
export const foldedId = (group: string): string => `${PREFIX}${group}`;

/** The group that a box stands for; null: it is no such box. */
export const groupOf = (id: string): string | null =>
  id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;

/** Puts one box in place of each folded group; edges within it disappear, double ones are one. */
export function foldGraph(
  nodes: readonly DrawnNode[],
  edges: readonly DrawnEdge[],
  folded: ReadonlySet<string>,
): { readonly nodes: readonly DrawnNode[]; readonly edges: readonly DrawnEdge[] } {
  const shownAs = new Map<string, string>();
  const shown = new Map<string, DrawnNode>();
  for (const node of nodes) {
    const { group } = node;
    if (group === undefined || !folded.has(group)) {
      shown.set(node.id, node);
      shownAs.set(node.id, node.id);
      continue;
    }
    const id = foldedId(group);
    shownAs.set(node.id, id);
    if (shown.has(id)) continue;
    const tex = `\\text{${group}}`;
    shown.set(id, { id, tex, name: group, kind: "folded", shape: "" });
  }
  const kept = new Map<string, DrawnEdge>();
  for (const edge of edges) {
    const from = shownAs.get(edge.from);
    const to = shownAs.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    kept.set(edgeKey({ from, to }), { from, to });
  }
  return { nodes: [...shown.values()], edges: [...kept.values()] };
}

export const edgeKey = ({ from, to }: DrawnEdge): string => `${from}\n${to}`;
