import { UserError } from "../errors.ts";
import type { GraphNode } from "./graph.ts";
import type { LossName } from "./network.ts";
import type { Emitter, Operation } from "./operation.ts";
import { shapeText } from "./shapes.ts";

/** A loss of the notes, as menus show it. */
export interface Loss {
  readonly name: LossName;
  readonly label: string;
  /** One sentence for a tooltip. */
  readonly about: string;
  /** The loss of one row. */
  readonly tex: string;
  /** Name of the output activation it belongs to. */
  readonly outputActivation: string;
}

export const losses: readonly Loss[] = [
  {
    name: "bce",
    label: "Binary cross-entropy",
    about: "For two classes: minus the log of the probability given to the true one (eq. 17).",
    tex: "\\sum_j \\ln(1 + e^{z_j}) - y_j z_j",
    outputActivation: "sigmoid",
  },
  {
    name: "cce",
    label: "Categorical cross-entropy",
    about: "For several classes: minus the log of the probability given to the true one (eq. 18).",
    tex: "\\ln \\sum_k e^{z_k} - z_c",
    outputActivation: "softmax",
  },
  {
    name: "squared",
    label: "Squared error",
    about: "For numbers: the sum over the outputs of the squared differences (eq. 20).",
    tex: "\\sum_j (\\hat u_j - y_j)^2",
    outputActivation: "identity",
  },
];

/** @throws {UserError} that lists the names there are */
export function findLoss(name: string): Loss {
  const found = losses.find((loss) => loss.name === name);
  if (found !== undefined) return found;
  const names = losses.map((loss) => loss.name).join(", ");
  throw new UserError(`there is no loss "${name}"`, `choose one of ${names}`);
}

/** Losses of the rows [N] from the prediction [N, outputs] and the target (y or labels). */
export const lossOperations: readonly Operation[] = losses.map(({ name, tex }) => ({
  name,

  shape([prediction = [], target = []]) {
    const fits =
      prediction.length === 2 &&
      target.length === (name === "cce" ? 1 : 2) &&
      target.every((length, axis) => length === prediction[axis]);
    if (!fits) {
      throw new UserError(
        `the loss compares ${shapeText(prediction)} with a target ${shapeText(target)}`,
        name === "cce" ? "give one class index a row" : "give one number an output",
      );
    }
    return prediction.slice(0, 1);
  },

  forward(node, plan) {
    const { prediction, target, rows, columns } = parts(node, plan);
    const addresses = [plan.value(prediction), plan.value(target), plan.value(node)];
    if (name !== "squared") addresses.push(probabilities(node, plan));
    plan.call(name, ...addresses, rows, columns);
  },

  backward(node, plan) {
    const { prediction, target, rows, columns } = parts(node, plan);
    if (plan.gradient(prediction) < 0) return;
    const u = name === "squared" ? plan.value(prediction) : probabilities(node, plan);
    const gradients = [plan.gradient(node), plan.gradient(prediction)];
    plan.call(`${name}.gradient`, u, plan.value(target), ...gradients, rows, columns);
  },

  tex(node, symbol) {
    return `${symbol(node)} = ${tex}`;
  },
}));

/** The batch's loss [] from the rows' losses [N]: their sum (eq. 16) or mean. */
export const reductionOperations: readonly Operation[] = (["sum", "mean"] as const).map(
  (reduction) => ({
    name: `${reduction}OfLosses`,

    shape() {
      return [];
    },

    forward(node, plan) {
      const [input] = node.inputs as [GraphNode];
      const rows = plan.size(input);
      const divisor = reduction === "mean" ? rows : 1;
      plan.call("reduceLosses", plan.value(input), plan.value(node), divisor, rows);
    },

    backward(node, plan) {
      const [input] = node.inputs as [GraphNode];
      const rows = plan.size(input);
      const divisor = reduction === "mean" ? rows : 1;
      plan.call("reduceLosses.gradient", plan.gradient(node), plan.gradient(input), divisor, rows);
    },

    tex(node, name) {
      const [input] = node.inputs as [GraphNode];
      const share = reduction === "mean" ? "\\frac1N " : "";
      return `${name(node)} = ${share}\\sum_i {${name(input)}}_i`;
    },
  }),
);

/** Where the forward pass keeps the output map of the logits for the backward pass. */
function probabilities(node: GraphNode, plan: Emitter): number {
  const [prediction] = node.inputs as [GraphNode];
  return plan.scratch(node, "probabilities", plan.size(prediction));
}

function parts(node: GraphNode, plan: Emitter) {
  const [prediction, target] = node.inputs as [GraphNode, GraphNode];
  const columns = prediction.shape[1] as number;
  return { prediction, target, rows: plan.size(prediction) / columns, columns };
}
