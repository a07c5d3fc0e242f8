import type {
  ColumnType,
  Engine,
  ModelSpec,
  ModelState,
  TableSummary,
} from "../../src-worker/api.ts";
import type { Surroundings } from "./command.ts";
import { isSample, openData, openDataFor, openModel } from "./data.ts";
import { UsageError } from "./failure.ts";
import { describeDataset, describeTarget } from "./model-words.ts";
import { OPEN_TASK, whileTold } from "./opening.ts";
import type { DataValues, TrainValues } from "./options.ts";
import { checkWords, DEFAULT_EPOCHS, planDataset, planNetwork, planTraining } from "./plan.ts";

/**
 * Opens and prepares DATA as the options say. The model is made only when it is asked for.
 * @param say what is told on the way
 */
export async function startModel(
  engine: Engine,
  surroundings: Surroundings,
  data: string,
  values: TrainValues & DataValues,
  say: (text: string) => void,
): Promise<{ spec: ModelSpec; model: () => Promise<ModelState> }> {
  const catalogue = await engine.catalogue();
  checkWords(values, catalogue);
  const table = await openData(engine, surroundings, data, { ...values, strict: true });
  const tests = await openTestFile(engine, surroundings, values, typesOf(table));
  const plan = planDataset(table, isSample(data), values, catalogue, tests?.id);
  if (values.target === undefined) say(describeTarget(plan, isSample(data)));
  const dataset = await whileTold(surroundings, (show) => engine.prepare(plan, OPEN_TASK, show));
  const proposal = await engine.propose(dataset.id);
  const spec = {
    dataset: dataset.id,
    network: planNetwork(proposal.network, values, catalogue),
    training: planTraining(proposal.training, values, catalogue),
  };
  const objections = await engine.judge(spec);
  say(describeDataset(dataset, objections));
  return { spec, model: () => engine.createModel(spec) };
}

/** The table of --test-file, its columns read as those of the other. */
async function openTestFile(
  engine: Engine,
  surroundings: Surroundings,
  { testFile, ...values }: TrainValues & DataValues,
  columnTypes: Readonly<Record<string, ColumnType>>,
): Promise<TableSummary | null> {
  if (testFile === undefined) return null;
  if (values.test !== undefined) {
    throw new UsageError("--test and --test-file both say what the test part is; give one of them");
  }
  const { labels: _, ...reading } = values;
  return openDataFor({ columnTypes }, engine, surroundings, testFile, reading);
}

function typesOf({ columns }: TableSummary): Record<string, ColumnType> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]));
}

/** Opens a saved model and gives it DATA to train further with. */
export async function resumeModel(
  engine: Engine,
  surroundings: Surroundings,
  data: string,
  path: string,
  values: TrainValues & DataValues,
): Promise<ModelState> {
  const model = await openModel(engine, surroundings, path);
  const { id, epoch } = model;
  const table = await openDataFor(model, engine, surroundings, data, values);
  const tests = await openTestFile(engine, surroundings, values, model.columnTypes);
  await whileTold(surroundings, (show) =>
    engine.attach(id, table.id, tests?.id ?? null, OPEN_TASK, show),
  );
  await engine.adjust(id, {
    epochs: epoch + (values.epochs ?? DEFAULT_EPOCHS),
    ...(values.lr === undefined ? {} : { learningRate: values.lr }),
    ...(values.batch === undefined ? {} : { batch: values.batch }),
  });
  return engine.modelState(id);
}
