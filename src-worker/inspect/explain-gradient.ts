import { findActivation } from "../graph/activations.ts";
import type { GraphNode } from "../graph/graph.ts";
import { float32 } from "../kernels/elementary.ts";
import { softmaxRow } from "../kernels/softmax.ts";
import type { Explanation, Factor } from "./contract.ts";
import { type Account, Reader, Sum } from "./explain.ts";
import { offsetOf } from "./indices.ts";
import { numberTex } from "./numbers.ts";
import type { Pass } from "./pass.ts";
import { byTex } from "./symbols.ts";

const { round } = float32;

/** The terms that made one element of ∂L/∂node, in the order in which kernels add them. */
export function explainGradient(
  pass: Pass,
  node: GraphNode,
  index: readonly number[],
): Explanation {
  const { data } = pass.gradient(node);
  const tex = byTex(pass.equations.of(node).element(...index.map((place) => place + 1)));
  const value = data[offsetOf(node.shape, index, pass.rows)] as number;
  const use = pass.graph.nodes.find((one) => one.inputs.includes(node) && pass.hasGradient(one));
  return {
    node: node.name,
    side: "gradient",
    index,
    tex,
    value,
    ...(use === undefined ? start(tex) : account(pass, use, node, index)),
  };
}

function start(tex: string): Account {
  const words = "Here backpropagation begins: the derivative of the loss by itself.";
  return { words, formula: `${tex} = 1`, terms: [], total: 0, finish: "" };
}

/** How the gradient of `of` reaches one element of its input `by`. */
function account(pass: Pass, of: GraphNode, by: GraphNode, index: readonly number[]): Account {
  const formula = pass.equations.gradient(of, by);
  switch (of.operation) {
    case "linear":
      return linear(pass, of, by, index, formula);
    case "softmax":
      return softmax(pass, of, index, formula);
    case "bce":
    case "cce":
    case "squared":
      return loss(pass, of, index, formula);
    case "multiply":
      return weighted(pass, of, index, formula);
    case "sumOfLosses":
    case "meanOfLosses":
      return reduction(pass, of, formula);
    case "dropout": {
      const sum = new Sum();
      sum.add([new Reader(pass).gradient(of, ...index)]);
      return sum.account("Dropout is off but in training: the gradient goes through.", formula);
    }
    default:
      return activation(pass, of, by, index, formula);
  }
}

/** The three sums of a linear map: over rows for parameters, over units for what comes in. */
function linear(
  pass: Pass,
  of: GraphNode,
  by: GraphNode,
  index: readonly number[],
  formula: string,
): Account {
  const [x, weight] = of.inputs as [GraphNode, GraphNode];
  const read = new Reader(pass);
  const sum = new Sum();
  const [first = 0, second = 0] = index;
  if (by === x) {
    for (let j = 0; j < (of.shape[1] as number); j++) {
      sum.add([read.gradient(of, first, j), read.factor(weight, j, second)]);
    }
    return sum.account("Each unit's gradient times the weight that leads to it.", formula);
  }
  for (let i = 0; i < pass.rows; i++) {
    const own = read.gradient(of, i, first);
    sum.add(by === weight ? [own, read.factor(x, i, second)] : [own]);
  }
  const words =
    by === weight
      ? "The unit's gradient times what came in, one row a term."
      : "The unit's gradient, one row a term.";
  return sum.account(words, formula);
}

function activation(
  pass: Pass,
  of: GraphNode,
  by: GraphNode,
  index: readonly number[],
  formula: string,
): Account {
  const read = new Reader(pass);
  const { derivative, label } = findActivation(of.operation);
  const z = read.factor(by, ...index);
  const u = read.factor(of, ...index);
  const slope = derivative?.(float32, z.value, u.value) ?? Number.NaN;
  const sum = new Sum();
  sum.add([
    read.gradient(of, ...index),
    { tex: `\\frac{\\partial ${u.tex}}{\\partial ${z.tex}}`, value: slope },
  ]);
  return sum.account(
    `The gradient times the slope of ${label} at ${z.value.toPrecision(4)}.`,
    formula,
  );
}

/** u_ij·(∂L/∂u_ij − Σ_k ∂L/∂u_ik·u_ik): the terms of the sum. */
function softmax(pass: Pass, of: GraphNode, index: readonly number[], formula: string): Account {
  const [i = 0, j = 0] = index;
  const read = new Reader(pass);
  const sum = new Sum();
  for (let k = 0; k < (of.shape[1] as number); k++) {
    sum.add([read.gradient(of, i, k), read.factor(of, i, k)]);
  }
  const u = read.factor(of, i, j).value;
  const du = read.gradient(of, i, j).value;
  const finish = `${numberTex(u)}\\cdot\\left(${numberTex(du)} - (${numberTex(sum.value)})\\right)`;
  return sum.account("The terms of Σ ∂L/∂u·u over the row.", formula, finish);
}

/** ∂L/∂ℓ_i times the slope of the row's loss. */
function loss(pass: Pass, of: GraphNode, index: readonly number[], formula: string): Account {
  const [i = 0, j = 0] = index;
  const [prediction, target] = of.inputs as [GraphNode, GraphNode];
  const read = new Reader(pass);
  const scale = read.gradient(of, i);
  const sum = new Sum();
  if (of.operation === "squared") {
    const u = read.factor(prediction, i, j);
    const y = read.factor(target, i, j);
    const error = round(u.value - y.value);
    // As the kernel rounds: the difference times twice the row's share.
    const share = { tex: `2\\,${scale.tex}`, value: round(2 * scale.value) };
    sum.add([{ tex: `\\left(${u.tex} - ${y.tex}\\right)`, value: error }, share]);
    return sum.account("Twice the difference of prediction and target.", formula);
  }
  const error = probabilityError(pass, of, read, i, j);
  sum.add([error, scale]);
  return sum.account("The probability that was given, less the one that is true.", formula);
}

/** The output map of the logit, less the target: what both cross-entropies differentiate to. */
function probabilityError(pass: Pass, of: GraphNode, read: Reader, i: number, j: number): Factor {
  const [z, target] = of.inputs as [GraphNode, GraphNode];
  const logit = read.factor(z, i, j);
  if (of.operation === "bce") {
    const y = read.factor(target, i, j);
    const u = float32.sigmoid(logit.value);
    return { tex: `\\left(\\sigma(${logit.tex}) - ${y.tex}\\right)`, value: round(u - y.value) };
  }
  const columns = z.shape[1] as number;
  const row = new Float32Array(2 * columns);
  row.set(pass.value(z).data.subarray(i * columns, (i + 1) * columns));
  const largest = row.subarray(0, columns).reduce((most, value) => Math.max(most, value));
  softmaxRow(float32, row, 0, columns, columns, largest);
  const hot = read.factor(target, i).value === j ? 1 : 0;
  const power = `\\frac{e^{${logit.tex}}}{\\sum_k e^{${pass.equations.of(z).element(i + 1, "k")}}}`;
  return {
    tex: `\\left(${power} - ${hot}\\right)`,
    value: round((row[columns + j] as number) - hot),
  };
}

function weighted(pass: Pass, of: GraphNode, index: readonly number[], formula: string): Account {
  const read = new Reader(pass);
  const sum = new Sum();
  sum.add([read.gradient(of, ...index), read.factor(of.inputs[1] as GraphNode, ...index)]);
  return sum.account("The gradient times the row's weight.", formula);
}

function reduction(pass: Pass, of: GraphNode, formula: string): Account {
  const mean = of.operation === "meanOfLosses" && pass.rows > 1;
  const read = new Reader(pass);
  const sum = new Sum();
  const own = read.gradient(of);
  const share = { tex: `\\frac{1}{${pass.rows}}`, value: round(1 / pass.rows) };
  if (mean) sum.add([own, share], round(own.value / pass.rows));
  else sum.add([own]);
  return sum.account(
    mean ? "Each row has its share of the mean." : "Each row counts fully.",
    formula,
  );
}
