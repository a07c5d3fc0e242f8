import type { ExportedFile, ModelState, Moment, TrainingProgress } from "../api.ts";
import { breathe } from "../breathe.ts";
import { inputNames } from "../data/code.ts";
import type { Dataset, Preprocessing } from "../data/dataset.ts";
import { preparing, preparingWork } from "../data/prepare.ts";
import type { Table } from "../data/table.ts";
import { UserError } from "../errors.ts";
import { type ExportSource, findExport } from "../formats/exports.ts";
import { type SavedModel, type WholeModel, writeModel } from "../formats/model.ts";
import type { Wording } from "../formats/report/wording.ts";
import { parameterCount, parameterNames } from "../graph/build.ts";
import type { LossName, NetworkSpec } from "../graph/network.ts";
import { inSlices } from "../steps.ts";
import type { LiveOptions, TrainingOptions } from "../train/options.ts";
import { Predictor } from "../train/predictor.ts";
import { Trainer, type TrainingState } from "../train/trainer.ts";
import { judge } from "./advice.ts";
import { columnTypes, targetNames } from "./model-columns.ts";
import { completed, withActivations } from "./plain.ts";
import type { OpenDataset } from "./session.ts";
import type { Task } from "./tasks.ts";

/** A model's data, once it has some, and its training on it. */
interface Attached {
  /** May be closed meanwhile: another set-up of the table took its place. */
  readonly data: OpenDataset;
  readonly trainer: Trainer;
  /** Whether the data set was made by `attach` and goes with the model. */
  readonly isOwn: boolean;
}

/** How far a call of `train` goes; both left out: to the last epoch of the options, or for ever. */
export interface Until {
  readonly steps?: number;
  readonly epochs?: number;
}

/** A network with its parameters, the coding of its data and, with data attached, its training. */
export class Model {
  readonly id: number;
  private saved: WholeModel;
  private attached: Attached | null = null;
  private training = false;
  private constructor(id: number, saved: WholeModel) {
    this.id = id;
    this.saved = saved;
  }

  /** A model with fresh parameters for a data set. */
  static create(
    id: number,
    network: NetworkSpec,
    training: TrainingOptions,
    data: OpenDataset,
  ): Model {
    const trainer = new Trainer(network, training, data.dataset);
    const { preprocessing } = data.dataset;
    const model = new Model(id, { network, training, preprocessing, ...nothing });
    model.attached = { data, trainer, isOwn: false };
    return model;
  }

  /** A model read from a file; what a file of tensors alone lacks is filled in. */
  static open(id: number, saved: SavedModel, defaults: TrainingOptions): Model {
    return new Model(id, completed(saved, defaults));
  }

  /** Says what a file of tensors alone does not. @throws {UserError} when it is known already */
  setActivations(names: readonly string[], defaults: TrainingOptions): void {
    if (!this.saved.plain || this.attached) {
      throw new UserError("the activations of this model are known");
    }
    this.saved = withActivations(this.saved, names, defaults);
  }

  /** Codes and splits a table as the model's own data was, and goes on training with it. */
  async attach(
    table: Table,
    keep: (dataset: Dataset) => OpenDataset,
    task: Task,
    testTable?: Table,
  ): Promise<void> {
    this.refuseWhileTraining();
    const { preprocessing } = this.saved;
    const how = [table, preprocessing.spec, preprocessing, testTable] as const;
    const dataset = await inSlices(preparing(...how), preparingWork(...how), task);
    // It may have been trained meanwhile.
    this.refuseWhileTraining();
    const { network } = this.saved;
    const training = this.attached?.trainer.options ?? this.saved.training;
    const state = this.attached?.trainer.state() ?? this.saved.state;
    const objection = judge(dataset, network, training).find((it) => it.severity === "error");
    if (objection) throw new UserError(objection.words, "open another model");
    const trainer = new Trainer(network, training, dataset, state ?? undefined);
    this.attached = { data: keep(dataset), trainer, isOwn: true };
    // From here on the trainer has them; a second copy would only take room.
    this.saved = { ...this.saved, ...nothing };
  }

  /** How its data is coded. */
  get preprocessing(): Preprocessing {
    return this.saved.preprocessing;
  }

  get network(): NetworkSpec {
    return this.saved.network;
  }

  get loss(): LossName {
    return this.saved.training.loss;
  }

  /** Number of the data set that goes when the model is closed or gets other data. */
  get ownDataset(): number | null {
    return this.attached?.isOwn ? this.attached.data.id : null;
  }

  state(): ModelState {
    const { network, preprocessing } = this.saved;
    const { target, features, spec } = preprocessing;
    const trainer = this.attached?.trainer;
    return {
      id: this.id,
      network,
      training: trainer?.options ?? this.saved.training,
      task: target.task,
      inputNames: inputNames(features),
      targetNames: targetNames(preprocessing),
      labels: target.task === "regression" ? null : target.labels,
      columnTypes: columnTypes(preprocessing),
      datasetSpec: spec,
      dataset: this.attached?.data.id ?? null,
      step: trainer?.step ?? this.saved.state?.step ?? 0,
      epoch: trainer?.epoch ?? this.saved.state?.epoch ?? 0,
      parameterCount: parameterCount(network),
      history: trainer?.history ?? this.saved.history,
      plain: this.saved.plain ?? false,
      arithmetic: trainer?.arithmetic ?? (this.saved.state?.fast ? "fast" : "exact"),
      stopped: trainer?.stopped ?? this.saved.state?.stopped ?? null,
    };
  }

  async train(until: Until, onProgress: (progress: TrainingProgress) => void): Promise<void> {
    this.refuseWhileTraining();
    const { trainer } = this.withData();
    this.training = true;
    try {
      await trainer.train(until, {
        progress: (progress) => onProgress({ model: this.id, ...progress }),
        now: () => performance.now(),
        breathe,
      });
    } finally {
      this.training = false;
    }
  }

  /** Moments of the training that `branch` can go back to, the earliest first. */
  moments(): Moment[] {
    const { snapshots } = this.withData().trainer;
    return snapshots.all.map(({ step, epoch }) => ({ step, epoch }));
  }

  /** The states that are kept of the training, the earliest first. */
  kept(): readonly TrainingState[] {
    return this.attached?.trainer.snapshots.all ?? [];
  }

  /** A model as this one was at a moment, which goes on by itself from there. */
  branch(id: number, step: number): Model {
    const { data, trainer } = this.withData();
    const state = trainer.snapshots.all.find((snapshot) => snapshot.step === step);
    if (!state) {
      throw new UserError(`step ${step} is no longer kept`, "choose another moment");
    }
    const { network, preprocessing } = this.saved;
    const { options } = trainer;
    const branch = new Model(id, { network, training: options, preprocessing, ...nothing });
    // Going back to the end of a training that had stopped is no reason to stop again.
    const restored = new Trainer(network, options, data.dataset, { ...state, stopped: null });
    restored.snapshots.inherit(trainer.snapshots, step);
    branch.attached = { data, trainer: restored, isOwn: false };
    return branch;
  }

  pause(): void {
    this.attached?.trainer.pause();
  }

  rewind(): void {
    this.refuseWhileTraining();
    this.withData().trainer.rewind();
  }

  adjust(options: LiveOptions): void {
    this.withData().trainer.adjust(options);
  }

  /** The data set it trains on. @throws {UserError} when it has none */
  dataset(): Dataset {
    return this.withData().data.dataset;
  }

  /** Numbers of the tables that its data set was made from. @throws {UserError} when it has none */
  tables(): Omit<OpenDataset, "id" | "dataset"> {
    return this.withData().data;
  }

  predictor(): Predictor {
    return new Predictor(this.saved.network, this.parameters());
  }

  /** All parameters in the order of their names, a copy. */
  parameters(): Float32Array {
    return this.attached?.trainer.parameters() ?? this.saved.parameters.slice();
  }

  /** The parameters by layer, copies. */
  layers(): { weight: Float32Array; bias: Float32Array }[] {
    const all = this.parameters();
    const layers = this.saved.network.layers.map(() => ({
      weight: new Float32Array(0),
      bias: new Float32Array(0),
    }));
    let offset = 0;
    for (const { name, shape } of parameterNames(this.saved.network)) {
      const [, layer = "", kind] = name.split(".");
      const length = shape.reduce((product, size) => product * size, 1);
      const values = all.slice(offset, offset + length);
      offset += length;
      const target = layers[Number(layer)];
      if (target) target[kind === "weight" ? "weight" : "bias"] = values;
    }
    return layers;
  }

  /** The model as bytes of a file, in the midst of training as well. */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    return writeModel(await this.present());
  }

  /** The model as files for other programs. @throws {UserError} for an unknown format */
  async export(format: string, wording?: Wording): Promise<readonly ExportedFile[]> {
    const model = await this.present();
    const source: ExportSource = {
      model,
      dataset: this.attached?.data.dataset ?? null,
      outputs: (x, rows) => new Predictor(model.network, model.parameters).outputs(x, rows),
    };
    return findExport(format).write(source, wording);
  }

  /** The model with its training as it is between two steps. */
  async present(): Promise<WholeModel> {
    const trainer = this.attached?.trainer;
    if (!trainer) return this.saved;
    const { state, history } = await trainer.settled();
    const { parameters } = state;
    return { ...this.saved, training: trainer.options, parameters, state, history };
  }

  private withData(): Attached {
    if (!this.attached) {
      throw new UserError("the model has no data yet", "open the table it was trained on");
    }
    return this.attached;
  }

  private refuseWhileTraining(): void {
    if (this.training) throw new UserError("the model is training", "pause it first");
  }
}

/** In place of parameters that a trainer holds. */
const nothing = {
  parameters: new Float32Array(0),
  state: null,
  history: { epochs: [], steps: [] },
};
