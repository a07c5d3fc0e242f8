import type { Dataset } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import type { NetworkSpec } from "../graph/network.ts";
import type { ComputeArithmetic } from "../kernels/contract.ts";
import { Random } from "../kernels/random.ts";
import { Stalled } from "../kernels/threads/stall.ts";
import { checkData, checkOptions } from "./check.ts";
import { resolve } from "./choice.ts";
import { Course } from "./course.ts";
import { Epoch } from "./epoch.ts";
import type { History, Stop } from "./history.ts";
import { initialParameters } from "./initialize.ts";
import { NonFinite } from "./nonfinite.ts";
import type { LiveOptions, TrainingOptions } from "./options.ts";
import { Retreats } from "./retreats.ts";
import { type Hooks, Rhythm } from "./rhythm.ts";
import { schedules } from "./schedules/index.ts";
import type { Schedule } from "./schedules/schedule.ts";
import { Snapshots } from "./snapshots.ts";
import type { TrainingState } from "./state.ts";
import type { StepsTaken } from "./stepper.ts";
import { type Validation, Validator } from "./validation.ts";
import { Walk } from "./walk.ts";

export type { Hooks } from "./rhythm.ts";
export type { TrainingState } from "./state.ts";

/** A training between two steps. */
export interface Settled {
  readonly state: TrainingState;
  readonly history: History;
}

/** The training loop: epochs of shuffled mini-batches, validation, early stopping. */
export class Trainer {
  /** States of this training that one can go back to. */
  readonly snapshots = new Snapshots();
  private readonly spec: NetworkSpec;
  private readonly rows: number;
  private readonly isClasses: boolean;
  private readonly schedule: { entry: Schedule; options: Readonly<Record<string, number>> };
  private readonly walk: Walk;
  private readonly dataset: Dataset;
  private validator: Validator;
  private current: TrainingOptions;
  private running: Epoch;
  private course = new Course();
  private rhythm: Rhythm | null = null;
  /** Those who wait for a moment between two steps. */
  private readonly waiting: ((settled: Settled) => void)[] = [];
  /** Of the present call of `train`, or the last. */
  private retreats: Retreats | null = null;

  /**
   * @param restore where to go on from; without it, fresh parameters from the options' seed
   * @throws {UserError} when the network, an option or the data is unfit
   */
  constructor(
    spec: NetworkSpec,
    options: TrainingOptions,
    dataset: Dataset,
    restore?: TrainingState,
  ) {
    checkOptions(spec, options);
    checkData(spec, dataset);
    this.spec = spec;
    this.current = options;
    this.rows = dataset.parts.training.rows;
    this.isClasses = dataset.task !== "regression";
    this.schedule = resolve(schedules, options.schedule, "schedule");
    this.running = this.firstEpoch(restore?.batch ?? options.batch);
    this.walk = new Walk(spec, options, dataset, this.running.batch);
    if (!restore) this.walk.reset(initialParameters(spec, options), options.seed);
    if (restore) this.restore(restore);
    this.dataset = dataset;
    this.validator = this.makeValidator();
    this.snapshots.offer(0, () => this.state());
  }

  get options(): TrainingOptions {
    return this.current;
  }

  /** Steps taken. */
  get step(): number {
    return this.walk.stepper.step;
  }

  /** Epochs completed. */
  get epoch(): number {
    return this.course.epochs;
  }

  get stepsPerEpoch(): number {
    const { position, batch } = this.running;
    return Math.ceil(this.rows / (position === 0 ? this.current.batch : batch));
  }

  get history(): History {
    return this.course.history;
  }

  /** Why training stopped by itself; null: it did not. */
  get stopped(): Stop | null {
    return this.course.stopped;
  }

  /** "fast": some of its steps were. */
  get arithmetic(): ComputeArithmetic {
    return this.course.arithmetic;
  }

  /** All parameters in the order of their names, a copy. */
  parameters(): Float32Array {
    return this.walk.stepper.parameters().slice();
  }

  /** What `state` and `history` are between two steps: at once, or when the present step is done. */
  settled(): Promise<Settled> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.rhythm === null) this.answer();
    });
  }

  /** Ends `train` after its present burst; an unfinished step is taken anew later. */
  pause(): void {
    this.rhythm?.pause();
  }

  /** Back to step 0: the same parameters, orders and masks come again. */
  rewind(): void {
    this.walk.reset(initialParameters(this.spec, this.current), this.current.seed);
    this.running = this.firstEpoch(this.running.batch);
    this.course = new Course();
    this.snapshots.clear();
    this.snapshots.offer(0, () => this.state());
  }

  /**
   * Changes what may be changed while training. A new batch size holds from the next epoch.
   * @throws {UserError} when an option is unfit; nothing is changed then
   */
  adjust(options: LiveOptions): void {
    const changed = { ...this.current, ...options };
    checkOptions(this.spec, changed);
    this.current = changed;
  }

  /**
   * Trains until the bound is reached or, without one, the options' last epoch is done, or until
   * training is paused or stops by itself.
   * @param until steps or epochs from here
   * @throws {UserError} when a thread stops working; it can then be trained on
   */
  async train(
    until: { readonly steps?: number; readonly epochs?: number },
    hooks: Hooks,
  ): Promise<void> {
    this.course.stopped = null;
    const bounded = until.steps !== undefined || until.epochs !== undefined;
    const lastStep = this.step + (until.steps ?? Number.POSITIVE_INFINITY);
    const lastEpoch = this.epoch + (until.epochs ?? Number.POSITIVE_INFINITY);
    this.fit(this.running.batch);
    this.retreats = new Retreats(this.state());
    let samples = 0;
    const tell = () => this.tell(hooks, samples / rhythm.seconds, rhythm.seconds);
    const rhythm = new Rhythm(hooks, tell);
    this.rhythm = rhythm;
    try {
      while (this.step < lastStep && this.epoch < lastEpoch) {
        this.answer();
        if (!bounded && this.course.finish(this.current.epochs)) break;
        const from = this.running.position;
        let isPaused = false;
        if (!this.running.isDone) {
          const work = this.takeBurst(lastStep - this.step);
          isPaused =
            work === null
              ? !(await this.takeStep(rhythm))
              : rhythm.isDue(work) && !(await rhythm.lookUp());
        }
        samples += this.running.position - from;
        if (isPaused) break;
        if (!this.running.isDone) continue;
        const measured = this.measure(rhythm);
        // Not awaited where there is nothing to wait for: epochs may be as short as a step.
        const validation = measured instanceof Promise ? await measured : measured;
        if (validation === null) break;
        this.endEpoch(validation);
        if (this.stopped !== null) break;
      }
    } catch (error) {
      if (error instanceof Stalled) throw this.resume(error);
      if (!(error instanceof NonFinite)) throw error;
      this.retreat(error);
    } finally {
      this.rhythm = null;
      tell();
      this.course.seconds += rhythm.seconds;
      this.answer();
    }
  }

  /** All that is needed to go on to the same bits. */
  state(): TrainingState {
    return { ...this.walk.state(), ...this.running.state(), ...this.course.state() };
  }

  /** Gives the state to those who wait for a moment between two steps. */
  private answer(): void {
    if (this.waiting.length === 0) return;
    const settled = { state: this.state(), history: this.history };
    for (const resolve of this.waiting.splice(0)) resolve(settled);
  }

  private restore(state: TrainingState): void {
    this.walk.restore(state);
    this.running = Epoch.from(state, this.rows);
    this.course = new Course(state);
  }

  /** Undoes a divergence. */
  private retreat(error: NonFinite): void {
    const words = error.words(this.step + 1, this.learningRate());
    const state = this.retreats?.state;
    if (!state) return;
    this.restore(state);
    this.snapshots.cut(state.step);
    this.course.stopped = {
      kind: "diverged",
      words: `${words.what}; the parameters of step ${state.step} are back; ${words.remedy}`,
    };
  }

  /** Leaves a memory that a stopped thread worked on. */
  private resume(error: Stalled): UserError {
    const state = this.retreats?.latest;
    if (!state) return error;
    this.fit(this.running.batch);
    this.restore(state);
    this.snapshots.cut(state.step);
    return new UserError(
      `${error.message}; the training is back at step ${state.step}`,
      "train on: one thread computes, to the same result",
    );
  }

  /** Makes room for batches of so many rows, and computes as is chosen. */
  private fit(batch: number): void {
    if (this.walk.fit(this.current, batch)) this.validator = this.makeValidator();
  }

  private makeValidator(): Validator {
    return new Validator(this.spec, this.current.loss, this.dataset, this.parameters());
  }

  private firstEpoch(batch: number): Epoch {
    return new Epoch(this.rows, batch, new Random(this.current.seed, "shuffle").state);
  }

  /**
   * Steps in one go, where they are small.
   * @param most how many at most
   * @returns the work done; null: they are not small
   */
  private takeBurst(most: number): number | null {
    const { running } = this;
    this.beginEpoch();
    const rows = running.nextRows;
    const taken = this.walk.burst(running, most, this.learningRate());
    if (taken === null) return null;
    this.record(taken, rows);
    return taken.work;
  }

  /** @returns false when paused before it was taken */
  private async takeStep(rhythm: Rhythm): Promise<boolean> {
    const { running } = this;
    const rows = running.nextRows;
    const taken = await this.walk.single(running, this.learningRate(), rhythm);
    if (taken === null) return false;
    this.record(taken, rows);
    return true;
  }

  /** A new batch size holds from an epoch's start. */
  private beginEpoch(): void {
    const { running, current } = this;
    if (running.position !== 0) return;
    running.batch = Math.min(current.batch, this.rows);
    this.fit(running.batch);
  }

  private record({ sums }: StepsTaken, rows: number): void {
    const { course, walk } = this;
    const before = this.step - sums.length;
    for (let index = 0; index < sums.length; index++) {
      const loss = walk.stepper.batchLoss(sums[index] as number, rows);
      course.addStep(before + index + 1, loss, walk.isFast);
    }
  }

  /** Of the validation rows; undefined: there are none, null: paused on the way. */
  private measure(rhythm: Rhythm) {
    const { validator } = this;
    if (!validator.isPossible) return undefined;
    return rhythm.drive(validator.run(this.walk.stepper.parameters()));
  }

  private endEpoch(measured: Validation | undefined): void {
    const { course, running } = this;
    course.addEpoch(running, this.step, this.isClasses, measured, this.learningRate());
    running.advance();
    this.retreats?.offer(this.step, () => this.state());
    if (measured) {
      const parameters = this.walk.stepper.parameters();
      course.stopEarly(measured.loss, parameters, this.current.earlyStopping);
    }
    this.snapshots.offer(course.epochs, () => this.state());
  }

  private learningRate(): number {
    const { entry, options } = this.schedule;
    return entry.rate(this.current.learningRate, this.epoch, options);
  }

  private tell(hooks: Hooks, samplesPerSecond: number, seconds: number): void {
    const { epochs } = this.current;
    const left = epochs === null ? null : (epochs - this.epoch) * this.rows - this.running.position;
    const isKnown = Number.isFinite(samplesPerSecond) && samplesPerSecond > 0;
    hooks.progress({
      step: this.step,
      epoch: this.epoch,
      stepsPerEpoch: this.stepsPerEpoch,
      batchLoss: this.course.batchLoss,
      history: this.history,
      samplesPerSecond: isKnown ? samplesPerSecond : 0,
      seconds: this.course.seconds + seconds,
      secondsLeft: left === null || !isKnown ? null : Math.max(0, left / samplesPerSecond),
    });
  }
}
