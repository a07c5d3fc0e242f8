import { UserError } from "../errors.ts";
import { networkGraph, parameterCount } from "../graph/build.ts";
import type { LossName, NetworkSpec, Reduction } from "../graph/network.ts";
import { Program } from "../graph/program.ts";
import type { BackendName } from "../kernels/backend.ts";
import { float32 } from "../kernels/elementary.ts";
import type { Random } from "../kernels/random.ts";
import { BURST, burstKernels, FIRST_SUM, HALT } from "./burst.ts";
import { resolve } from "./choice.ts";
import { FINITE, guardKernels } from "./guard.ts";
import { findInPass, findInUpdate } from "./nonfinite.ts";
import { optimizers } from "./optimizers/index.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import type { TrainingOptions } from "./options.ts";
import { StepPlan } from "./plan.ts";

/** What is trained on. */
export interface StepperData {
  readonly rows: number;
  /** [rows, inputs]. */
  readonly x: ArrayLike<number>;
  /** [rows, outputs]; used by bce and squared. */
  readonly y: ArrayLike<number>;
  /** [rows], class indices; used by cce. */
  readonly labels: ArrayLike<number>;
}

/** What decides a step, beside the data and the learning rate. */
export interface StepperOptions
  extends Pick<TrainingOptions, "optimizer" | "weightDecay" | "l1" | "clipNorm" | "frozen"> {
  readonly loss: LossName;
  readonly reduction: Reduction;
  /** Most rows a batch may have. */
  readonly maxBatch: number;
  /** What kernels run on; the bits are the same. */
  readonly backend?: BackendName;
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
  private readonly target: { readonly node: "y" | "labels"; readonly columns: number };
  private readonly plan: StepPlan;
  private updating = false;
  private taken = 0;

  /** @throws {UserError} when the network or an option is invalid */
  constructor(spec: NetworkSpec, options: StepperOptions, data: StepperData) {
    const { entry, options: own } = resolve(optimizers, options.optimizer, "optimizer");
    this.options = options;
    this.loss = options.loss;
    this.optimizer = entry;
    this.optimizerOptions = own;
    const outputs = spec.layers.at(-1)?.units ?? 0;
    this.target =
      options.loss === "cce" ? { node: "labels", columns: 1 } : { node: "y", columns: outputs };
    const graph = networkGraph(spec, options.loss, options.reduction);
    const count = parameterCount(spec);
    this.program = new Program(graph, {
      maxRows: options.maxBatch,
      arithmetic: float32,
      gradients: "parameters",
      extra: {
        "data.x": data.rows * spec.inputs,
        "data.target": data.rows * this.target.columns,
        numbers: options.maxBatch,
        controls: entry.controlCount,
        "burst.numbers": BURST * options.maxBatch,
        "burst.controls": BURST * entry.controlCount,
        "burst.counter": 1,
        clip: 1,
        ...Object.fromEntries(entry.slots.map((slot) => [`slot.${slot}`, count])),
        kept: count * (1 + entry.slots.length),
      },
      kernels: {
        ...guardKernels,
        ...burstKernels,
        [`update.${entry.name}`]: entry.kernel(float32),
      },
      ...(options.backend && { backend: options.backend }),
    });
    this.load(data);
    this.plan = new StepPlan(this.program, {
      optimizer: entry,
      frozen: options.frozen,
      clipped: options.clipNorm !== null,
      inputs: spec.inputs,
      target: this.target,
    });
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

  /** u of the last layer [rows, outputs] for the last step's batch. */
  outputs(rows: number): ArrayLike<number> {
    return this.program.value(this.program.graph.output.name, rows).data;
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
      if (done) return value;
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
  ): Generator<number, number> {
    const { program } = this;
    const { d } = program.memory;
    const rows = numbers.length;
    program.memory.i.set(numbers, program.address("numbers"));
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
    return this.options.reduction === "mean" ? sum / rows : sum;
  }

  /**
   * Whole steps one after another without dropout and, but for their end, without JavaScript.
   * Steps before one that fails are taken.
   * @param numbers rows of the data: `rows` of each of at most `BURST` batches
   * @returns the batches' losses before their updates
   * @throws {NonFinite} when a loss, gradient or updated parameter is not finite
   */
  burst(numbers: ArrayLike<number>, rows: number, learningRate: number): number[] {
    const { program } = this;
    const { f, i, d } = program.memory;
    const steps = numbers.length / rows;
    const counter = program.address("burst.counter");
    const table = program.address("burst.controls");
    i.set(numbers, program.address("burst.numbers"));
    for (let step = 0; step < steps; step++) {
      const controls = this.controls(learningRate, this.taken + step + 1);
      f.set(controls, table + step * controls.length);
    }
    program.dropout(false);
    i[counter] = 0;
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
    const share = this.options.reduction === "mean" ? rows : 1;
    return Array.from(d.subarray(FIRST_SUM, FIRST_SUM + done), (sum) => sum / share);
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

  private load(data: StepperData): void {
    const { program, target } = this;
    const given = target.node === "labels" ? data.labels : data.y;
    if (given.length !== data.rows * target.columns) {
      throw new UserError(
        `the loss ${this.loss} needs ${target.columns} target values a row, the data has ` +
          `${given.length} for ${data.rows} rows`,
        "choose the loss and the number of outputs that belong to the data's task",
      );
    }
    program.memory.f.set(data.x, program.address("data.x"));
    if (target.node === "labels") {
      program.memory.i.set(data.labels, program.address("data.target"));
    } else {
      program.memory.f.set(data.y, program.address("data.target"));
    }
    program.memory.f[program.address("clip")] = this.options.clipNorm ?? 0;
  }
}
