import type { Part } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import { parameterCount, parameterNames } from "../graph/build.ts";
import type { Model } from "../session/model.ts";
import type { Session } from "../session/session.ts";
import { chainRule } from "./chain.ts";
import { gradientCheck } from "./check.ts";
import type { InspectEngine, InspectedPass, InspectRequest } from "./contract.ts";
import { describeNodes } from "./describe.ts";
import { explainValue } from "./explain.ts";
import { explainGradient } from "./explain-gradient.ts";
import { offsetOf } from "./indices.ts";
import { overviewOf, readRegion } from "./overview.ts";
import { Pass, rowsOf } from "./pass.ts";
import { Ranking } from "./ranking.ts";
import { sgdStep } from "./sgd.ts";
import { stepsOf } from "./steps.ts";

/** Multiply-adds a gradient check of a tensor may take: about a second. */
const CHECK_WORK = 2e8;
/** Elements of a tensor that are checked at most. */
const MOST_CHECKED = 1000;
/** Passes that a central difference takes at most. */
const PASSES = 6;

/** The engine's methods to see every number of a pass: values, gradients, checks and steps. */
export function inspectEngine({ models }: Session): InspectEngine {
  // Of the last model asked about, and no longer than it lives: a pass is as large as the network.
  let passes = new WeakMap<Model, Pass>();
  let rankings = new WeakMap<Model, { readonly key: string; readonly ranking: Ranking }>();

  const passOf = (model: number): Pass => {
    const pass = passes.get(models.get(model));
    if (pass === undefined) throw new UserError("no row is looked at yet", "choose a row first");
    return pass;
  };

  const rankingOf = (model: Model, part: Part): Ranking => {
    const { step, network, dataset } = model.state();
    const key = `${part} ${step} ${dataset}`;
    const known = rankings.get(model);
    if (known?.key === key) return known.ranking;
    const ranking = new Ranking(model.predictor(), network, model.dataset(), part);
    rankings = new WeakMap([[model, { key, ranking }]]);
    return ranking;
  };

  return {
    inspectRows: async (model, part, start, count) =>
      rankingOf(models.get(model), part).page(start, count),
    async inspectFind(model, source) {
      const { parts } = models.get(model).dataset();
      for (const part of ["training", "validation", "test"] as const) {
        const row = parts[part].source.indexOf(source);
        if (row >= 0) return { part, row };
      }
      return null;
    },
    inspectPlace: async (model, part, row) => rankingOf(models.get(model), part).placeOf(row),
    async inspect(id, request) {
      const model = models.get(id);
      const { pass, described } = passThrough(model, request);
      passes = new WeakMap([[model, pass]]);
      return described;
    },
    async inspectOverview(model, name, side) {
      const pass = passOf(model);
      return overviewOf(pass.tensor(pass.node(name), side));
    },
    async inspectRegion(model, name, side, region) {
      const pass = passOf(model);
      return readRegion(pass.tensor(pass.node(name), side), region);
    },
    async explain(model, name, side, index) {
      const pass = passOf(model);
      const node = pass.node(name);
      return side === "value"
        ? explainValue(pass, node, index)
        : explainGradient(pass, node, index);
    },
    async inspectChain(model, of, by) {
      const pass = passOf(model);
      return chainRule(pass, pass.node(of), pass.node(by));
    },
    inspectSgd: async (model, learningRate) => sgdStep(passOf(model), learningRate),
    inspectCheck: async (model, parameter, index) => check(passOf(model), parameter, index),
  };
}

/** One pass of rows of the model's data, and all that is told of it at once. */
function passThrough(
  model: Model,
  request: InspectRequest,
): { pass: Pass; described: InspectedPass } {
  const dataset = model.dataset();
  const { id, network, training, step, labels, targetNames } = model.state();
  const { loss, reduction, learningRate } = training;
  const outputs = network.layers.at(-1)?.units ?? 1;
  const { sources, ...rows } = rowsOf(dataset, request.part, request.rows, loss, outputs);
  const pass = new Pass(
    { network, parameters: model.parameters(), loss, reduction, ...rows },
    request.names,
  );
  const target = targetNames[0] ?? "";
  const outputNames =
    labels === null ? targetNames : outputs === 1 ? [`${target} = ${labels[1]}`] : labels;
  const described = {
    model: id,
    step,
    ...request,
    sources,
    nodes: describeNodes(pass),
    steps: stepsOf(pass),
    loss: pass.value(pass.node("loss")).data[0] as number,
    reduction,
    learningRate,
    inputNames: dataset.inputNames,
    outputNames,
    picture: dataset.preprocessing.picture,
    note: network.layers.some(({ activation }) => activation === "threshold")
      ? "A threshold has the slope 0 everywhere: no gradient passes it."
      : "",
  };
  return { pass, described };
}

function check(pass: Pass, parameter: string, index: readonly number[] | null) {
  const { network, parameters, loss, reduction } = pass.input;
  const node = pass.node(parameter);
  let offset = 0;
  let length = -1;
  for (const { name, shape } of parameterNames(network)) {
    const size = shape.reduce<number>((product, one) => product * one, 1);
    if (name === parameter) length = size;
    if (length >= 0) break;
    offset += size;
  }
  if (length < 0) throw new UserError("only parameters have a check", "choose a parameter");
  const among =
    index === null
      ? { offset, length }
      : { offset: offset + offsetOf(node.shape, index, pass.rows), length: 1 };
  const work = PASSES * pass.rows * parameterCount(network);
  const sample = Math.min(MOST_CHECKED, Math.max(1, Math.floor(CHECK_WORK / work)));
  return gradientCheck(network, parameters, pass.input, loss, reduction, {
    seed: 0,
    among,
    sample: Math.min(sample, among.length),
  });
}
