import { breathe } from "../breathe.ts";
import type { Model } from "../session/model.ts";
import type { Task } from "../session/tasks.ts";
import { Trainer } from "../train/trainer.ts";

/** Snapshots along a path: enough to see its shape. */
const POINTS = 60;
/** Fewer hardly show one. */
const FEW_POINTS = 6;
/** Room for the parameters along a path that is walked again: of a large network fewer points fit. */
const MOST_BYTES = 128 * 2 ** 20;

/** Where the parameters were at some steps; the last ones are the present ones. */
export interface TrainingPath {
  readonly steps: Int32Array;
  readonly parameters: readonly Float32Array[];
}

/**
 * The way of a model's training: the states that are kept of it or, when these are too few to show
 * it, by training again from the start. Null when neither leads to the present parameters.
 */
export async function trainingPath(model: Model, task: Task): Promise<TrainingPath | null> {
  const kept = keptPath(model);
  if (kept && kept.parameters.length >= FEW_POINTS) return kept;
  return (await walkAgain(model, task)) ?? kept;
}

function keptPath(model: Model): TrainingPath | null {
  const { step } = model.state();
  const states = model.kept().filter((state) => state.step < step);
  if (states.length === 0) return null;
  return {
    steps: Int32Array.from([...states.map((state) => state.step), step]),
    parameters: [...states.map(({ parameters }) => parameters), model.parameters()],
  };
}

/** How many points of a path, beside its start, there is room for. */
export function pointsFor(parameters: number): number {
  return Math.min(POINTS, Math.floor(MOST_BYTES / (parameters * 4)) - 1);
}

/**
 * The same seed and options give the same bits. Null when they do not lead to the present
 * parameters, as options were changed on the way, or there was no training.
 */
async function walkAgain(model: Model, task: Task): Promise<TrainingPath | null> {
  const { network, training, step, parameterCount } = model.state();
  const points = pointsFor(parameterCount);
  if (step === 0 || points < 1) return null;
  const trainer = new Trainer(network, { ...training, epochs: null }, model.dataset());
  const end = model.parameters();
  const steps: number[] = [0];
  const parameters = [trainer.parameters()];
  for (let point = 1; point <= points; point++) {
    const next = Math.round((point * step) / points);
    if (next === trainer.step) continue;
    while (trainer.step < next) {
      const before = trainer.step;
      await trainer.train(
        { steps: next - before },
        {
          progress: ({ step: done }) => task.progress(done, step),
          now: () => performance.now(),
          breathe: async () => {
            await breathe();
            if (task.cancelled()) trainer.pause();
          },
        },
      );
      if (task.cancelled()) throw new Error("cancelled");
      if (trainer.stopped?.kind === "diverged" || trainer.step <= before) return null;
    }
    steps.push(trainer.step);
    parameters.push(trainer.parameters());
  }
  const same = trainer.parameters().every((value, index) => value === end[index]);
  return same ? { steps: Int32Array.from(steps), parameters } : null;
}
