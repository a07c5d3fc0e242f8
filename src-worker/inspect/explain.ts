import { findActivation } from "../graph/activations.ts";
import type { GraphNode } from "../graph/graph.ts";
import type { Tensor } from "../graph/program.ts";
import { float32 } from "../kernels/elementary.ts";
import type { Explanation, Factor, Term } from "./contract.ts";
import { offsetOf } from "./indices.ts";
import { numberTex } from "./numbers.ts";
import type { Pass } from "./pass.ts";

/** Most terms of an explanation; their number is told. */
const MOST_TERMS = 4096;

/** What a way of computing an element says about it. */
export interface Account {
  readonly words: string;
  readonly formula: string;
  readonly terms: readonly Term[];
  readonly total: number;
  readonly finish: string;
}

const { round, exp, log, log1p } = float32;

/** Sums terms as kernels do: one rounded multiplication and one rounded addition each. */
export class Sum {
  readonly terms: Term[] = [];
  /** All terms, also those that are too many to be listed. */
  total = 0;
  value = 0;

  /** Adds the product of the factors, from the left, unless told what it is. */
  add(factors: readonly Factor[], product?: number): void {
    const value =
      product ??
      factors
        .slice(1)
        .reduce((sofar, factor) => round(sofar * factor.value), factors[0]?.value ?? 0);
    this.value = round(this.value + value);
    this.total += 1;
    if (this.terms.length < MOST_TERMS) this.terms.push({ factors, value, sum: this.value });
  }

  account(words: string, formula: string, finish = ""): Account {
    return { words, formula, terms: this.terms, total: this.total, finish };
  }
}

/** The terms that made one element of a node's value, in the order in which kernels add them. */
export function explainValue(pass: Pass, node: GraphNode, index: readonly number[]): Explanation {
  const { data } = pass.value(node);
  return {
    node: node.name,
    side: "value",
    index,
    tex: pass.equations.of(node).element(...index.map((place) => place + 1)),
    value: data[offsetOf(node.shape, index, pass.rows)] as number,
    ...account(pass, node, index),
  };
}

function account(pass: Pass, node: GraphNode, index: readonly number[]): Account {
  const formula = pass.equations.element(node);
  const [i = 0] = index;
  switch (node.operation) {
    case "":
      return { ...given(node), formula };
    case "linear":
      return linear(pass, node, index, formula);
    case "dropout":
      return copied(pass, node, index, formula);
    case "softmax":
      return softmax(pass, node, index, formula);
    case "bce":
      return bce(pass, node, i, formula);
    case "cce":
      return cce(pass, node, i, formula);
    case "squared":
      return squared(pass, node, i, formula);
    case "multiply":
      return weighted(pass, node, i, formula);
    case "sumOfLosses":
    case "meanOfLosses":
      return reduced(pass, node, formula);
    default:
      return activated(pass, node, index, formula);
  }
}

function given({ kind, name }: GraphNode): Account {
  const words =
    kind === "parameter"
      ? "A parameter: training changes it."
      : name === "labels"
        ? "Data: the number of the row's class, counted from 0."
        : "Data: from the row of the table, as it was coded and scaled.";
  return { words, formula: "", terms: [], total: 0, finish: "" };
}

/** b_j + Σ_k W_jk x_ik. */
function linear(pass: Pass, node: GraphNode, index: readonly number[], formula: string): Account {
  const [x, weight, bias] = node.inputs as [GraphNode, GraphNode, GraphNode?];
  const [i = 0, j = 0] = index;
  const read = new Reader(pass);
  const sum = new Sum();
  if (bias) sum.add([read.factor(bias, j)]);
  const width = weight.shape[1] as number;
  for (let k = 0; k < width; k++) sum.add([read.factor(weight, j, k), read.factor(x, i, k)]);
  const start = bias
    ? "The bias, then a weight times what comes in, one a term."
    : "A weight times what comes in, one a term.";
  return sum.account(start, formula);
}

/** u = g(z): one number of one number. */
function activated(
  pass: Pass,
  node: GraphNode,
  index: readonly number[],
  formula: string,
): Account {
  const [z] = node.inputs as [GraphNode];
  const read = new Reader(pass);
  const own = read.factor(z, ...index);
  const { label, value, tex } = findActivation(node.operation);
  const result = value?.(float32, own.value) ?? Number.NaN;
  const sum = new Sum();
  sum.add([own], result);
  const filled = tex.replace(/(?<![a-zA-Z\\])z(?![a-zA-Z])/g, () => `(${numberTex(own.value)})`);
  return sum.account(`The activation ${label} of one number.`, formula, filled);
}

function copied(pass: Pass, node: GraphNode, index: readonly number[], formula: string): Account {
  const sum = new Sum();
  sum.add([new Reader(pass).factor(node.inputs[0] as GraphNode, ...index)]);
  return sum.account("Dropout is off but in training: the number goes through.", formula);
}

/** e^(z_ij − m) / Σ_k e^(z_ik − m), m the row's largest: the terms of the sum. */
function softmax(pass: Pass, node: GraphNode, index: readonly number[], formula: string): Account {
  const [z] = node.inputs as [GraphNode];
  const [i = 0, j = 0] = index;
  const { sum, powers } = exponentials(pass, z, i);
  const words = "Powers of e by the row's logits less the largest; their sum divides the own one.";
  const own = powers[j] as number;
  return sum.account(words, formula, `\\frac{${numberTex(own)}}{${numberTex(sum.value)}}`);
}

/** e^(z_ik − m) of a row, m its largest logit. */
function exponentials(pass: Pass, z: GraphNode, i: number) {
  const read = new Reader(pass);
  const width = z.shape[1] as number;
  const row = Array.from({ length: width }, (_, k) => read.factor(z, i, k));
  const largest = row.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const sum = new Sum();
  const powers = row.map(({ tex, value }) => {
    const power = exp(round(value - largest));
    sum.add([{ tex: `e^{${tex} - (${numberTex(largest)})}`, value: power }]);
    return power;
  });
  return { sum, powers, largest };
}

/** Σ_j max(z, 0) − y·z + ln(1 + e^−|z|). */
function bce(pass: Pass, node: GraphNode, i: number, formula: string): Account {
  const [z, y] = node.inputs as [GraphNode, GraphNode];
  const read = new Reader(pass);
  const sum = new Sum();
  for (let j = 0; j < (z.shape[1] as number); j++) {
    const logit = read.factor(z, i, j);
    const target = read.factor(y, i, j);
    const linear = round(Math.max(logit.value, 0) - round(target.value * logit.value));
    const value = round(linear + log1p(exp(-Math.abs(logit.value))));
    const tex = `\\ln\\left(1 + e^{${logit.tex}}\\right) - ${target.tex}\\,${logit.tex}`;
    sum.add([{ tex, value }]);
  }
  return sum.account("The cross-entropy of each output.", formula);
}

/** ln Σ_k e^(z_ik − m) − (z_ic − m). */
function cce(pass: Pass, node: GraphNode, i: number, formula: string): Account {
  const [z, labels] = node.inputs as [GraphNode, GraphNode];
  const { sum, largest } = exponentials(pass, z, i);
  const read = new Reader(pass);
  const label = read.factor(labels, i).value;
  const own = round(read.factor(z, i, label).value - largest);
  const words =
    "Powers of e by the row's logits less the largest: the logarithm of their sum, less the logit of the row's class.";
  const result = round(log(sum.value) - own);
  const finish = `\\ln ${numberTex(sum.value)} - (${numberTex(own)}) = ${numberTex(result)}`;
  return sum.account(words, formula, finish);
}

function squared(pass: Pass, node: GraphNode, i: number, formula: string): Account {
  const [u, y] = node.inputs as [GraphNode, GraphNode];
  const read = new Reader(pass);
  const sum = new Sum();
  for (let j = 0; j < (u.shape[1] as number); j++) {
    const own = read.factor(u, i, j);
    const target = read.factor(y, i, j);
    const error = round(own.value - target.value);
    const factor = { tex: `\\left(${own.tex} - ${target.tex}\\right)`, value: error };
    sum.add([factor, factor]);
  }
  return sum.account("The squared difference of each output.", formula);
}

function weighted(pass: Pass, node: GraphNode, i: number, formula: string): Account {
  const [losses, weights] = node.inputs as [GraphNode, GraphNode];
  const read = new Reader(pass);
  const sum = new Sum();
  sum.add([read.factor(losses, i), read.factor(weights, i)]);
  return sum.account("The row's loss times the row's weight.", formula);
}

/** (Σ_i ℓ_i) / N; this one sum is float64. */
function reduced(pass: Pass, node: GraphNode, formula: string): Account {
  const [losses] = node.inputs as [GraphNode];
  const read = new Reader(pass);
  const mean = node.operation === "meanOfLosses" && pass.rows > 1;
  let sum = 0;
  const terms = Array.from({ length: pass.rows }, (_, i) => {
    const factor = read.factor(losses, i);
    sum += factor.value;
    return { factors: [factor], value: factor.value, sum };
  });
  return {
    words: mean
      ? "The losses of the rows; their sum is divided by the number of rows."
      : "The losses of the rows.",
    formula,
    terms: terms.slice(0, MOST_TERMS),
    total: terms.length,
    finish: mean ? `\\frac{${numberTex(sum)}}{${pass.rows}}` : "",
  };
}

/** Elements of a pass's tensors as factors of terms. */
export class Reader {
  private readonly pass: Pass;

  constructor(pass: Pass) {
    this.pass = pass;
  }

  /** An element of a value. */
  factor(node: GraphNode, ...index: readonly number[]): Factor {
    return this.element(node, this.pass.value(node), index, this.symbol(node, index));
  }

  /** An element of ∂L/∂node. */
  gradient(node: GraphNode, ...index: readonly number[]): Factor {
    const tex = `\\frac{\\partial L}{\\partial ${this.symbol(node, index)}}`;
    return this.element(node, this.pass.gradient(node), index, tex);
  }

  private symbol(node: GraphNode, index: readonly number[]): string {
    return this.pass.equations.of(node).element(...index.map((place) => place + 1));
  }

  private element(node: GraphNode, { data }: Tensor, index: readonly number[], tex: string) {
    return { tex, value: data[offsetOf(node.shape, index, this.pass.rows)] as number };
  }
}
