import { breathe } from "../breathe.ts";
import type { Dataset, Part } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import { Random } from "../kernels/random.ts";
import type { Model } from "../session/model.ts";
import type { Task } from "../session/tasks.ts";
import { Predictor } from "../train/predictor.ts";
import { pickRows } from "../train/rows.ts";
import { Trainer } from "../train/trainer.ts";
import type { SizeCurve, SizePoint } from "./contract.ts";
import { scoreName, scoreOf } from "./score.ts";
import type { Scored } from "./scored.ts";

const TENTHS = 10;
/** Of a model that has not been trained yet and has no last epoch. */
const USUAL_EPOCHS = 50;

/**
 * Trains the same network from its start on growing shares of the training rows, in one random
 * order, with the model's seed and options. Coding and scaling stay those of the whole part.
 * @throws {UserError} when no rows are held out
 */
export async function sizeCurve(model: Model, task: Task): Promise<SizeCurve> {
  const dataset = model.dataset();
  const { network, training, epoch } = model.state();
  const held: Part = dataset.parts.validation.rows > 0 ? "validation" : "test";
  if (dataset.parts[held].rows === 0) {
    throw new UserError(
      "no rows are held out to compare with",
      "hold out a validation or test part on the Bench",
    );
  }
  const epochs = epoch > 0 ? epoch : (training.epochs ?? USUAL_EPOCHS);
  const own = dataset.parts.training;
  const order = Int32Array.from({ length: own.rows }, (_, row) => row);
  new Random(training.seed, "training sizes").shuffle(order);
  const shares = Array.from({ length: TENTHS }, (_, tenth) => (tenth + 1) / TENTHS);
  const sizes = [...new Set(shares.map((share) => Math.max(1, Math.round(share * own.rows))))];
  const whole = sizes.reduce((sum, rows) => sum + rows, 0) * epochs;
  let name: SizeCurve["scoreName"] = "accuracy";
  let done = 0;
  const points: SizePoint[] = [];
  for (const rows of sizes) {
    // In the table's order, so that the whole part trains to the model's own bits.
    const chosen = order.slice(0, rows).sort();
    const part = pickRows(own, chosen, dataset.inputs);
    const smaller: Dataset = { ...dataset, parts: { ...dataset.parts, training: part } };
    const trainer = new Trainer(network, { ...training, epochs }, smaller);
    await trainer.train(
      {},
      {
        progress: ({ epoch: at }) => task.progress(done + at * rows, whole),
        now: () => performance.now(),
        breathe: async () => {
          await breathe();
          if (task.cancelled()) trainer.pause();
        },
      },
    );
    if (task.cancelled()) throw new Error("cancelled");
    done += rows * epochs;
    const predictor = new Predictor(network, trainer.parameters());
    const measured = (data: Scored["data"]): Scored => {
      const { loss, outputs } = predictor.evaluate(data, training.loss);
      const { target } = dataset.preprocessing;
      return { data, target, loss, outputs, columns: outputs.length / data.rows };
    };
    const [seen, unseen] = [measured(part), measured(dataset.parts[held])];
    name = scoreName(seen);
    points.push({
      rows,
      trainingLoss: seen.loss,
      heldLoss: unseen.loss,
      trainingScore: scoreOf(seen),
      heldScore: scoreOf(unseen),
    });
  }
  return { points, scoreName: name, held, epochs };
}
