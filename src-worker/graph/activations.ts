import { UserError } from "../errors.ts";
import type { Arithmetic } from "../kernels/memory.ts";
import { unaryFunctions } from "./elementwise.ts";
import type { GraphNode } from "./graph.ts";
import type { Emitter, Operation } from "./operation.ts";

/** A function from z to u: of each element, or (softmax) of the whole row. */
export interface Activation {
  readonly name: string;
  readonly label: string;
  /** One sentence for a tooltip. */
  readonly about: string;
  /** Where it may stand. */
  readonly role: "hidden" | "output" | "both";
  /** u of one z; null for a function of the whole row. */
  readonly value: ((a: Arithmetic, z: number) => number) | null;
  /** du/dz where it exists, and a value between the one-sided ones at a kink. */
  readonly derivative: ((a: Arithmetic, z: number, u: number) => number) | null;
  /** Points z where the derivative does not exist. */
  readonly kinks: readonly number[];
  /** u as a formula of z. */
  readonly tex: string;
  /** du/dz as a formula of z and u. */
  readonly derivativeTex: string;
}

const LEAK = 0.01;

export const activations: readonly Activation[] = [
  {
    name: "threshold",
    label: "Threshold",
    about: "1 where z ≥ 0, else 0; its derivative is zero, so that it cannot be trained.",
    role: "both",
    value: (_, z) => (z >= 0 ? 1 : 0),
    derivative: () => 0,
    kinks: [0],
    tex: "[z \\ge 0]",
    derivativeTex: "0",
  },
  {
    name: "sigmoid",
    label: "Sigmoid",
    about: "From 0 to 1, as a probability; as output map of two classes.",
    role: "both",
    value: (a, z) => a.sigmoid(z),
    derivative: (a, _, u) => a.round(u * a.round(1 - u)),
    kinks: [],
    tex: "\\frac{1}{1 + e^{-z}}",
    derivativeTex: "u\\,(1 - u)",
  },
  {
    name: "relu",
    label: "ReLU",
    about: "z where it is positive, else 0; the usual choice for hidden layers.",
    role: "both",
    value: (_, z) => Math.max(z, 0),
    derivative: (_, z) => (z > 0 ? 1 : 0),
    kinks: [0],
    tex: "\\max(0, z)",
    derivativeTex: "[z > 0]",
  },
  {
    name: "tanh",
    label: "Tanh",
    about: "From −1 to 1, symmetric about 0.",
    role: "both",
    value: (a, z) => a.tanh(z),
    derivative: (a, _, u) => a.round(1 - a.round(u * u)),
    kinks: [],
    tex: "\\tanh z",
    derivativeTex: "1 - u^2",
  },
  {
    name: "leakyRelu",
    label: "Leaky ReLU",
    about: "z where it is positive, else 0.01·z, so that no unit goes dead.",
    role: "both",
    value: (a, z) => (z > 0 ? z : a.round(a.round(LEAK) * z)),
    derivative: (a, z) => (z > 0 ? 1 : a.round(LEAK)),
    kinks: [0],
    tex: "\\max(0.01\\,z, z)",
    derivativeTex: "[z > 0] + 0.01\\,[z \\le 0]",
  },
  {
    name: "identity",
    label: "Identity",
    about: "u = z: the output map of regression.",
    role: "both",
    value: (_, z) => z,
    derivative: () => 1,
    kinks: [],
    tex: "z",
    derivativeTex: "1",
  },
  {
    name: "gelu",
    label: "GELU",
    about: "z times the standard normal distribution function of z (with erf): a smooth ReLU.",
    role: "both",
    value: (a, z) => a.round(z * normalDistribution(a, z)),
    derivative: (a, z) => {
      const power = a.exp(a.round(a.round(-0.5 * z) * z));
      const density = a.round(a.round(0.3989422804014327) * power);
      return a.round(normalDistribution(a, z) + a.round(z * density));
    },
    kinks: [],
    tex: "\\tfrac{z}{2}\\left(1 + \\operatorname{erf}\\tfrac{z}{\\sqrt 2}\\right)",
    derivativeTex:
      "\\tfrac12\\left(1 + \\operatorname{erf}\\tfrac{z}{\\sqrt 2}\\right) + \\tfrac{z}{\\sqrt{2\\pi}}\\,e^{-z^2/2}",
  },
  {
    name: "softplus",
    label: "Softplus",
    about: "ln(1 + e^z): a smooth ReLU that is always positive.",
    role: "both",
    value: (a, z) => a.round(Math.max(z, 0) + a.log1p(a.exp(-Math.abs(z)))),
    derivative: (a, z) => a.sigmoid(z),
    kinks: [],
    tex: "\\ln(1 + e^z)",
    derivativeTex: "\\frac{1}{1 + e^{-z}}",
  },
  {
    name: "exp",
    label: "Exponential",
    about: "e^z: for quantities that grow or shrink by factors.",
    role: "both",
    value: (a, z) => a.exp(z),
    derivative: (_a, _z, u) => u,
    kinks: [],
    tex: "e^z",
    derivativeTex: "u",
  },
  {
    name: "softmax",
    label: "Softmax",
    about: "Probabilities that add up to 1 over the row: the output map of several classes.",
    role: "output",
    value: null,
    derivative: null,
    kinks: [],
    tex: "\\frac{e^{z_j}}{\\sum_k e^{z_k}}",
    derivativeTex: "u_j\\,(\\delta_{jk} - u_k)",
  },
];

/** Φ(z) = ½(1 + erf(z/√2)). */
function normalDistribution(a: Arithmetic, z: number): number {
  const erf = a.erf(a.round(z * a.round(Math.SQRT1_2)));
  return a.round(0.5 * a.round(1 + erf));
}

/** @throws {UserError} that lists the names there are */
export function findActivation(name: string): Activation {
  const found = activations.find((activation) => activation.name === name);
  if (found !== undefined) return found;
  const names = activations.map((activation) => activation.name).join(", ");
  throw new UserError(`there is no activation "${name}"`, `choose one of ${names}`);
}

/** The node U = function(Z) of the same shape; operations are named as the functions. */
export const activationOperations: readonly Operation[] = [...activations, ...unaryFunctions].map(
  ({ name, value, tex }): Operation => ({
    name,

    shape([z = []]) {
      return z;
    },

    forward(node, plan) {
      const [z] = node.inputs as [GraphNode];
      const counts = value === null ? rowsAndColumns(node, plan) : [plan.size(node)];
      plan.call(name, plan.value(z), plan.value(node), ...counts);
    },

    backward(node, plan) {
      const [z] = node.inputs as [GraphNode];
      if (plan.gradient(z) < 0) return;
      const addresses = [plan.value(node), plan.gradient(node), plan.gradient(z)];
      if (value === null)
        plan.call(`${name}.gradient`, ...addresses, ...rowsAndColumns(node, plan));
      else plan.call(`${name}.gradient`, plan.value(z), ...addresses, plan.size(node));
    },

    tex(node, symbol) {
      const [z] = node.inputs as [GraphNode];
      // The letter z where it stands alone, not within a word or a command.
      const formula = tex.replace(/(?<![a-zA-Z\\])z(?![a-zA-Z])/g, () => `{${symbol(z)}}`);
      return `${symbol(node)} = ${formula}`;
    },
  }),
);

function rowsAndColumns(node: GraphNode, plan: Emitter): readonly [rows: number, columns: number] {
  const last = node.shape.at(-1) ?? 1;
  const columns = last === "N" ? plan.rows : last;
  return [plan.size(node) / columns, columns];
}
