import type { LossName, NetworkSpec } from "../graph/network.ts";
import type { Program } from "../graph/program.ts";
import type { Random } from "../kernels/random.ts";
import { BURST, FIRST_SUM, HALT } from "./burst.ts";
import { resolve } from "./choice.ts";
import { FINITE } from "./guard.ts";
import { findInPass, findInUpdate } from "./nonfinite.ts";
import { optimizers } from "./optimizers/index.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import { StepPlan } from "./plan.ts";
import { makeStepProgram, type StepperData, type StepperOptions } from "./step-program.ts";

export type { StepperData, StepperOptions } from "./step-program.ts";

/** Most work of a burst, in multiply-adds: well below a frame even for the reference kernels. */
const BURST_WORK = 2_000_000;

/** What some steps came to, before their updates. */
export interface StepsTaken {
  /** Sum of the losses of each batch's rows, in float64. */
  readonly sums: readonly number[];
  /** Rows of all the batches that speak for their class; 0 where they are not counted. */
  readonly right: number;
  /** Work done, in multiply-adds. */
  readonly work: number;
}

/**
 * One optimisation step at a time on given rows: gather, forward, backward, penalties, clipping,
 * update. Holds the parameters and the optimiser's state; the data lies in the same arena.
 */
export class Stepper {
  readonly program: Program;
  readonly loss: LossName;
  private readonly options: StepperOptions;
  private readonly optimizer: Optimizer;
  private readonly optimizerOptions: Readonly<Record<string, number>>;
  private readonly plan: StepPlan;
  /** Addresses that bursts need, which follow each other too quickly to look them up. */
  private readonly burstPlaces: {
    readonly right: number;
    readonly counter: number;
    readonly table: number;
    readonly order: number;
  };
  private updating = false;
  private taken = 0;

  /** @throws {UserError} when the network or an option is invalid */
  constructor(spec: NetworkSpec, options: StepperOptions, data: StepperData) {
    const { entry, options: own } = resolve(optimizers, options.optimizer, "optimizer");
    this.options = options;
    this.loss = options.loss;
    this.optimizer = entry;
    this.optimizerOptions = own;
    const { program, target } = makeStepProgram(spec, entry, options, data);
    this.program = program;
    this.burstPlaces = {
      right: program.address("right"),
      counter: program.address("burst.counter"),
      table: program.address("burst.controls"),
      order: program.address("burst.numbers"),
    };
    this.plan = new StepPlan(program, {
      optimizer: entry,
      frozen: options.frozen,
      clipped: options.clipNorm !== null,
      inputs: spec.inputs,
      outputs: spec.layers.at(-1)?.units ?? 0,
      target,
      weighted: data.weights !== undefined,
    });
  }

  get optimizerName(): string {
    return this.optimizer.name;
  }

  /** Steps taken so far. */
  get step(): number {
    return this.taken;
  }

  /** Goes on as if so many steps had been taken. */
  set step(taken: number) {
    this.taken = taken;
  }

  /** The state vectors of the optimiser by name, as views of the arena. */
  slots(): Record<string, Float32Array> {
    const { program } = this;
    return Object.fromEntries(
      this.optimizer.slots.map((slot) => {
        const address = program.address(`slot.${slot}`);
        return [slot, program.memory.f.subarray(address, address + program.parameterCount)];
      }),
    ) as Record<string, Float32Array>;
  }

  /** All parameters in the order of their names, as a view of the arena. */
  parameters(): Float32Array {
    return this.program.parameters() as Float32Array;
  }

  /** Takes over the parameters, optimiser state and step of another stepper of the same kind. */
  continueFrom(other: Stepper): void {
    this.parameters().set(other.parameters());
    const slots = this.slots();
    for (const [name, slot] of Object.entries(other.slots())) slots[name]?.set(slot);
    this.taken = other.taken;
  }

  /** Back to step 0 with these parameters: the optimiser's state is zero again. */
  reset(parameters: Float32Array): void {
    this.parameters().set(parameters);
    for (const slot of Object.values(this.slots())) slot.fill(0);
    this.taken = 0;
  }

  /**
   * One whole step, without dropout.
   * @param numbers rows of the data that make the batch
   * @returns the batch's loss before the update
   * @throws {NonFinite} when a loss, gradient or updated parameter is not finite
   */
  take(numbers: ArrayLike<number>, learningRate: number): number {
    const step = this.run(numbers, learningRate, null);
    for (;;) {
      const { done, value } = step.next();
      if (done) return this.batchLoss(value.sums[0] as number, numbers.length);
    }
  }

  /**
   * The same step in pieces: yields the work done after every piece. Whoever leaves it
   * before its end calls `abandon`.
   * @param dropout draws the masks; null: dropout is off
   */
  *run(
    numbers: ArrayLike<number>,
    learningRate: number,
    dropout: Random | null,
  ): Generator<number, StepsTaken> {
    const { program } = this;
    const { i, d } = program.memory;
    const rows = numbers.length;
    const right = program.address("right");
    i.set(numbers, program.address("numbers"));
    i[right] = 0;
    program.dropout(dropout !== null);
    if (dropout) program.drawDropout(dropout, rows);
    d[FINITE] = 0;
    for (const piece of this.plan.pass(rows)) {
      piece.run();
      yield piece.work;
    }
    const sum = program.lossSum();
    if (!Number.isFinite(sum) || d[FINITE] !== 0) throw findInPass(program, rows);
    this.writeControls(learningRate);
    this.updating = true;
    for (const piece of this.plan.update) {
      piece.run();
      yield piece.work;
    }
    if (d[FINITE] !== 0) {
      const found = findInUpdate(program, Object.values(this.slots()));
      this.abandon();
      throw found;
    }
    this.updating = false;
    this.taken += 1;
    return { sums: [sum], right: i[right] as number, work: this.plan.work(rows) };
  }

  /** How many steps on so many rows a burst may take; 1: it would be long enough by itself. */
  burstLength(rows: number): number {
    return Math.max(1, Math.min(BURST, Math.floor(BURST_WORK / this.plan.work(rows))));
  }

  /** The loss of a batch from the sum of its rows', as the reduction has it. */
  batchLoss(sum: number, rows: number): number {
    return this.options.reduction === "mean" ? sum / rows : sum;
  }

  /**
   * Whole steps one after another without dropout and, but for their end, without JavaScript.
   * Steps before one that fails are taken.
   * @param numbers rows of the data: `rows` of each of at most `BURST` batches
   * @throws {NonFinite} when a loss, gradient or updated parameter is not finite
   */
  burst(numbers: ArrayLike<number>, rows: number, learningRate: number): StepsTaken {
    const { program } = this;
    const { f, i, d } = program.memory;
    const { right, counter, table, order } = this.burstPlaces;
    const steps = numbers.length / rows;
    i.set(numbers, order);
    for (let step = 0; step < steps; step++) {
      const controls = this.controls(learningRate, this.taken + step + 1);
      const to = table + step * controls.length;
      for (let k = 0; k < controls.length; k++) f[to + k] = controls[k] as number;
    }
    program.dropout(false);
    i[counter] = 0;
    i[right] = 0;
    d[HALT] = 0;
    this.plan.repeated(rows)(steps);
    const done = i[counter] as number;
    this.taken += done;
    if (d[HALT] === 1) throw findInPass(program, rows);
    if (d[HALT] === 2) {
      const found = findInUpdate(program, Object.values(this.slots()));
      this.updating = true;
      this.abandon();
      throw found;
    }
    const sums: number[] = [];
    for (let step = 0; step < done; step++) sums.push(d[FIRST_SUM + step] as number);
    return { sums, right: i[right] as number, work: done * this.plan.work(rows) };
  }

  /** Undoes a step that was left before its end. */
  abandon(): void {
    if (this.updating) for (const call of this.plan.takesBack) call.run();
    this.updating = false;
  }

  private writeControls(learningRate: number): void {
    const controls = this.controls(learningRate, this.taken + 1);
    this.program.memory.f.set(controls, this.program.address("controls"));
  }

  private controls(learningRate: number, step: number): readonly number[] {
    const { weightDecay, l1 } = this.options;
    const options = this.optimizerOptions;
    return this.optimizer.controls({ step, learningRate, weightDecay, l1, options });
  }
}
