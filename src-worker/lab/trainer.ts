import { breathe } from "../breathe.ts";
import { UserError } from "../errors.ts";
import { expressionGraph } from "../graph/expression/expression.ts";
import type { Shape } from "../graph/graph.ts";
import { type KernelCall, Program } from "../graph/program.ts";
import { concreteShape, elementCount } from "../graph/shapes.ts";
import { quoted } from "../json.ts";
import { float32 } from "../kernels/elementary.ts";
import { normal } from "../kernels/normal.ts";
import { Random } from "../kernels/random.ts";
import { resolve } from "../train/choice.ts";
import { FINITE, guardKernels } from "../train/guard.ts";
import { optimizers } from "../train/optimizers/index.ts";
import type { Optimizer } from "../train/optimizers/optimizer.ts";
import { EpochOrder } from "../train/order.ts";
import { Recorder } from "../train/recorder.ts";
import { Rhythm } from "../train/rhythm.ts";
import type { LabTraining, LabTrainingSpec } from "./contract.ts";
import type { TrainingData } from "./training-data.ts";

/** Rows of a mini-batch times elements of the graph: 64 MiB of float32. */
const MOST_ELEMENTS = 2 ** 24;

/**
 * Trains typed formulas: the same graph and kernels as networks, in float32, by mini-batches in an
 * order drawn from the seed. Same formulas, data and seed: same bits.
 */
export class LabTrainer {
  private readonly id: number;
  private readonly spec: LabTrainingSpec;
  private readonly data: TrainingData;
  private readonly program: Program;
  private readonly optimizer: Optimizer;
  private readonly options: Readonly<Record<string, number>>;
  private readonly update: readonly KernelCall[];
  private readonly batch: number;
  private order: EpochOrder;
  private recorder = new Recorder();
  private learningRate: number;
  private step = 0;
  private epoch = 0;
  private position = 0;
  private epochLoss = 0;
  private loss: number | null = null;
  private stopped: string | null = null;
  private rhythm: Rhythm | null = null;

  /** @throws {UserError} when the formulas do not fit the data, or an option is out of its range */
  constructor(id: number, spec: LabTrainingSpec, data: TrainingData) {
    const { entry, options } = resolve(optimizers, spec.optimizer, "optimizer");
    checkOptions(spec);
    this.id = id;
    this.spec = spec;
    this.data = data;
    this.optimizer = entry;
    this.options = options;
    this.learningRate = spec.learningRate;
    this.batch = Math.min(spec.batch, data.rows);
    this.program = makeProgram(spec, data, this.batch, entry);
    for (const [name, { data: values }] of data.constants) {
      this.program.setData(name, values, this.batch);
    }
    this.update = this.planUpdate();
    this.order = this.firstOrder();
    this.setStart();
  }

  state(): LabTraining {
    const { id, step, epoch, loss, stopped, program } = this;
    const { steps, epochs } = this.recorder.history();
    return {
      id,
      rows: this.data.rows,
      step,
      epoch,
      loss,
      steps,
      epochs: epochs.map(({ epoch, step, loss }) => ({ epoch, step, loss })),
      parameters: this.spec.parameters.map((name) => {
        const { shape, data } = program.value(name, this.batch);
        return { name, value: { shape, data: Float64Array.from(data) } };
      }),
      stopped,
    };
  }

  /** Trains so many steps or epochs from here, or until paused or a number is not finite. */
  async train(
    until: { readonly steps?: number; readonly epochs?: number },
    progress: (progress: LabTraining) => void,
  ): Promise<void> {
    if (this.rhythm) throw new UserError("this model is being trained", "pause it first");
    this.stopped = null;
    const lastStep = this.step + (until.steps ?? Number.POSITIVE_INFINITY);
    const lastEpoch = this.epoch + (until.epochs ?? Number.POSITIVE_INFINITY);
    const now = () => performance.now();
    const rhythm = new Rhythm({ progress: () => {}, now, breathe }, () => progress(this.state()));
    this.rhythm = rhythm;
    try {
      while (this.step < lastStep && this.epoch < lastEpoch && this.stopped === null) {
        if ((await rhythm.drive(this.take())) === null) break;
      }
    } finally {
      this.rhythm = null;
    }
  }

  pause(): void {
    this.rhythm?.pause();
  }

  /** Back to step 0: the same parameters and orders come again. */
  rewind(): void {
    if (this.rhythm) throw new UserError("this model is being trained", "pause it first");
    this.order = this.firstOrder();
    this.recorder = new Recorder();
    this.step = 0;
    this.epoch = 0;
    this.position = 0;
    this.epochLoss = 0;
    this.loss = null;
    this.stopped = null;
    this.setStart();
  }

  /** @throws {UserError} when the rate is unfit */
  adjust(learningRate: number): void {
    checkOptions({ ...this.spec, learningRate });
    this.learningRate = learningRate;
  }

  /** One step; yields before its update, so that leaving it there leaves everything as it was. */
  private *take(): Generator<number, true> {
    const { program, spec, batch } = this;
    const { f, d } = program.memory;
    const end = Math.min(this.position + batch, this.data.rows);
    const rows = end - this.position;
    this.gather(this.order.rows.subarray(this.position, end));
    const calls = [...program.forward(rows), ...program.backward(rows)];
    let work = 0;
    for (const call of calls) {
      call.run();
      work += call.work;
    }
    yield work;
    const loss = program.value(spec.loss, rows).data[0] as number;
    const { learningRate, options } = this;
    const controls = { step: this.step + 1, learningRate, weightDecay: 0, l1: 0, options };
    const before = this.changing().map((vector) => vector.slice());
    f.set(this.optimizer.controls(controls), program.address("controls"));
    d[FINITE] = 0;
    for (const { run } of this.update) run();
    if (!Number.isFinite(loss) || d[FINITE] !== 0) {
      for (const [place, vector] of this.changing().entries()) {
        vector.set(before[place] as Float32Array);
      }
      const what = Number.isFinite(loss) ? "a gradient or parameter" : `the loss ${spec.loss}`;
      this.stopped = `at step ${this.step + 1}: ${what} is no longer finite; lower the learning rate, or start from smaller values`;
      return true;
    }
    this.loss = loss;
    this.step += 1;
    this.recorder.addStep(this.step, loss);
    this.epochLoss += loss * rows;
    this.position = end;
    if (end === this.data.rows) this.endEpoch();
    return true;
  }

  private endEpoch(): void {
    this.epoch += 1;
    this.recorder.addEpoch({
      epoch: this.epoch,
      step: this.step,
      loss: this.epochLoss / this.data.rows,
      accuracy: null,
      validationLoss: null,
      validationAccuracy: null,
      learningRate: this.learningRate,
    });
    this.order.advance();
    this.position = 0;
    this.epochLoss = 0;
  }

  private gather(numbers: Int32Array): void {
    for (const [name, { shape, data }] of this.data.data) {
      const width = elementCount(shape.slice(1), 1);
      const values = new Float32Array(numbers.length * width);
      for (const [place, row] of numbers.entries()) {
        values.set(data.subarray(row * width, (row + 1) * width), place * width);
      }
      this.program.setData(name, values, numbers.length);
    }
  }

  /** What an update changes: the parameters and the optimiser's state, as views of the arena. */
  private changing(): Float32Array[] {
    const { program, optimizer } = this;
    const slots = optimizer.slots.map((slot) => {
      const address = program.address(`slot.${slot}`);
      return program.memory.f.subarray(address, address + program.parameterCount);
    });
    return [program.parameters(), ...slots] as Float32Array[];
  }

  private planUpdate(): KernelCall[] {
    const { program, optimizer } = this;
    const { parameterAddress, gradientAddress, parameterCount } = program;
    const slots = optimizer.slots.map((slot) => program.address(`slot.${slot}`));
    return [
      program.call("allFinite", gradientAddress, parameterCount),
      program.call(
        `update.${optimizer.name}`,
        parameterAddress,
        gradientAddress,
        program.address("controls"),
        ...slots,
        parameterCount,
      ),
      program.call("allFinite", parameterAddress, parameterCount),
    ];
  }

  private setStart(): void {
    const { scale, seed, parameters } = this.spec;
    const random = new Random(seed, "initialise");
    for (const vector of this.changing()) vector.fill(0);
    for (const name of parameters) {
      const typed = (this.data.parameters.get(name) as { data: Float64Array }).data;
      const start = scale === null ? typed : typed.map(() => normal(random) * scale);
      this.program.setData(name, start, this.batch);
    }
  }

  private firstOrder(): EpochOrder {
    return new EpochOrder(this.data.rows, new Random(this.spec.seed, "shuffle").state);
  }
}

function makeProgram(
  spec: LabTrainingSpec,
  { data, parameters, constants }: TrainingData,
  batch: number,
  optimizer: Optimizer,
): Program {
  const shapes: Record<string, Shape> = {};
  for (const [name, { shape }] of data) shapes[name] = ["N", ...shape.slice(1)];
  for (const [name, { shape }] of [...parameters, ...constants]) shapes[name] = shape;
  const formulas = expressionGraph(spec.lines, shapes, [...parameters.keys()]);
  const { graph, value, definitions } = formulas;
  const loss = [value, ...definitions].find(({ name }) => name === spec.loss);
  if (!loss) {
    const names = definitions.map(({ name }) => name).join(", ");
    throw new UserError(`there is no definition ${quoted(spec.loss)}`, `choose one of ${names}`);
  }
  if (concreteShape(loss.shape, 2).length > 0) {
    throw new UserError(
      `${spec.loss} has the shape (${loss.shape.join(", ")}), but a loss is one number`,
      "sum over its indices",
    );
  }
  const used = new Set([loss]);
  for (const node of used) for (const input of node.inputs) used.add(input);
  const idle = [...parameters.keys()].find((name) => {
    return ![...used].some((node) => node.name === name);
  });
  if (idle !== undefined) {
    throw new UserError(`${spec.loss} does not depend on ${idle}`, "let it stay as it is");
  }
  const size = graph.nodes.reduce((total, { shape }) => total + elementCount(shape, batch), 0);
  if (size > MOST_ELEMENTS) {
    throw new UserError(`a batch of ${batch} rows has ${size} numbers`, "choose a smaller batch");
  }
  const count = [...parameters.values()].reduce((total, { data }) => total + data.length, 0);
  return new Program(
    { ...graph, loss },
    {
      maxRows: batch,
      arithmetic: float32,
      gradients: "parameters",
      extra: {
        controls: optimizer.controlCount,
        ...Object.fromEntries(optimizer.slots.map((slot) => [`slot.${slot}`, count])),
      },
      kernels: { ...guardKernels, [`update.${optimizer.name}`]: optimizer.kernel(float32) },
    },
  );
}

/** @throws {UserError} naming the option and what it may be */
function checkOptions({ learningRate, batch, seed, scale }: LabTrainingSpec): void {
  const demand = (holds: boolean, words: string, remedy: string) => {
    if (!holds) throw new UserError(words, `choose ${remedy}`);
  };
  const isRate = Number.isFinite(learningRate) && learningRate > 0;
  demand(isRate, `the learning rate is ${learningRate}`, "a number above 0");
  const isBatch = Number.isSafeInteger(batch) && batch >= 1;
  demand(isBatch, `the batch size is ${batch}`, "a whole number from 1");
  const isSeed = Number.isSafeInteger(seed) && seed >= 0 && seed < 2 ** 32;
  demand(isSeed, `the seed is ${seed}`, "a whole number below 2³²");
  const isScale = scale === null || (Number.isFinite(scale) && scale > 0);
  demand(isScale, `the deviation of the start is ${scale}`, "a number above 0");
}
