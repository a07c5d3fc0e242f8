import type { OnnxNode } from "./parse.ts";

/** What a pattern of nodes may ask of the graph around it. */
export interface Surroundings {
  consumers(tensor: string): readonly OnnxNode[];
  /** The value of a constant with one element; null: it is no such thing. */
  scalar(tensor: string): number | null;
}

/** One of our activations, and the nodes that compute it; the last one's output is u. */
export interface FoundActivation {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
}

const simple: Readonly<Record<string, string>> = {
  Relu: "relu",
  Sigmoid: "sigmoid",
  Tanh: "tanh",
  Softplus: "softplus",
  Exp: "exp",
};

/** The activation that the nodes after z compute; null: none that we have. */
export function matchActivation(
  z: string,
  next: readonly OnnxNode[],
  around: Surroundings,
): FoundActivation | null {
  const gelu = matchGelu(z, next, around);
  if (gelu) return gelu;
  const [node] = next;
  if (next.length !== 1 || !node || (node.domain !== "" && node.domain !== "ai.onnx")) return null;
  const { operator, floats, integers, texts } = node;
  const found = (name: string) => ({ name, nodes: [node] });
  if (operator === "GreaterOrEqual") return matchThreshold(node, around);
  if (operator === "LeakyRelu") {
    const alpha = floats.get("alpha") ?? 0.01;
    return Math.fround(alpha) === Math.fround(0.01) ? found("leakyRelu") : null;
  }
  if (operator === "Softmax") {
    // Over the columns; before opset 13 the axis was 1 by default, then −1.
    return [1, -1].includes(integers.get("axis") ?? 1) ? found("softmax") : null;
  }
  if (operator === "Gelu") {
    return (texts.get("approximate") ?? "none") === "none" ? found("gelu") : null;
  }
  const name = Object.hasOwn(simple, operator) ? simple[operator] : undefined;
  return name === undefined ? null : found(name);
}

/** u = 1 where z ≥ 0, else 0. */
function matchThreshold(above: OnnxNode, around: Surroundings): FoundActivation | null {
  const cast = only(above, around);
  const isFloat = cast?.operator === "Cast" && cast.integers.get("to") === 1;
  return cast && isFloat && around.scalar(above.inputs[1] ?? "") === 0
    ? { name: "threshold", nodes: [above, cast] }
    : null;
}

/** z·½(1 + erf(z/√2)), whichever product comes first. */
function matchGelu(
  z: string,
  next: readonly OnnxNode[],
  around: Surroundings,
): FoundActivation | null {
  const scaled = next.find((node) => isScaled(node, z, around));
  const erf = scaled && only(scaled, around);
  const added = erf && erf.operator === "Erf" ? only(erf, around) : null;
  if (next.length !== 2 || !scaled || !erf || added?.operator !== "Add") return null;
  if (otherScalar(added, erf, around) !== 1) return null;
  const first = only(added, around);
  const second = first && only(first, around);
  if (first?.operator !== "Mul" || second?.operator !== "Mul") return null;
  const factors = [
    [added, first],
    [first, second],
  ] as const;
  const takesZ = factors.filter(([, product]) => product.inputs.includes(z)).length;
  const halves = factors.filter(([from, product]) => otherScalar(product, from, around) === 0.5);
  return takesZ === 1 && halves.length === 1
    ? { name: "gelu", nodes: [scaled, erf, added, first, second] }
    : null;
}

function isScaled(node: OnnxNode, z: string, around: Surroundings): boolean {
  const factor = around.scalar(node.inputs[1] ?? "");
  if (node.inputs[0] !== z || factor === null) return false;
  const wanted = node.operator === "Div" ? Math.SQRT2 : Math.SQRT1_2;
  return ["Div", "Mul"].includes(node.operator) && Math.abs(factor - wanted) < 1e-6;
}

/** The constant operand beside the output of `from`. */
function otherScalar(node: OnnxNode, from: OnnxNode, around: Surroundings): number | null {
  const other = node.inputs.find((name) => name !== from.outputs[0]);
  return other === undefined ? null : around.scalar(other);
}

/** The one node that takes the output of another; null: there are none or several. */
function only(node: OnnxNode, around: Surroundings): OnnxNode | null {
  const consumers = around.consumers(node.outputs[0] ?? "");
  return consumers.length === 1 ? (consumers[0] ?? null) : null;
}
