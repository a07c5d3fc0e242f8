import { findActivation } from "../graph/activations.ts";
import type { GraphNode } from "../graph/graph.ts";
import { findOperation } from "../graph/operations.ts";
import { byTex, type NodeSymbol, type Symbols } from "./symbols.ts";

/** Equations of a network's nodes, for whole tensors and for one element, in the notes' letters. */
export class Equations {
  private readonly symbols: Symbols;
  private readonly rows: number;

  constructor(symbols: Symbols, rows: number) {
    this.symbols = symbols;
    this.rows = rows;
  }

  of(node: GraphNode): NodeSymbol {
    return this.symbols.get(node) as NodeSymbol;
  }

  /** The node's equation for the tensor; "" for data and parameters. */
  tensor(node: GraphNode): string {
    if (node.operation === "" || isLossOrMap(node)) return this.element(node);
    // Without dropout, as a pass that is looked at has none.
    if (node.operation === "dropout") return `${this.of(node).tex} = ${this.inputs(node)[0]?.tex}`;
    // A transpose is a second superscript: [W^H]^T, as in (10a).
    const bracketed = node.operation === "linear" ? node.inputs[1] : undefined;
    return findOperation(node.operation).tex(node, (input) => {
      const { tex } = this.of(input);
      return input === bracketed ? `[${tex}]` : tex;
    });
  }

  /** The node's equation for one element: (9a), (9b), (5), (16) to (20). */
  element(node: GraphNode): string {
    const own = this.of(node);
    const inputs = this.inputs(node);
    const [first, second, third] = inputs as [NodeSymbol, NodeSymbol, NodeSymbol?];
    switch (node.operation) {
      case "":
        return "";
      case "linear": {
        const terms = `\\sum_{k=1}^{${widthOf(node)}} ${second.element("j", "k")}\\,${first.element("i", "k")}`;
        const bias = third === undefined ? "" : ` + ${third.element("j")}`;
        return `${own.element("i", "j")} = ${terms}${bias}`;
      }
      case "softmax":
        return `${own.element("i", "j")} = ${softmaxTex(first)}`;
      case "bce":
        return `${own.element("i")} = \\sum_j \\ln\\left(1 + e^{${first.element("i", "j")}}\\right) - ${second.element("i", "j")}\\,${first.element("i", "j")}`;
      case "cce":
        return `${own.element("i")} = \\ln \\sum_k e^{${first.element("i", "k")}} - ${first.element("i", "c")},\\quad c = ${second.element("i")} + 1`;
      case "squared":
        return `${own.element("i")} = \\sum_j \\left(${first.element("i", "j")} - ${second.element("i", "j")}\\right)^2`;
      case "multiply":
        return `${own.element("i")} = ${second.element("i")}\\,${first.element("i")}`;
      case "sumOfLosses":
      case "meanOfLosses": {
        if (this.rows === 1) return `${own.tex} = ${first.element(1)}`;
        const share = node.operation === "meanOfLosses" ? `\\frac{1}{${this.rows}} ` : "";
        return `${own.tex} = ${share}\\sum_{i=1}^{${this.rows}} ${first.element("i")}`;
      }
      case "dropout":
        return `${own.element("i", "j")} = ${first.element("i", "j")}`;
      default:
        return findOperation(node.operation).tex(node, (input) => this.of(input).element("i", "j"));
    }
  }

  /** The chain rule from `of` to one of its inputs, as a tensor dot-product. */
  chain(of: GraphNode, by: GraphNode): string {
    const [y, x] = [this.of(of).tex, this.of(by).tex];
    if (of.shape.length === 0) return byTex(x);
    return `${byTex(x)} = ${byTex(y)} \\cdot ${byTex(x, y)}`;
  }

  /** ∂L/∂ an element of an input of `of`, by the gradient of `of`. */
  gradient(of: GraphNode, by: GraphNode): string {
    const y = this.of(of);
    const x = this.of(by);
    const [input, weight] = of.inputs;
    switch (of.operation) {
      case "linear": {
        const dz = byTex(y.element("i", "j"));
        const [from, matrix] = this.inputs(of) as [NodeSymbol, NodeSymbol];
        if (by === weight) {
          return `${byTex(x.element("j", "k"))} = \\sum_{i=1}^{${this.rows}} ${dz}\\,${from.element("i", "k")}`;
        }
        if (by === input) {
          return `${byTex(x.element("i", "k"))} = \\sum_{j=1}^{${of.shape[1]}} ${dz}\\,${matrix.element("j", "k")}`;
        }
        return `${byTex(x.element("j"))} = \\sum_{i=1}^{${this.rows}} ${dz}`;
      }
      case "softmax":
        return `${byTex(x.element("i", "j"))} = ${y.element("i", "j")}\\left(${byTex(y.element("i", "j"))} - \\sum_k ${byTex(y.element("i", "k"))}\\,${y.element("i", "k")}\\right)`;
      case "bce":
      case "cce":
      case "squared":
        return `${byTex(x.element("i", "j"))} = ${byTex(y.element("i"))}\\,${this.lossSlope(of)}`;
      case "multiply": {
        const other = this.of((by === input ? weight : input) as GraphNode);
        return `${byTex(x.element("i"))} = ${byTex(y.element("i"))}\\,${other.element("i")}`;
      }
      case "sumOfLosses":
        return `${byTex(x.element("i"))} = 1`;
      case "meanOfLosses":
        if (this.rows === 1) return `${byTex(x.element("i"))} = 1`;
        return `${byTex(x.element("i"))} = \\frac{1}{${this.rows}}`;
      case "dropout":
        return `${byTex(x.element("i", "j"))} = ${byTex(y.element("i", "j"))}`;
      default:
        return `${byTex(x.element("i", "j"))} = ${byTex(y.element("i", "j"))}\\cdot ${this.slope(of)}`;
    }
  }

  /** ∂ℓ_i/∂ an element of what the loss compares. */
  lossSlope(losses: GraphNode): string {
    const [first, second] = this.inputs(losses) as [NodeSymbol, NodeSymbol];
    const own = first.element("i", "j");
    const target = second.element("i", "j");
    if (losses.operation === "squared") return `2\\left(${own} - ${target}\\right)`;
    if (losses.operation === "bce") return `\\left(\\frac{1}{1 + e^{-${own}}} - ${target}\\right)`;
    return `\\left(${softmaxTex(first)} - r_{ij}\\right)`;
  }

  /** du/dz of an elementwise activation. */
  private slope(node: GraphNode): string {
    const [z] = this.inputs(node) as [NodeSymbol];
    const u = this.of(node);
    const { derivativeTex } = findActivation(node.operation);
    const filled = derivativeTex
      .replace(/(?<![a-zA-Z\\])z(?![a-zA-Z])/g, () => `{${z.element("i", "j")}}`)
      // Only what stood there before: an element of z holds no u.
      .replace(/(?<![a-zA-Z\\{])u(?![a-zA-Z])/g, () => `{${u.element("i", "j")}}`);
    return /[+-]/.test(derivativeTex) && !derivativeTex.startsWith("u")
      ? `\\left(${filled}\\right)`
      : filled;
  }

  private inputs(node: GraphNode): readonly NodeSymbol[] {
    return node.inputs.map((input) => this.of(input));
  }
}

const softmaxTex = (z: NodeSymbol): string =>
  `\\frac{e^{${z.element("i", "j")}}}{\\sum_k e^{${z.element("i", "k")}}}`;

/** Their equation is one of elements. */
const isLossOrMap = ({ operation }: GraphNode): boolean =>
  ["bce", "cce", "squared", "softmax", "multiply", "sumOfLosses", "meanOfLosses"].includes(
    operation,
  );

const widthOf = (node: GraphNode): number => (node.inputs[1]?.shape[1] as number) ?? 0;
