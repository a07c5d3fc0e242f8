import type { Dataset } from "../../data/dataset.ts";
import type { WholeModel } from "../../formats/model.ts";
import type { NetworkSpec } from "../../graph/network.ts";
import { resolve } from "../choice.ts";
import type { History, Stop } from "../history.ts";
import { NonFinite } from "../nonfinite.ts";
import type { TrainingOptions } from "../options.ts";
import { pickRows, spreadRows } from "../rows.ts";
import { schedules } from "../schedules/index.ts";
import { Stepper } from "../stepper.ts";
import type { LayerHealth } from "./finding.ts";

/** Rows at which activations are looked at. */
const MOST_ROWS = 256;
const LEAST_ROWS = 8;
/** Multiply-adds of a probe, about: far below what training does between two. */
const MOST_WORK = 1e7;
/** How many times longer the step is made to see whether longer ones would do. */
const LEAPS = [1e2, 1e3, 1e4, 1e5, 1e6];
/** Share of the loss by which a step lowers it, below which steps may be too short. */
const SMALL_DROP = 0.0005;
/** Share of the largest derivative at which an activation counts as saturated. */
const FLAT = 0.05;

/** What all findings are made from. */
export interface Probe {
  readonly network: NetworkSpec;
  readonly training: TrainingOptions;
  readonly dataset: Dataset;
  readonly history: History;
  readonly stopped: Stop | null;
  readonly step: number;
  readonly learningRate: number;
  readonly rows: number;
  readonly batch: number;
  readonly layers: readonly LayerHealth[];
  /** Mean loss of the batch now, after the step and, where that hardly lowers it, after the best of
   *  some steps that are so many times as long; null: the step comes to no finite numbers. */
  readonly loss: {
    readonly before: number;
    readonly after: number;
    readonly leap: { readonly times: number; readonly loss: number } | null;
  } | null;
}

/**
 * Looks at a model in training from the outside: one step on a fixed batch with the optimiser as
 * it is, by the training's own stepper. The training itself is not touched.
 */
export function probe(model: WholeModel, dataset: Dataset): Probe {
  const { network, training, history, state } = model;
  const part = dataset.parts.training;
  const work = Math.floor(MOST_WORK / (3 * Math.max(1, model.parameters.length)));
  const rows = Math.min(part.rows, Math.max(LEAST_ROWS, Math.min(MOST_ROWS, work)));
  const batch = Math.min(rows, training.batch);
  const data = pickRows(part, spreadRows(part.rows, rows), dataset.inputs);
  const stepper = new Stepper(network, { ...training, maxBatch: rows }, data);
  const learningRate = currentRate(training, state?.epoch ?? 0);
  const restore = () => {
    stepper.reset(model.parameters);
    for (const [name, slot] of Object.entries(stepper.slots())) {
      const saved = state?.slots[name];
      if (saved) slot.set(saved);
    }
    stepper.step = state?.step ?? 0;
  };
  restore();
  const seen = takeOrFail(stepper, spreadRows(rows, rows), learningRate);
  const activity = network.layers.map((_, layer) =>
    seen ? activityOf(stepper, network, layer, rows) : unknown,
  );
  restore();
  const finite = takeOrFail(stepper, spreadRows(rows, batch), learningRate);
  const after = stepper.parameters().slice();
  const layers = network.layers.map(({ units, activation }, layer) => ({
    layer,
    units,
    activation,
    ...norms(stepper, layer, model.parameters),
    ...(activity[layer] as Activity),
  }));
  const common = { network, training, dataset, history, learningRate, rows, batch, layers };
  return {
    ...common,
    stopped: state?.stopped ?? null,
    step: state?.step ?? 0,
    loss: finite ? losses(stepper, batch, model.parameters, after) : null,
  };
}

function currentRate(training: TrainingOptions, epoch: number): number {
  const { entry, options } = resolve(schedules, training.schedule, "schedule");
  return entry.rate(training.learningRate, epoch, options);
}

/** @returns whether all its numbers are finite */
function takeOrFail(stepper: Stepper, rows: Int32Array, learningRate: number): boolean {
  try {
    stepper.take(rows, learningRate);
    return true;
  } catch (error) {
    if (error instanceof NonFinite) return false;
    throw error;
  }
}

/** Losses of the batch that was last gathered. */
function losses(
  stepper: Stepper,
  rows: number,
  start: Float32Array,
  end: Float32Array,
): NonNullable<Probe["loss"]> {
  const { program } = stepper;
  const parameters = stepper.parameters();
  /** At so many times the step from the start. */
  const lossAt = (times: number) => {
    for (let at = 0; at < parameters.length; at++) {
      const from = start[at] as number;
      parameters[at] = from + times * ((end[at] as number) - from);
    }
    for (const call of program.forward(rows)) call.run();
    return program.lossSum() / rows;
  };
  const [before, after] = [lossAt(0), lossAt(1)];
  if (before - after >= SMALL_DROP * before) return { before, after, leap: null };
  let leap = { times: 1, loss: after };
  for (const times of LEAPS) {
    const loss = lossAt(times);
    if (loss < leap.loss) leap = { times, loss };
  }
  return { before, after, leap };
}

type Activity = Pick<LayerHealth, "dead" | "saturated">;

const unknown: Activity = { dead: null, saturated: null };

function activityOf(
  { program }: Stepper,
  { layers }: NetworkSpec,
  layer: number,
  rows: number,
): Activity {
  const { activation, units } = layers[layer] as (typeof layers)[number];
  // A sure output is no defect.
  if (layer === layers.length - 1) return unknown;
  if (activation === "relu") {
    const z = program.value(`layers.${layer}.z`, rows).data;
    let dead = 0;
    for (let unit = 0; unit < units; unit++) {
      let fires = false;
      for (let row = 0; row < rows && !fires; row++) fires = (z[row * units + unit] as number) > 0;
      if (!fires) dead++;
    }
    return { ...unknown, dead };
  }
  if (activation === "sigmoid" || activation === "tanh") {
    const u = program.value(`layers.${layer}.u`, rows).data;
    let flat = 0;
    for (const value of u) {
      // 4u(1 − u) and 1 − u² are 1 where the curve is steepest.
      const slope = activation === "sigmoid" ? 4 * value * (1 - value) : 1 - value * value;
      if (slope <= FLAT) flat++;
    }
    return { ...unknown, saturated: flat / u.length };
  }
  return unknown;
}

function norms({ program }: Stepper, layer: number, before: Float32Array) {
  const own = program.graph.nodes.filter(
    ({ kind, name }) => kind === "parameter" && name.startsWith(`layers.${layer}.`),
  );
  const after = program.parameters();
  const gradients = program.gradients();
  let weight = 0;
  let gradient = 0;
  let update = 0;
  for (const { name } of own) {
    const { offset, length } = program.parameterRange(name);
    for (let at = offset; at < offset + length; at++) {
      const value = before[at] as number;
      const slope = gradients[at] as number;
      const change = (after[at] as number) - value;
      weight += value * value;
      gradient += slope * slope;
      update += change * change;
    }
  }
  return {
    weightNorm: Math.sqrt(weight),
    gradientNorm: Math.sqrt(gradient),
    updateRatio: weight > 0 ? Math.sqrt(update / weight) : 0,
  };
}
