import type { Objection, Proposal, Reason } from "../api.ts";
import type { Dataset, Task } from "../data/dataset.ts";
import { findActivation } from "../graph/activations.ts";
import { findLoss } from "../graph/losses.ts";
import type { LossName, NetworkSpec } from "../graph/network.ts";
import type { TrainingOptions } from "../train/options.ts";

/** The output map and loss that belong to a task: section 1 and eq. (17), (18), (20). */
const OUTPUTS: Readonly<Record<Task, { activation: string; loss: LossName; why: string }>> = {
  binary: {
    activation: "sigmoid",
    loss: "bce",
    why: "two classes: one logit, whose sigmoid is the probability of the second class (eq. 3); two softmax outputs would be the same model with a redundant set of parameters",
  },
  multiclass: {
    activation: "softmax",
    loss: "cce",
    why: "one logit a class; softmax makes them probabilities that add up to 1 (eq. 5)",
  },
  regression: {
    activation: "identity",
    loss: "squared",
    why: "the prediction is any number, so the output is the linear value itself (eq. 7)",
  },
};

/** Number of outputs a task needs: one, one a class, or one a target. */
function outputsOf(dataset: Dataset): number {
  const { target } = dataset.preprocessing;
  if (target.task === "regression") return target.columns.length;
  return target.task === "binary" ? 1 : target.labels.length;
}

/** A sound network for a data set, in the manner of the notes' problem 1.4. */
export function propose(dataset: Dataset, defaults: TrainingOptions): Proposal {
  const { activation, loss, why } = OUTPUTS[dataset.task];
  const outputs = outputsOf(dataset);
  const units = hiddenUnits(dataset);
  const rows = dataset.parts.training.rows;
  const reasons: Reason[] = [
    {
      choice: "inputs",
      value: String(dataset.inputs),
      why: "one input a feature; a category has one input for each of its values",
      free: false,
    },
    { choice: "outputs", value: String(outputs), why, free: false },
    { choice: "output activation", value: activation, why, free: false },
    { choice: "loss", value: loss, why: findLoss(loss).about, free: false },
    {
      choice: "hidden units",
      value: String(units),
      why: `more units express more complex functions but need more data; ${rows} rows are there to train on`,
      free: true,
    },
    {
      choice: "hidden activation",
      value: "relu",
      why: "any activation will do but the threshold, which cannot be trained, and the identity, which adds nothing; ReLU is quick and seldom saturates",
      free: true,
    },
  ];
  return {
    network: {
      inputs: dataset.inputs,
      layers: [
        { units, activation: "relu", bias: true },
        { units: outputs, activation, bias: true },
      ],
    },
    training: { ...defaults, loss },
    reasons,
  };
}

/** A power of two between 4 and 64 that grows with the inputs. */
function hiddenUnits(dataset: Dataset): number {
  const wish = Math.max(8, Math.min(64, 2 * dataset.inputs, dataset.parts.training.rows));
  let units = 4;
  while (units * 2 <= wish) units *= 2;
  return units;
}

/** What is wrong or unwise in a network and its training for a data set, in words. */
export function judge(
  dataset: Dataset,
  network: NetworkSpec,
  training: TrainingOptions,
): Objection[] {
  return [
    ...judgeShape(dataset, network),
    ...judgeOutput(dataset, network, training.loss),
    ...judgeHidden(network),
    ...judgeTraining(dataset, training),
  ];
}

function judgeShape(dataset: Dataset, network: NetworkSpec): Objection[] {
  const found: Objection[] = [];
  const outputs = network.layers.at(-1)?.units ?? 0;
  const needed = outputsOf(dataset);
  if (network.inputs !== dataset.inputs) {
    found.push(
      error(0, `the network has ${network.inputs} inputs, but the data has ${dataset.inputs}`),
    );
  }
  if (outputs !== needed) {
    const each = {
      binary: "the logit of the second class",
      multiclass: "one a class",
      regression: "one a target",
    }[dataset.task];
    found.push(
      error(
        network.layers.length - 1,
        `the last layer has ${outputs} units, but this data needs ${needed} (${each})`,
      ),
    );
  }
  return found;
}

function judgeOutput(dataset: Dataset, network: NetworkSpec, loss: LossName): Objection[] {
  const last = network.layers.length - 1;
  const layer = network.layers[last];
  if (!layer) return [error(null, "a network needs at least one layer")];
  const { activation, units } = layer;
  const found: Objection[] = [];
  const needed = OUTPUTS[dataset.task];
  if (activation === "threshold") {
    found.push(
      error(
        last,
        "a threshold output has gradient zero everywhere, so SGD can learn nothing from it; train with a sigmoid output, whose decision is the same (eq. 4)",
      ),
    );
  }
  if (activation === "softmax" && units === 1) {
    found.push(
      error(
        last,
        "softmax over a single unit is always 1; use a sigmoid output for two classes, or one unit a class",
      ),
    );
  }
  if (loss !== needed.loss) {
    const fits = dataset.task === "binary" && loss === "squared";
    const words = `the loss ${loss} does not belong to ${dataset.task} targets; ${needed.loss} does`;
    found.push(fits ? warning(null, words) : error(null, words));
  }
  const own = findLoss(loss).outputActivation;
  // The squared error compares outputs u, whatever made them; the others take logits.
  if (loss !== "squared" && activation !== own && activation !== "threshold") {
    found.push(
      error(
        last,
        `${loss} is computed from logits whose output map is ${own}, not ${activation}; choose ${own}`,
      ),
    );
  }
  if (dataset.task === "regression" && activation !== "identity" && activation !== "threshold") {
    found.push(
      warning(
        last,
        `a ${activation} output cannot reach every number; regression takes the identity (eq. 7)`,
      ),
    );
  }
  return found;
}

function judgeHidden(network: NetworkSpec): Objection[] {
  const found: Objection[] = [];
  network.layers.slice(0, -1).forEach((layer, index) => {
    if (layer.activation === "threshold") {
      found.push(
        error(
          index,
          "a threshold layer has gradient zero everywhere: neither its own weights nor those before it would ever change under SGD; use sigmoid, its smooth relative",
        ),
      );
    } else if (layer.activation === "identity") {
      found.push(
        warning(
          index,
          "a hidden layer without an activation adds nothing: two linear maps after each other are one",
        ),
      );
    } else if (findActivation(layer.activation).role === "output") {
      found.push(warning(index, `${layer.activation} is meant for the output, not a hidden layer`));
    }
  });
  return found;
}

function judgeTraining(dataset: Dataset, training: TrainingOptions): Objection[] {
  const found: Objection[] = [];
  const rows = dataset.parts.training.rows;
  if (training.earlyStopping !== null && dataset.parts.validation.rows === 0) {
    found.push(
      error(null, "early stopping watches the validation loss, but no rows are held out for it"),
    );
  }
  if (training.reduction === "sum" && training.learningRate * Math.min(training.batch, rows) > 10) {
    found.push(
      warning(
        null,
        "with the summed loss of eq. (16) the gradient grows with the batch; a learning rate this large will likely diverge",
      ),
    );
  }
  return found;
}

const error = (layer: number | null, words: string): Objection => ({
  severity: "error",
  layer,
  words,
});

const warning = (layer: number | null, words: string): Objection => ({
  severity: "warning",
  layer,
  words,
});
