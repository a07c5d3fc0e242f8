import { Graph, layout } from "@dagrejs/dagre";
import { type DrawnEdge, type DrawnNode, edgeKey } from "./graph-collapse.ts";

/** Where a node lies: its centre and size. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Place>;
  readonly paths: readonly { readonly key: string; readonly path: string }[];
}

const HEIGHT = 46;
const NARROWEST = 62;
const MARGIN = 16;

/** Width that holds the node's symbol and shape. */
function widthOf({ tex, shape, kind }: DrawnNode): number {
  // Letters of the symbol, without commands and braces.
  const letters = tex.replace(/\\(?:mathbf|mathrm|text|hat|partial)|[\\{}^_]/g, "").length;
  const perLetter = kind === "folded" ? 8 : 9;
  return Math.max(NARROWEST, 24 + perLetter * letters, 18 + 6 * shape.length);
}

/** Lays a graph out from left to right, as the notes' Fig. 1 is drawn. */
export function layoutGraph(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]): GraphLayout {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 34, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { width: widthOf(node), height: HEIGHT });
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const given = (id: string) => kinds.get(id) === "data" || kinds.get(id) === "parameter";
  // What is computed from what is computed lies on a line, with data and parameters beside it.
  for (const { from, to } of edges) graph.setEdge(from, to, { weight: given(from) ? 1 : 20 });
  layout(graph);
  const places = new Map<string, Place>();
  for (const { id } of nodes) {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(id) as Partial<Place>;
    places.set(id, { x, y, width, height });
  }
  const paths = edges.map((edge) => {
    const { points = [] } = graph.edge(edge.from, edge.to) as { points?: readonly Point[] };
    return { key: edgeKey(edge), path: smooth(points) };
  });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width, height, places, paths };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line through the first and last point, drawn towards those between. */
function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${at(first)}`;
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    if (next === undefined) path += `L${at(point)}`;
    else path += `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  }
  return path;
}

const at = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

export type Direction = "left" | "right" | "up" | "down";

/**
 * Where an arrow key leads: along an edge to the nearest operand (left) or use (right), or to the
 * nearest node in that direction; null: there is none.
 */
export function neighbour(
  places: ReadonlyMap<string, Place>,
  edges: readonly DrawnEdge[],
  from: string,
  direction: Direction,
): string | null {
  const here = places.get(from);
  if (here === undefined) return null;
  const along = edges.flatMap((edge) => {
    if (direction === "right" && edge.from === from) return [edge.to];
    return direction === "left" && edge.to === from ? [edge.from] : [];
  });
  const sideways = direction === "left" || direction === "right";
  const sign = direction === "left" || direction === "up" ? -1 : 1;
  const candidates = along.length > 0 ? along : [...places.keys()];
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const id of candidates) {
    const place = places.get(id);
    if (place === undefined || id === from) continue;
    const ahead = sign * (sideways ? place.x - here.x : place.y - here.y);
    const aside = Math.abs(sideways ? place.y - here.y : place.x - here.x);
    if (ahead <= 0.5) continue;
    // What lies aside counts more, so that an arrow goes on in its direction.
    const distance = ahead + (along.length > 0 ? 1 : 3) * aside;
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}
