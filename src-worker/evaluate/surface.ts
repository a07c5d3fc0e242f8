import { breathe } from "../breathe.ts";
import { UserError } from "../errors.ts";
import type { Model } from "../session/model.ts";
import type { Task } from "../session/tasks.ts";
import { pickRows, spreadRows } from "../train/rows.ts";
import type { LossSurface, SurfaceRequest } from "./contract.ts";
import { type Directions, pathDirections, project, randomDirections } from "./directions.ts";
import { type TrainingPath, trainingPath } from "./path.ts";

const MOST_ROWS = 1000;
const LEAST_ROWS = 64;
/** Multiply-adds of a whole surface, about, beyond which fewer rows are taken. */
const MOST_WORK = 4e9;
/** Room around the path, in its extent. */
const MARGIN = 0.25;
const BREATH_MS = 8;

/**
 * The loss over a plane through the present parameters.
 * @throws {UserError} for a grid out of range, or when a path is asked for and cannot be walked
 */
export async function lossSurface(
  model: Model,
  { directions, seed, side, span }: SurfaceRequest,
  task: Task,
): Promise<LossSurface> {
  if (!(Number.isInteger(side) && side % 2 === 1 && side >= 5 && side <= 101)) {
    throw new UserError(`a surface of ${side} × ${side} points`, "choose an odd number, 5 to 101");
  }
  if (!(span > 0 && Number.isFinite(span))) {
    throw new UserError(`the surface reaches ${span} parameter lengths`, "choose a number above 0");
  }
  const origin = model.parameters();
  const { network } = model.state();
  if (directions === "random") {
    const both = randomDirections(network, origin, seed);
    const axis = grid(-span, span, side);
    return sample(model, origin, both, axis, axis, null, task);
  }
  const path = await trainingPath(model, task);
  if (!path) {
    throw new UserError(
      "the way of this training is not known",
      "train first, or look along random directions",
    );
  }
  const { directions: both, covered } = pathDirections(path.parameters);
  const places = project(path.parameters, origin, both);
  const a = around(places.a, side);
  const b = around(places.b, side);
  const way = { step: path.steps, ...places, covered };
  return sample(model, origin, both, a, b, way, task);
}

async function sample(
  model: Model,
  origin: TrainingPath["parameters"][number],
  [first, second]: Directions,
  a: Float32Array,
  b: Float32Array,
  path: LossSurface["path"],
  task: Task,
): Promise<LossSurface> {
  const { parts, inputs } = model.dataset();
  const { training } = model.state();
  const work = MOST_WORK / (a.length * b.length * origin.length);
  const most = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.floor(work)));
  const rows = spreadRows(parts.training.rows, most);
  const data = pickRows(parts.training, rows, inputs);
  const predictor = model.predictor();
  const here = predictor.evaluate(data, training.loss).loss;
  const loss = new Float32Array(a.length * b.length);
  const point = new Float32Array(origin.length);
  let rested = performance.now();
  for (let j = 0; j < b.length; j++) {
    for (let i = 0; i < a.length; i++) {
      const [alongA, alongB] = [a[i] as number, b[j] as number];
      for (let at = 0; at < point.length; at++) {
        point[at] =
          (origin[at] as number) + alongA * (first[at] as number) + alongB * (second[at] as number);
      }
      predictor.parameters = point;
      const value = predictor.evaluate(data, training.loss).loss;
      loss[j * a.length + i] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
      if (performance.now() - rested < BREATH_MS) continue;
      task.progress(j * a.length + i + 1, loss.length);
      await breathe();
      if (task.cancelled()) throw new Error("cancelled");
      rested = performance.now();
    }
  }
  return { a, b, loss, rows: data.rows, here, path };
}

const grid = (low: number, high: number, side: number) =>
  Float32Array.from({ length: side }, (_, index) => low + ((high - low) * index) / (side - 1));

/** A grid over all places and 0, with a margin. */
function around(places: Float32Array, side: number): Float32Array {
  const low = Math.min(0, ...places);
  const high = Math.max(0, ...places);
  const margin = (high - low) * MARGIN || 1;
  return grid(low - margin, high + margin, side);
}
