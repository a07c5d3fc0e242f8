import type { Dataset, PartData } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { Random } from "../kernels/random.ts";
import { checkData, checkOptions } from "./check.ts";
import { resolve } from "./choice.ts";
import type { History, Stop } from "./history.ts";
import { initialParameters } from "./initialize.ts";
import { countRight } from "./metrics.ts";
import { NonFinite } from "./nonfinite.ts";
import type { LiveOptions, TrainingOptions } from "./options.ts";
import { EpochOrder } from "./order.ts";
import { Predictor } from "./predictor.ts";
import { Recorder } from "./recorder.ts";
import { type Hooks, Rhythm } from "./rhythm.ts";
import { schedules } from "./schedules/index.ts";
import type { Schedule } from "./schedules/schedule.ts";
import type { Best, TrainingState } from "./state.ts";
import { Stepper } from "./stepper.ts";

export type { Hooks } from "./rhythm.ts";
export type { TrainingState } from "./state.ts";

/** Steps, at the least, between two states that a diverging training may fall back to. */
const RETREAT_STEPS = 100;

/** A training between two steps. */
export interface Settled {
  readonly state: TrainingState;
  readonly history: History;
}

/** The training loop: epochs of shuffled mini-batches, validation, early stopping. */
export class Trainer {
  private readonly spec: NetworkSpec;
  private readonly dataset: Dataset;
  private readonly rows: number;
  private readonly schedule: { entry: Schedule; options: Readonly<Record<string, number>> };
  private readonly validator: Predictor;
  private current: TrainingOptions;
  private stepper: Stepper;
  private order: EpochOrder;
  private dropout: Random;
  private recorder = new Recorder();
  private epochsDone = 0;
  private position = 0;
  /** Rows of a batch in the current epoch. */
  private batch: number;
  private epochLoss = 0;
  private epochRight = 0;
  private batchLoss = Number.NaN;
  private best: Best | null = null;
  private reason: Stop | null = null;
  private seconds = 0;
  private rhythm: Rhythm | null = null;
  /** Those who wait for a moment between two steps. */
  private readonly waiting: ((settled: Settled) => void)[] = [];
  /** The two latest states that training may fall back to, the older first. */
  private retreats: TrainingState[] = [];

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
    this.dataset = dataset;
    this.rows = dataset.parts.training.rows;
    this.schedule = resolve(schedules, options.schedule, "schedule");
    this.batch = Math.min(restore?.batch ?? options.batch, this.rows);
    this.stepper = this.makeStepper();
    this.stepper.reset(restore?.parameters ?? initialParameters(spec, options));
    this.validator = new Predictor(spec, this.parameters());
    this.order = this.firstOrder();
    this.dropout = new Random(options.seed, "dropout");
    if (restore) this.restore(restore);
  }

  get options(): TrainingOptions {
    return this.current;
  }

  /** Steps taken. */
  get step(): number {
    return this.stepper.step;
  }

  /** Epochs completed. */
  get epoch(): number {
    return this.epochsDone;
  }

  get stepsPerEpoch(): number {
    return Math.ceil(this.rows / (this.position === 0 ? this.current.batch : this.batch));
  }

  get history(): History {
    return this.recorder.history();
  }

  /** Why training stopped by itself; null: it did not. */
  get stopped(): Stop | null {
    return this.reason;
  }

  /** All parameters in the order of their names, a copy. */
  parameters(): Float32Array {
    return this.stepper.parameters().slice();
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
    this.stepper.reset(initialParameters(this.spec, this.current));
    this.order = this.firstOrder();
    this.dropout = new Random(this.current.seed, "dropout");
    this.recorder = new Recorder();
    this.epochsDone = 0;
    this.batchLoss = Number.NaN;
    this.best = null;
    this.reason = null;
    this.seconds = 0;
    this.beginEpoch();
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
   */
  async train(
    until: { readonly steps?: number; readonly epochs?: number },
    hooks: Hooks,
  ): Promise<void> {
    this.reason = null;
    const bounded = until.steps !== undefined || until.epochs !== undefined;
    const lastStep = this.step + (until.steps ?? Number.POSITIVE_INFINITY);
    const lastEpoch = this.epochsDone + (until.epochs ?? Number.POSITIVE_INFINITY);
    this.retreats = [this.state()];
    let samples = 0;
    const tell = () => this.tell(hooks, samples / rhythm.seconds, rhythm.seconds);
    const rhythm = new Rhythm(hooks, tell);
    this.rhythm = rhythm;
    try {
      while (this.step < lastStep && this.epochsDone < lastEpoch) {
        this.answer();
        if (!bounded && this.isFinished()) break;
        const from = this.position;
        if (from < this.rows && !(await this.takeStep(rhythm))) break;
        samples += this.position - from;
        if (this.position >= this.rows && !(await this.endEpoch(rhythm))) break;
        if (this.reason !== null) break;
      }
    } catch (error) {
      if (!(error instanceof NonFinite)) throw error;
      this.retreat(error);
    } finally {
      this.rhythm = null;
      tell();
      this.seconds += rhythm.seconds;
      this.answer();
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
      rows: this.rows,
      position: this.position,
      batch: this.batch,
      shuffle: this.order.state,
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

  /** Gives the state to those who wait for a moment between two steps. */
  private answer(): void {
    if (this.waiting.length === 0) return;
    const settled = { state: this.state(), history: this.history };
    for (const resolve of this.waiting.splice(0)) resolve(settled);
  }

  private restore(state: TrainingState): void {
    for (const [name, slot] of Object.entries(this.stepper.slots())) {
      const saved = state.slots[name];
      if (saved?.length !== slot.length) {
        throw new UserError(
          `the saved training has no state “${name}” for the optimizer ${this.current.optimizer.name}`,
          "open the file without its training, or train a new model",
        );
      }
      slot.set(saved);
    }
    this.stepper.step = state.step;
    this.order = new EpochOrder(this.rows, state.shuffle);
    this.dropout = Random.from(state.dropout);
    this.epochsDone = state.epoch;
    if (state.rows === this.rows && state.position <= this.rows) {
      this.position = state.position;
      this.epochLoss = state.epochLoss;
      this.epochRight = state.epochRight;
    }
    this.batchLoss = state.batchLoss;
    this.best = state.best;
    this.recorder = new Recorder(state.recorder);
    this.seconds = state.seconds;
    this.batch = Math.min(state.batch, this.rows);
    this.reason = state.stopped;
  }

  /**
   * Undoes a divergence: the steps just before it were exploding already, so that going on from
   * them would never recover. Training is taken back to a state well before.
   */
  private retreat(error: NonFinite): void {
    const words = error.words(this.step + 1, this.learningRate());
    const [state] = this.retreats;
    if (!state) return;
    this.stepper.reset(state.parameters);
    this.restore(state);
    const back = `the parameters of step ${state.step} are back`;
    this.reason = { kind: "diverged", words: `${words.what}; ${back}; ${words.remedy}` };
  }

  private firstOrder(): EpochOrder {
    return new EpochOrder(this.rows, new Random(this.current.seed, "shuffle").state);
  }

  private makeStepper(): Stepper {
    const { training } = this.dataset.parts;
    return new Stepper(this.spec, { ...this.current, maxBatch: this.batch }, training);
  }

  private isFinished(): boolean {
    const { epochs } = this.current;
    if (epochs === null || this.epochsDone < epochs) return false;
    const best = this.best && this.best.epoch < this.epochsDone ? this.best.epoch : null;
    // Not brought back here: more epochs must go on to the same bits as if there had been no end.
    const note = best === null ? "" : `; the lowest validation loss was that of epoch ${best}`;
    this.reason = { kind: "finished", words: `all ${epochs} epochs are done${note}` };
    return true;
  }

  /** @returns false when paused before the step was taken */
  private async takeStep(rhythm: Rhythm): Promise<boolean> {
    if (this.position === 0) this.fitBatch();
    const { stepper } = this;
    const end = Math.min(this.position + this.batch, this.rows);
    const numbers = this.order.rows.subarray(this.position, end);
    const masks = this.dropout.state;
    let loss: number | null = null;
    try {
      loss = await rhythm.drive(stepper.run(numbers, this.learningRate(), this.dropout));
    } finally {
      if (loss === null) {
        stepper.abandon();
        this.dropout = Random.from(masks);
      }
    }
    if (loss === null) return false;
    this.batchLoss = loss;
    this.epochLoss += stepper.program.lossSum();
    if (this.dataset.task !== "regression") {
      const { labels } = this.dataset.parts.training;
      const classes = Int32Array.from(numbers, (row) => labels[row] as number);
      this.epochRight += countRight(stepper.outputs(numbers.length), classes);
    }
    this.position = end;
    this.recorder.addStep(this.step, loss);
    return true;
  }

  /** @returns false when paused before the validation was done */
  private async endEpoch(rhythm: Rhythm): Promise<boolean> {
    const { validation } = this.dataset.parts;
    const validated = validation.rows > 0 ? await this.validate(validation, rhythm) : undefined;
    if (validated === null) return false;
    const isClasses = this.dataset.task !== "regression";
    const learningRate = this.learningRate();
    this.epochsDone += 1;
    this.recorder.addEpoch({
      epoch: this.epochsDone,
      step: this.step,
      loss: this.epochLoss / this.rows,
      accuracy: isClasses ? this.epochRight / this.rows : null,
      validationLoss: validated?.loss ?? null,
      validationAccuracy: validated?.accuracy ?? null,
      learningRate,
    });
    this.order.advance();
    this.beginEpoch();
    if (this.step - (this.retreats.at(-1)?.step ?? 0) >= RETREAT_STEPS) {
      this.retreats = [...this.retreats.slice(-1), this.state()];
    }
    if (validated) this.keepBest(validated.loss);
    return true;
  }

  private async validate(part: PartData, rhythm: Rhythm) {
    this.validator.parameters = this.stepper.parameters();
    const result = await rhythm.drive(this.validator.evaluation(part, this.current.loss));
    if (result === null) return null;
    const { loss, outputs } = result;
    if (this.dataset.task === "regression") return { loss, accuracy: null };
    return { loss, accuracy: countRight(outputs, part.labels) / part.rows };
  }

  private keepBest(loss: number): void {
    const patience = this.current.earlyStopping;
    if (patience === null) return;
    if (this.best === null || loss < this.best.loss) {
      this.best = { parameters: this.parameters(), loss, epoch: this.epochsDone };
    } else if (this.epochsDone - this.best.epoch >= patience) {
      this.stepper.parameters().set(this.best.parameters);
      this.reason = {
        kind: "early",
        words:
          `the validation loss has not improved for ${patience} epochs; ` +
          `the parameters of epoch ${this.best.epoch} are back`,
      };
      // Training on from here begins a new watch.
      this.best = null;
    }
  }

  private beginEpoch(): void {
    this.position = 0;
    this.epochLoss = 0;
    this.epochRight = 0;
  }

  /** Takes over the batch size asked for; larger ones get a new arena. */
  private fitBatch(): void {
    this.batch = Math.min(this.current.batch, this.rows);
    const old = this.stepper;
    if (this.batch <= old.program.maxRows) return;
    this.stepper = this.makeStepper();
    this.stepper.continueFrom(old);
  }

  private learningRate(): number {
    const { entry, options } = this.schedule;
    return entry.rate(this.current.learningRate, this.epochsDone, options);
  }

  private tell(hooks: Hooks, samplesPerSecond: number, seconds: number): void {
    const { epochs } = this.current;
    const left = epochs === null ? null : (epochs - this.epochsDone) * this.rows - this.position;
    const isKnown = Number.isFinite(samplesPerSecond) && samplesPerSecond > 0;
    hooks.progress({
      step: this.step,
      epoch: this.epochsDone,
      stepsPerEpoch: this.stepsPerEpoch,
      batchLoss: this.batchLoss,
      history: this.history,
      samplesPerSecond: isKnown ? samplesPerSecond : 0,
      seconds: this.seconds + seconds,
      secondsLeft: left === null || !isKnown ? null : Math.max(0, left / samplesPerSecond),
    });
  }
}
