import type { FileSource, ModelState, TableSummary } from "../api.ts";
import type { Dataset } from "../data/dataset.ts";
import { summarize } from "../data/summary.ts";
import { readModel } from "../formats/model.ts";
import { readProject, writeProject } from "../formats/project.ts";
import { defaults } from "../train/catalogue.ts";
import { readWhole } from "./bytes.ts";
import { Model } from "./model.ts";
import type { Session } from "./session.ts";
import type { Task } from "./tasks.ts";

/** A project's table and models, open. */
export interface OpenedProject {
  readonly table: TableSummary;
  readonly model: ModelState | null;
  readonly runs: readonly { readonly model: ModelState; readonly note: string }[];
}

/** The table, the model on it and further ones as bytes of a project file. */
export async function saveProject(
  { tables, models }: Session,
  table: number,
  model: number | null,
  runs: readonly { readonly model: number; readonly note: string }[],
  task: Task,
): Promise<Uint8Array> {
  const kept = [];
  for (const run of runs) kept.push({ note: run.note, model: await models.get(run.model).save() });
  return writeProject(
    {
      table: tables.get(table).table,
      model: model === null ? null : await models.get(model).save(),
      runs: kept,
    },
    task,
  );
}

/**
 * Opens a project's table, and its models with the table attached.
 * @throws {UserError} for a file that is no whole project; nothing of it is open then
 */
export async function openProject(
  { host, tables, datasets, models }: Session,
  source: FileSource,
  task: Task,
): Promise<OpenedProject> {
  const project = await readProject(
    await readWhole(await host.open(source.token), task),
    source.name,
  );
  const { table } = project;
  const { id } = tables.add((id) => ({ id, source, table }));
  const opened: Model[] = [];
  const open = async (bytes: Uint8Array): Promise<ModelState> => {
    const saved = readModel(bytes, source.name);
    const model = models.add((own) => Model.open(own, saved, defaults));
    opened.push(model);
    const keep = (dataset: Dataset) => datasets.add((own) => ({ id: own, tableId: id, dataset }));
    await model.attach(table, keep, task);
    return model.state();
  };
  try {
    const model = project.model && (await open(project.model));
    const runs: OpenedProject["runs"][number][] = [];
    for (const run of project.runs) runs.push({ model: await open(run.model), note: run.note });
    return { table: summarize(table, id), model, runs };
  } catch (error) {
    // Nobody has heard of them.
    for (const model of opened) {
      if (model.ownDataset !== null) datasets.remove(model.ownDataset);
      models.remove(model.id);
    }
    tables.remove(id);
    throw error;
  }
}
