import type { Catalogue, Engine } from "./api.ts";
import type { Dataset, DatasetSpec, DatasetSummary, PartData } from "./data/dataset.ts";
import { preprocessingCatalogue } from "./data/defaults.ts";
import { preparing, preparingWork } from "./data/prepare.ts";
import { previewText } from "./data/preview.ts";
import { readTable } from "./data/readers.ts";
import { findSample, samples } from "./data/samples/index.ts";
import { pageRows, summarize } from "./data/summary.ts";
import type { DataSource, Table } from "./data/table.ts";
import { UserError } from "./errors.ts";
import { evaluateEngine } from "./evaluate/engine.ts";
import { exportFormats } from "./formats/exports.ts";
import { readModel } from "./formats/model.ts";
import { readOnnx } from "./formats/onnx/read.ts";
import { modelIn } from "./formats/project.ts";
import { sha256 } from "./formats/sha256.ts";
import { activations } from "./graph/activations.ts";
import { losses } from "./graph/losses.ts";
import { inspectEngine } from "./inspect/engine.ts";
import { parseProblem } from "./inspect/problem.ts";
import { solve } from "./inspect/solve.ts";
import { chooseCompute, computeState } from "./kernels/compute.ts";
import { labEngine } from "./lab/engine.ts";
import { learnEngine } from "./learn/engine.ts";
import type { Host } from "./serve.ts";
import { judge, propose } from "./session/advice.ts";
import { readWhole } from "./session/bytes.ts";
import { crossValidate } from "./session/cross-validate.ts";
import { Model } from "./session/model.ts";
import { checkModel } from "./session/model-check.ts";
import {
  evaluatePart,
  evaluateTable,
  predictPart,
  predictTable,
} from "./session/model-predictions.ts";
import { decisionMap, unitMaps } from "./session/plane.ts";
import { openProject, saveProject } from "./session/project.ts";
import { Session } from "./session/session.ts";
import type { Task } from "./session/tasks.ts";
import { inSlices } from "./steps.ts";
import { defaults, initializers, optimizers, schedules } from "./train/catalogue.ts";

/** The engine behind the contract: keeps tables, data sets and models by number. */
export function createEngine(host: Host): Engine {
  const session = new Session(host);
  const { tasks, tables, datasets, models } = session;

  const read = async (source: DataSource, task: Task): Promise<Table> => {
    if (source.kind === "sample") return findSample(source.name).make(source.seed ?? 0);
    return readTable(source, (token) => host.open(token), task);
  };

  const open = async (source: DataSource, task: Task) => {
    const table = await read(source, task);
    const { id } = tables.add((id) => ({ id, source, table }));
    return summarize(table, id);
  };

  return {
    catalogue: async () => catalogue,
    answer: async () => {},
    cancel: async (task) => tasks.cancel(task),

    openTable: (source, task, progress) =>
      tasks.run(task, `reading ${source.name}`, progress, (control) => open(source, control)),
    async retypeTable(table, types, task, progress) {
      const { source } = tables.get(table);
      if (source.kind === "sample") throw new UserError("a sample's columns have fixed types");
      const reading = { ...source.reading, types: { ...source.reading?.types, ...types } };
      return tasks.run(task, `reading ${source.name}`, progress, (control) =>
        open({ ...source, reading }, control),
      );
    },
    preview: (source) => previewText(source, (token) => host.open(token)),
    rows: async (table, start, count) => pageRows(tables.get(table).table, start, count),
    closeTable: async (table) => tables.remove(table),

    async prepare(spec, task, progress) {
      const { table } = tables.get(spec.table);
      const testTable = spec.testTable == null ? undefined : tables.get(spec.testTable).table;
      const how = [table, spec, undefined, testTable] as const;
      const dataset = await tasks.run(task, `coding the columns of ${table.name}`, progress, (it) =>
        inFile(table.name, () => inSlices(preparing(...how), preparingWork(...how), it)),
      );
      const { testTable: testTableId = null } = spec;
      const { id } = datasets.add((id) => ({ id, tableId: spec.table, testTableId, dataset }));
      return summarizeDataset(id, spec, dataset);
    },
    closeDataset: async (dataset) => datasets.remove(dataset),
    propose: async (dataset) => propose(datasets.get(dataset).dataset, defaults),
    judge: async ({ dataset, network, training }) =>
      judge(datasets.get(dataset).dataset, network, training),

    async createModel({ dataset, network, training }) {
      const data = datasets.get(dataset);
      const objection = judge(data.dataset, network, training).find(
        (it) => it.severity === "error",
      );
      if (objection) throw new UserError(objection.words);
      return models.add((id) => Model.create(id, network, training, data)).state();
    },
    openModel: (source, task, progress) =>
      tasks.run(task, `reading ${source.name}`, progress, async (control) => {
        const bytes = await readWhole(await host.open(source.token), control);
        const saved = readModel(await modelIn(bytes, source.name), source.name);
        return models.add((id) => Model.open(id, saved, defaults)).state();
      }),
    async attach(model, tableId, testTableId = null, task, progress) {
      const opened = models.get(model);
      const { table } = tables.get(tableId);
      const testTable = testTableId === null ? undefined : tables.get(testTableId).table;
      const keep = (dataset: Dataset) =>
        datasets.add((id) => ({ id, tableId, testTableId, dataset }));
      let before = opened.ownDataset;
      await tasks.run(task, `coding the columns of ${table.name}`, progress, (control) =>
        opened.attach(
          table,
          (dataset) => {
            // Refused where it was closed meanwhile.
            before = models.get(model).ownDataset;
            return keep(dataset);
          },
          control,
          testTable,
        ),
      );
      if (before !== null) datasets.remove(before);
      return opened.state();
    },
    modelState: async (model) => models.get(model).state(),
    async closeModel(model) {
      const closed = models.get(model);
      closed.pause();
      if (closed.ownDataset !== null) datasets.remove(closed.ownDataset);
      models.remove(model);
    },

    async train(model, until, progress) {
      const trained = models.get(model);
      await trained.train(until, progress);
      return trained.state();
    },
    pause: async (model) => models.get(model).pause(),
    async rewind(model) {
      models.get(model).rewind();
      return models.get(model).state();
    },
    moments: async (model) => models.get(model).moments(),
    async branch(model, step) {
      const from = models.get(model);
      return models.add((id) => from.branch(id, step)).state();
    },
    adjust: async (model, options) => models.get(model).adjust(options),
    crossValidate: (spec, folds, task, progress) =>
      tasks.run(task, "cross-validating", progress, async (control) => {
        const { tableId, testTableId = null, dataset } = datasets.get(spec.dataset);
        const { table } = tables.get(tableId);
        const data = { ...dataset.preprocessing.spec, testTable: testTableId };
        return crossValidate(spec, table, data, folds, control);
      }),

    evaluate: async (model, part) => evaluatePart(models.get(model), part),
    predict: async (model, part, start, count) =>
      predictPart(models.get(model), part, start, count),
    evaluateTable: async (model, table) =>
      evaluateTable(models.get(model), tables.get(table).table),
    predictTable: async (model, table, start, count) =>
      predictTable(models.get(model), tables.get(table).table, start, count),
    async decisionMap(model, request) {
      const shown = models.get(model);
      return decisionMap(shown.predictor(), shown.dataset(), request);
    },
    async unitMaps(model, layer, request) {
      const shown = models.get(model);
      return unitMaps(shown.predictor(), shown.dataset(), layer, request);
    },

    parameters: async (model) => models.get(model).layers(),
    parametersSha256: async (model) => float32Sha256(models.get(model).parameters()),
    solve: (source, task, progress) =>
      tasks.run(task, `reading ${source.name}`, progress, async (control) => {
        const bytes = await readWhole(await host.open(source.token), control);
        return solve(parseProblem(new TextDecoder().decode(bytes), source.name));
      }),
    check: async (model, table, request) =>
      checkModel(models.get(model), tables.get(table).table, request),
    saveModel: async (model) => models.get(model).save(),
    saveProject: (table, model, runs, task, progress) =>
      tasks.run(task, "writing the project", progress, (control) =>
        saveProject(session, table, model, runs, control),
      ),
    openProject: (source, task, progress) =>
      tasks.run(task, `reading ${source.name}`, progress, (control) =>
        openProject(session, source, control),
      ),
    exportModel: async (model, format, wording) => models.get(model).export(format, wording),
    async setActivations(model, names) {
      models.get(model).setActivations(names, defaults);
      return models.get(model).state();
    },
    importModel: (source, task, progress) =>
      tasks.run(task, `reading ${source.name}`, progress, async (control) => {
        const bytes = await readWhole(await host.open(source.token), control);
        const saved = readOnnx(bytes, source.name, defaults);
        return models.add((id) => Model.open(id, saved, defaults)).state();
      }),
    compute: async () => computeState(),
    async setCompute(options) {
      chooseCompute(options);
      return computeState();
    },
    ...inspectEngine(session),
    ...evaluateEngine(session),
    ...labEngine(session),
    ...learnEngine(session),
  };
}

const catalogue: Catalogue = {
  activations: activations.map(({ name, label, about, role }) => ({
    name,
    label,
    about,
    role,
    options: [],
  })),
  losses: losses.map(({ name, label, about }) => ({ name, label, about, options: [] })),
  optimizers: optimizers.map(entry),
  schedules: schedules.map(entry),
  initializers: initializers.map(entry),
  samples: samples.map(({ name, label, about, rows, columns, task }) => ({
    name,
    label,
    about,
    rows,
    columns,
    task,
  })),
  exportFormats: exportFormats.map(({ name, label, about, folder, extension }) => ({
    name,
    label,
    about,
    folder,
    extension,
  })),
  preprocessing: preprocessingCatalogue,
  defaults,
};

/** The plain part of a catalogue's entry, without its code. */
function entry({ name, label, about, options }: Catalogue["optimizers"][number]) {
  return { name, label, about, options };
}

function summarizeDataset(id: number, spec: DatasetSpec, dataset: Dataset): DatasetSummary {
  const { target } = dataset.preprocessing;
  const { training, validation, test } = dataset.parts;
  return {
    id,
    table: spec.table,
    spec,
    task: dataset.task,
    inputNames: dataset.inputNames,
    targetNames: spec.targets,
    labels: target.task === "regression" ? null : target.labels,
    rows: { training: training.rows, validation: validation.rows, test: test.rows },
    dropped: dataset.dropped,
    ignored: dataset.ignored,
    notes: dataset.notes,
    hints: dataset.hints,
    balance:
      target.task === "regression"
        ? null
        : {
            training: classCounts(training, target.labels),
            validation: classCounts(validation, target.labels),
            test: classCounts(test, target.labels),
          },
  };
}

function classCounts(part: PartData, labels: readonly string[]): number[] {
  const counts = labels.map(() => 0);
  for (const label of part.labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** Does what may refuse a table, and names the table when it does. */
async function inFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof UserError ? error.at({ file }) : error;
  }
}

/** SHA-256 in hex over the values as little-endian float32. */
function float32Sha256(values: Float32Array): Promise<string> {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => {
    bytes.setFloat32(index * 4, value, true);
  });
  return sha256(new Uint8Array(bytes.buffer));
}
