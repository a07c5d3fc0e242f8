import { UserError } from "../errors.ts";
import { networkGraph, parameterNames } from "../graph/build.ts";
import { Program } from "../graph/program.ts";
import { float32 } from "../kernels/elementary.ts";
import { schedules } from "../train/catalogue.ts";
import { resolve } from "../train/choice.ts";
import { NonFinite } from "../train/nonfinite.ts";
import type { Choice } from "../train/options.ts";
import { Stepper } from "../train/stepper.ts";
import { solveFormulas } from "./formulas.ts";
import type {
  NetworkProblem,
  Problem,
  ProblemOptimizer,
  ProblemSchedule,
  ProblemTraining,
} from "./problem.ts";

/** A tensor of a solution, row-major; a scalar has the shape []. */
export interface Result {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/**
 * Works a problem out: a network as `solveNetwork` does, formulas as `solveFormulas` does.
 *
 * @throws {UserError} when a number is not finite or an option of the training is out of its range
 */
export function solve(problem: Problem): Record<string, Result> {
  return problem.kind === "network" ? solveNetwork(problem) : solveFormulas(problem);
}

/**
 * Works a network out through the kernels that train, in float32. Results: `layers.K.z`,
 * `layers.K.u`, `output`; with a loss `loss` and, where no unit is a threshold, `grad.<parameter>`,
 * `grad.layers.K.z`, `grad.layers.K.u` of all but the last layer, and `grad.x`; with a training
 * block `training.losses`, each batch's loss before its update, and `final.<parameter>`.
 *
 * @throws {UserError} when an option of the training is out of its range, or a number is too
 *   large for float32
 */
function solveNetwork(problem: NetworkProblem): Record<string, Result> {
  const results = passes(problem);
  for (const [name, { data }] of Object.entries(results)) {
    const index = data.findIndex((value) => !Number.isFinite(value));
    if (index < 0) continue;
    const words = `element ${index} of ${name} is ${data[index]}: too large for float32`;
    throw new UserError(words, "use smaller numbers in x or params", { name });
  }
  if (problem.training) Object.assign(results, train(problem, problem.training));
  return results;
}

/** The forward pass and, where there is a loss to differentiate, the backward pass. */
function passes(problem: NetworkProblem) {
  const { network, loss, reduction, rows, x, target, weights, parameters } = problem;
  const { layers } = network;
  const differentiable =
    loss !== null && layers.every(({ activation }) => activation !== "threshold");
  const program = new Program(networkGraph(network, loss, reduction, weights !== undefined), {
    maxRows: rows,
    arithmetic: float32,
    gradients: differentiable ? "all" : "none",
  });
  program.dropout(false);
  program.setData("x", x, rows);
  if (target) program.setData(loss === "cce" ? "labels" : "y", target, rows);
  if (weights) program.setData("weights", weights, rows);
  for (const [name, values] of parameters) program.setData(name, values, rows);
  for (const call of program.forward(rows)) call.run();
  if (differentiable) for (const call of program.backward(rows)) call.run();

  const results: Record<string, Result> = {};
  const value = (name: string, node = name) => {
    results[name] = plain(program.value(node, rows));
  };
  const gradient = (name: string) => {
    results[`grad.${name}`] = plain(program.gradient(name, rows));
  };
  for (const layer of layers.keys()) {
    value(`layers.${layer}.z`);
    value(`layers.${layer}.u`);
  }
  value("output", `layers.${layers.length - 1}.u`);
  if (loss) value("loss");
  if (!differentiable) return results;
  for (const { name } of parameterNames(network)) gradient(name);
  for (const layer of layers.keys()) {
    gradient(`layers.${layer}.z`);
    if (layer < layers.length - 1) gradient(`layers.${layer}.u`);
  }
  gradient("x");
  return results;
}

function train(
  { network, loss, reduction, rows, x, target, weights, parameters }: NetworkProblem,
  { optimizer, schedule, stepsPerEpoch, batches }: ProblemTraining,
) {
  if (!loss || !target) return {};
  const { entry, options } = resolve(schedules, scheduleChoice(schedule), "schedule");
  const stepper = new Stepper(
    network,
    {
      loss,
      reduction,
      optimizer: optimizerChoice(optimizer),
      weightDecay: optimizer.weight_decay,
      l1: 0,
      clipNorm: null,
      frozen: [],
      maxBatch: batches.reduce((most, { length }) => Math.max(most, length), 0),
    },
    {
      rows,
      x,
      y: loss === "cce" ? [] : target,
      labels: loss === "cce" ? target : [],
      ...(weights && { weights }),
    },
  );
  const { program } = stepper;
  for (const [name, values] of parameters) program.setData(name, values, 0);
  const losses = batches.map((batch, step) => {
    const epoch = Math.floor(step / stepsPerEpoch);
    const rate = entry.rate(optimizer.lr, epoch, options);
    try {
      return stepper.take(batch, rate);
    } catch (error) {
      if (!(error instanceof NonFinite)) throw error;
      const { what, remedy } = error.words(step + 1, rate);
      throw new UserError(what, remedy, { name: "training" });
    }
  });
  const results: Record<string, Result> = {
    "training.losses": { shape: [losses.length], data: losses },
  };
  for (const { name } of parameterNames(network)) {
    results[`final.${name}`] = plain(program.value(name, 0));
  }
  return results;
}

function optimizerChoice(optimizer: ProblemOptimizer): Choice {
  switch (optimizer.name) {
    case "sgd": {
      const { momentum, nesterov } = optimizer;
      if (momentum === 0) return { name: "sgd", options: {} };
      return { name: nesterov ? "nesterov" : "momentum", options: { momentum } };
    }
    case "rmsprop":
      return { name: "rmsprop", options: { alpha: optimizer.alpha, eps: optimizer.eps } };
    default: {
      const [beta1, beta2] = optimizer.betas;
      return { name: optimizer.name, options: { beta1, beta2, eps: optimizer.eps } };
    }
  }
}

function scheduleChoice(schedule: ProblemSchedule | null): Choice {
  if (!schedule) return { name: "constant", options: {} };
  const { name, ...options } = schedule;
  return { name, options };
}

function plain({ shape, data }: { shape: readonly number[]; data: ArrayLike<number> }): Result {
  return { shape, data: Array.from(data) };
}
