import type { Graph, GraphNode } from "../graph/graph.ts";

/**
 * How nodes are called. "notes": z^H, u^H, W^O; hidden layers of deeper networks by number, the
 * last one O. "numbers": all layers by number. "program": as in files and in the code.
 */
export type NameStyle = "notes" | "numbers" | "program";

/** A node's symbol. */
export interface NodeSymbol {
  /** The tensor in TeX: bold letters, as in the notes. */
  readonly tex: string;
  /** In plain letters: "z^H". */
  readonly text: string;
  /** One element in TeX; indices are letters, or figures counted from 1. */
  readonly element: (...indices: readonly (string | number)[]) => string;
}

export type Symbols = ReadonlyMap<GraphNode, NodeSymbol>;

/** Symbols of all nodes of a network's graph (graph/build.ts). */
export function symbolsOf(graph: Graph, style: NameStyle): Symbols {
  const layers = graph.nodes.filter(({ operation }) => operation === "linear").length;
  return new Map(graph.nodes.map((node) => [node, symbolOf(node.name, layers, style)]));
}

function symbolOf(name: string, layers: number, style: NameStyle): NodeSymbol {
  if (style === "program") {
    const tex = `\\texttt{${name}}`;
    return { tex, text: name, element: (...indices) => `${tex}${subscript(indices)}` };
  }
  const [, layer, part = name] = /^layers\.(\d+)\.(\w+)$/.exec(name) ?? [];
  const letter = LETTERS[part] ?? { letter: `\\mathrm{${part}}`, text: part, bold: false };
  const power = layer === undefined ? "" : layerName(Number(layer), layers, style);
  const raised = power === "" ? "" : `^{${power}}`;
  return {
    tex: `${letter.bold ? `\\mathbf ${letter.letter}` : letter.letter}${raised}`,
    text: `${letter.text}${power === "" ? "" : `^${power}`}`,
    element: (...indices) => `${letter.letter}${raised}${subscript(indices)}`,
  };
}

function layerName(layer: number, layers: number, style: NameStyle): string {
  if (style === "numbers") return String(layer + 1);
  if (layer === layers - 1) return "O";
  return layers === 2 ? "H" : String(layer + 1);
}

interface Letter {
  readonly letter: string;
  readonly text: string;
  readonly bold: boolean;
}

const LETTERS: Readonly<Record<string, Letter>> = {
  x: { letter: "x", text: "x", bold: true },
  y: { letter: "y", text: "y", bold: true },
  labels: { letter: "y", text: "y", bold: true },
  weight: { letter: "W", text: "W", bold: true },
  bias: { letter: "b", text: "b", bold: true },
  z: { letter: "z", text: "z", bold: true },
  u: { letter: "u", text: "u", bold: true },
  dropout: { letter: "d", text: "d", bold: true },
  losses: { letter: "\\ell", text: "l", bold: true },
  weights: { letter: "w", text: "w", bold: true },
  weightedLosses: { letter: "\\tilde\\ell", text: "weighted l", bold: false },
  loss: { letter: "L", text: "L", bold: false },
};

function subscript(indices: readonly (string | number)[]): string {
  if (indices.length === 0) return "";
  const figures = indices.every((index) => typeof index === "number");
  // z_{12}, but z_{1,12}.
  const separator = figures && indices.some((index) => Number(index) > 9) ? "," : "";
  return `_{${indices.join(separator)}}`;
}

/** ∂L/∂ of a symbol. */
export const byTex = (symbol: string, of = "L"): string =>
  `\\frac{\\partial ${of}}{\\partial ${symbol}}`;
