import type { TrainingProgress } from "../api.ts";
import type { Dataset, PartData } from "../data/dataset.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { Random, type RandomState } from "../kernels/random.ts";
import { resolve } from "./choice.ts";
import type { History } from "./history.ts";
import { initialParameters } from "./initialize.ts";
import { decide } from "./metrics.ts";
import type { LiveOptions, TrainingOptions } from "./options.ts";
import { Predictor } from "./predictor.ts";
import { Recorder } from "./recorder.ts";
import { schedules } from "./schedules/index.ts";
import type { Schedule } from "./schedules/schedule.ts";
import type { Best, TrainingState } from "./state.ts";
import { NonFinite, Stepper } from "./stepper.ts";

export type { TrainingState } from "./state.ts";

/** The world outside, lent to the loop. None of it can change a result. */
export interface Hooks {
  progress(progress: Omit<TrainingProgress, "model">): void;
  /** Milliseconds. */
  now(): number;
  /** Resolves after waiting messages are answered. */
  breathe(): Promise<void>;
}

/** Training looks up after so long. */
const BURST_MS = 8;
const PROGRESS_MS = 1000 / 30;
/** Multiply-adds between two looks at the clock, a millisecond or so. */
const WORK_PER_LOOK = 500_000;

/** The training loop: epochs of shuffled mini-batches, validation, early stopping. */
export class Trainer {
  private readonly spec: NetworkSpec;
  private readonly dataset: Dataset;
  private current: TrainingOptions;
  private readonly schedule: { entry: Schedule; options: Readonly<Record<string, number>> };
  private readonly order: Int32Array;
  private stepper: Stepper;
  private readonly validator: Predictor;
  private recorder = new Recorder();
  private epochsDone = 0;
  private position = 0;
  private batch: number;
  private shuffle: RandomState;
  private dropout: Random;
  private epochLoss = 0;
  private epochRight = 0;
  private batchLoss = Number.NaN;
  private best: Best | null = null;
  private reason: string | null = null;
  private seconds = 0;
  private pauseWanted = false;
  private clock = { burstStart: 0, toldAt: 0, work: 0, startedAt: 0, startedStep: 0 };

  /**
   * @param restore where to go on from; without it, fresh parameters from the options' seed
   * @throws {UserError} when the network or an option is invalid
   */
  constructor(
    spec: NetworkSpec,
    options: TrainingOptions,
    dataset: Dataset,
    restore?: TrainingState,
  ) {
    this.spec = spec;
    this.current = options;
    this.dataset = dataset;
    this.schedule = resolve(schedules, options.schedule, "schedule");
    this.order = new Int32Array(dataset.parts.training.rows);
    this.batch = Math.min(restore?.batch ?? options.batch, this.order.length);
    this.stepper = this.makeStepper();
    this.validator = new Predictor(spec, this.parameters());
    this.shuffle = new Random(options.seed, "shuffle").state;
    this.dropout = new Random(options.seed, "dropout");
    if (restore) this.restore(restore);
    else this.start();
  }

  get options(): TrainingOptions {
    return this.current;
  }

  get step(): number {
    return this.stepper.step;
  }

  /** Epochs completed. */
  get epoch(): number {
    return this.epochsDone;
  }

  get stepsPerEpoch(): number {
    return Math.ceil(this.order.length / this.batch);
  }

  get history(): History {
    return this.recorder.history();
  }

  /** Why training stopped by itself, in words; null: it did not. */
  get stopped(): string | null {
    return this.reason;
  }

  /** All parameters in the order of their names, a copy. */
  parameters(): Float32Array {
    return Float32Array.from(this.stepper.program.parameters());
  }

  /** Ends `train` at the next look at the clock; an unfinished step is taken anew later. */
  pause(): void {
    this.pauseWanted = true;
  }

  /** Back to step 0: the same parameters, orders and masks come again. */
  rewind(): void {
    this.batch = Math.min(this.current.batch, this.order.length);
    this.stepper = this.makeStepper();
    this.recorder = new Recorder();
    this.epochsDone = 0;
    this.batchLoss = Number.NaN;
    this.best = null;
    this.reason = null;
    this.seconds = 0;
    this.shuffle = new Random(this.current.seed, "shuffle").state;
    this.dropout = new Random(this.current.seed, "dropout");
    this.start();
  }

  /** Changes what may be changed while training. A new batch size holds from the next epoch. */
  adjust(options: LiveOptions): void {
    this.current = { ...this.current, ...options };
  }

  /**
   * Trains until the bound is reached, the options' last epoch is done, or training is paused or
   * stops by itself.
   * @param until steps or epochs from here
   */
  async train(
    until: { readonly steps?: number; readonly epochs?: number },
    hooks: Hooks,
  ): Promise<void> {
    this.pauseWanted = false;
    this.reason = null;
    const now = hooks.now();
    this.clock = {
      burstStart: now,
      toldAt: now,
      work: 0,
      startedAt: now,
      startedStep: this.step,
    };
    const lastStep = this.step + (until.steps ?? Number.POSITIVE_INFINITY);
    const lastEpoch = this.epochsDone + (until.epochs ?? Number.POSITIVE_INFINITY);
    try {
      while (this.step < lastStep && this.epochsDone < lastEpoch && !this.isFinished()) {
        if (this.position < this.order.length && !(await this.takeStep(hooks))) break;
        if (this.position >= this.order.length && !(await this.endEpoch(hooks))) break;
        if (this.reason !== null) break;
      }
    } catch (error) {
      if (!(error instanceof NonFinite)) throw error;
      this.reason = this.explain(error);
    } finally {
      this.seconds += (hooks.now() - this.clock.startedAt) / 1000;
      this.clock.startedAt = hooks.now();
      this.tell(hooks);
    }
  }

  /** All that is needed to go on to the same bits. */
  state(): TrainingState {
    const { stepper } = this;
    const slots = Object.entries(stepper.slots()).map(([name, slot]) => [name, slot.slice()]);
    return {
      parameters: this.parameters(),
      slots: Object.fromEntries(slots) as Record<string, Float32Array>,
      step: this.step,
      epoch: this.epochsDone,
      position: this.position,
      batch: this.batch,
      shuffle: this.shuffle,
      dropout: this.dropout.state,
      epochLoss: this.epochLoss,
      epochRight: this.epochRight,
      batchLoss: this.batchLoss,
      best: this.best,
      recorder: this.recorder.state(),
      seconds: this.seconds,
      stopped: this.reason,
    };
  }

  private start(): void {
    this.stepper.program.parameters().set(initialParameters(this.spec, this.current));
    this.beginEpoch();
  }

  private restore(state: TrainingState): void {
    const { stepper } = this;
    stepper.program.parameters().set(state.parameters);
    for (const [name, slot] of Object.entries(stepper.slots())) {
      const saved = state.slots[name];
      if (saved) slot.set(saved);
    }
    stepper.step = state.step;
    this.shuffle = state.shuffle;
    this.dropout = Random.from(state.dropout);
    this.epochsDone = state.epoch;
    this.drawOrder();
    this.position = Math.min(state.position, this.order.length);
    this.epochLoss = state.epochLoss;
    this.epochRight = state.epochRight;
    this.batchLoss = state.batchLoss;
    this.best = state.best;
    this.recorder = new Recorder(state.recorder);
    this.seconds = state.seconds;
    this.reason = state.stopped;
  }

  private makeStepper(): Stepper {
    const { training } = this.dataset.parts;
    return new Stepper(this.spec, { ...this.current, maxBatch: this.batch }, training);
  }

  private isFinished(): boolean {
    const { epochs } = this.current;
    if (epochs === null || this.epochsDone < epochs) return false;
    this.reason = `all ${epochs} epochs are done`;
    return true;
  }

  /** @returns false when paused before the step was taken */
  private async takeStep(hooks: Hooks): Promise<boolean> {
    const end = Math.min(this.position + this.batch, this.order.length);
    const numbers = this.order.subarray(this.position, end);
    const masks = this.dropout.state;
    const loss = await this.drive(
      this.stepper.run(numbers, this.learningRate(), this.dropout),
      hooks,
    );
    if (loss === null) {
      this.dropout = Random.from(masks);
      return false;
    }
    this.batchLoss = loss;
    this.epochLoss += this.stepper.program.lossSum();
    if (this.dataset.task !== "regression") this.epochRight += this.countRight(numbers);
    this.position = end;
    this.recorder.addStep(this.step, loss);
    return true;
  }

  /** @returns false when paused before the validation was done */
  private async endEpoch(hooks: Hooks): Promise<boolean> {
    if (!this.stepper.isFinite()) throw new NonFinite(null, "gradient");
    const { validation } = this.dataset.parts;
    const validated = validation.rows > 0 ? await this.validate(validation, hooks) : undefined;
    if (validated === null) return false;
    const rows = this.order.length;
    const isClasses = this.dataset.task !== "regression";
    this.recorder.addEpoch({
      epoch: this.epochsDone + 1,
      step: this.step,
      loss: this.epochLoss / rows,
      accuracy: isClasses ? this.epochRight / rows : null,
      validationLoss: validated?.loss ?? null,
      validationAccuracy: validated?.accuracy ?? null,
      learningRate: this.learningRate(),
    });
    this.epochsDone += 1;
    this.batch = Math.min(this.current.batch, this.order.length);
    if (this.batch > this.stepper.program.maxRows) this.enlarge();
    this.shuffle = this.afterShuffle;
    this.beginEpoch();
    if (validated) this.keepBest(validated.loss);
    return true;
  }

  private async validate(part: PartData, hooks: Hooks) {
    this.validator.parameters = this.parameters();
    const result = await this.drive(this.validator.evaluation(part, this.current.loss), hooks);
    if (result === null) return null;
    const { loss, outputs } = result;
    if (this.dataset.task === "regression") return { loss, accuracy: null };
    const columns = outputs.length / part.rows;
    let right = 0;
    for (let row = 0; row < part.rows; row++) {
      if (decide(outputs, row, columns) === part.labels[row]) right += 1;
    }
    return { loss, accuracy: right / part.rows };
  }

  private keepBest(loss: number): void {
    const patience = this.current.earlyStopping;
    if (patience === null) return;
    if (this.best === null || loss < this.best.loss) {
      this.best = { parameters: this.parameters(), loss, epoch: this.epochsDone };
    } else if (this.epochsDone - this.best.epoch >= patience) {
      this.stepper.program.parameters().set(this.best.parameters);
      this.reason =
        `the validation loss has not improved for ${patience} epochs; ` +
        `the parameters of epoch ${this.best.epoch} are back`;
      // Training on from here begins a new watch.
      this.best = null;
    }
  }

  private afterShuffle: RandomState = [1, 0, 0, 0];

  private beginEpoch(): void {
    this.drawOrder();
    this.position = 0;
    this.epochLoss = 0;
    this.epochRight = 0;
  }

  /** The current epoch's order, from the generator's state at its start alone. */
  private drawOrder(): void {
    const random = Random.from(this.shuffle);
    for (let row = 0; row < this.order.length; row++) this.order[row] = row;
    random.shuffle(this.order);
    this.afterShuffle = random.state;
  }

  /** A new arena for larger batches, with the same parameters and state. */
  private enlarge(): void {
    const old = this.stepper;
    this.stepper = this.makeStepper();
    this.stepper.program.parameters().set(old.program.parameters());
    this.stepper.step = old.step;
    const slots = this.stepper.slots();
    for (const [name, slot] of Object.entries(old.slots())) slots[name]?.set(slot);
  }

  private learningRate(): number {
    const { entry, options } = this.schedule;
    return entry.rate(this.current.learningRate, this.epochsDone, options);
  }

  /** How many of the last batch's rows were classified right. */
  private countRight(numbers: Int32Array): number {
    const { program } = this.stepper;
    const { data } = program.value(program.graph.output.name, numbers.length);
    const columns = data.length / numbers.length;
    const { labels } = this.dataset.parts.training;
    let right = 0;
    for (let row = 0; row < numbers.length; row++) {
      if (decide(data, row, columns) === labels[numbers[row] as number]) right += 1;
    }
    return right;
  }

  /** Runs work to its end, looking up at times; null: paused on the way. */
  private async drive<T>(work: Generator<number, T>, hooks: Hooks): Promise<T | null> {
    const { clock } = this;
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      clock.work += value;
      if (clock.work < WORK_PER_LOOK) continue;
      clock.work = 0;
      if (hooks.now() - clock.burstStart < BURST_MS) continue;
      if (hooks.now() - clock.toldAt >= PROGRESS_MS) this.tell(hooks);
      await hooks.breathe();
      clock.burstStart = hooks.now();
      if (this.pauseWanted) return null;
    }
  }

  private tell(hooks: Hooks): void {
    const now = hooks.now();
    const { startedAt, startedStep } = this.clock;
    this.clock.toldAt = now;
    const running = (now - startedAt) / 1000;
    const seconds = this.seconds + running;
    const rate = running > 0 ? (this.step - startedStep) / running : 0;
    const { epochs } = this.current;
    const stepsLeft = epochs === null ? null : epochs * this.stepsPerEpoch - this.step;
    hooks.progress({
      step: this.step,
      epoch: this.epochsDone,
      stepsPerEpoch: this.stepsPerEpoch,
      batchLoss: this.batchLoss,
      history: this.history,
      samplesPerSecond: rate * Math.min(this.batch, this.order.length),
      seconds,
      secondsLeft: stepsLeft === null || rate === 0 ? null : Math.max(0, stepsLeft / rate),
    });
  }

  private explain({ layer, where }: NonFinite): string {
    const place =
      layer === null
        ? "the loss"
        : where === "values"
          ? `the values of layer ${layer + 1}`
          : `the gradient of layer ${layer + 1}`;
    const { learningRate } = this.current;
    return (
      `stopped at step ${this.step + 1}: ${place} became too large for a number. ` +
      `Likely causes: the learning rate ${learningRate} is too high, or inputs are not ` +
      "standardised. The parameters before this step are kept; lower the learning rate or rewind"
    );
  }
}
