import type { CrossValidation, Metrics } from "../api.ts";
import { breathe } from "../breathe.ts";
import type { DatasetSpec } from "../data/dataset.ts";
import { foldDatasets } from "../data/folds.ts";
import type { Table } from "../data/table.ts";
import { Cancelled, UserError } from "../errors.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { inSlices } from "../steps.ts";
import type { TrainingOptions } from "../train/options.ts";
import { Predictor } from "../train/predictor.ts";
import { Trainer } from "../train/trainer.ts";
import { measure } from "./prediction.ts";
import type { Task } from "./tasks.ts";

/**
 * Trains a network once a fold and measures it on the fold. Each training is what training on
 * that data would be: the same start, order and end. With early stopping a validation part is
 * taken from the rows trained on, so that the fold stays unseen.
 *
 * @throws {UserError} when training has no last epoch, and as `foldDatasets`
 * @throws {Cancelled} soon after the task is
 */
export async function crossValidate(
  { network, training }: { readonly network: NetworkSpec; readonly training: TrainingOptions },
  table: Table,
  spec: Omit<DatasetSpec, "table">,
  folds: number,
  task: Task,
): Promise<CrossValidation> {
  const { epochs } = training;
  if (epochs === null) {
    throw new UserError("cross-validation needs a last epoch", "choose how many epochs to train", {
      name: "epochs",
    });
  }
  const results: CrossValidation["folds"][number][] = [];
  for (const making of foldDatasets(table, spec, folds, training.earlyStopping !== null)) {
    const dataset = await inSlices(making, 0, {
      progress: () => {},
      cancelled: () => task.cancelled(),
    });
    const { preprocessing, parts, inputs } = dataset;
    // A category that only the fold has makes no input.
    const own = { ...network, inputs };
    const trainer = new Trainer(own, training, dataset);
    const before = results.length * epochs;
    await trainer.train(
      {},
      {
        progress({ epoch }) {
          task.progress(before + epoch, folds * epochs);
          if (task.cancelled()) trainer.pause();
        },
        now: () => performance.now(),
        breathe,
      },
    );
    if (task.cancelled()) throw new Cancelled();
    const predictor = new Predictor(own, trainer.parameters());
    results.push({
      training: parts.training.rows,
      epochs: trainer.epoch,
      metrics: measure(predictor, preprocessing, parts.test, training.loss),
    });
  }
  return { folds: results, summary: summarize(results.map(({ metrics }) => metrics)) };
}

function summarize(metrics: readonly Metrics[]): CrossValidation["summary"] {
  const figures = metrics.map((one) =>
    one.kind === "classification"
      ? { loss: one.loss, accuracy: one.accuracy }
      : { loss: one.loss, rmse: one.rmse, mae: one.mae, r2: one.r2 },
  );
  const names = Object.keys(figures[0] ?? {}) as CrossValidation["summary"][number]["name"][];
  return names.map((name) => {
    const values = figures.map((one) => (one as Readonly<Record<string, number>>)[name] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    return { name, mean, spread: Math.sqrt(squares / (values.length - 1)) };
  });
}
