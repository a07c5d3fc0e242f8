import { UserError } from "../errors.ts";
import { networkGraph, parameterCount } from "../graph/build.ts";
import type { LossName, NetworkSpec, Reduction } from "../graph/network.ts";
import { type KernelCall, Program } from "../graph/program.ts";
import { float32 } from "../kernels/elementary.ts";
import type { Random } from "../kernels/random.ts";
import { resolve } from "./choice.ts";
import { FINITE, guardKernels } from "./guard.ts";
import { findInPass, findInUpdate } from "./nonfinite.ts";
import { optimizers } from "./optimizers/index.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import type { TrainingOptions } from "./options.ts";

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
}

/** Most elements of one update call, so that training can look at the clock between two. */
const UPDATE_CHUNK = 2 ** 18;

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
  private readonly inputs: number;
  private readonly plans = new Map<number, readonly KernelCall[]>();
  /** Addresses of what an update changes: the parameters, then each state vector. */
  private readonly vectors: readonly number[];
  private readonly keeps: readonly KernelCall[];
  private readonly takesBack: readonly KernelCall[];
  private readonly updates: readonly KernelCall[];
  private updating = false;
  private taken = 0;

  /** @throws {UserError} when the network or an option is invalid */
  constructor(spec: NetworkSpec, options: StepperOptions, data: StepperData) {
    const { entry, options: own } = resolve(optimizers, options.optimizer, "optimizer");
    this.options = options;
    this.loss = options.loss;
    this.optimizer = entry;
    this.optimizerOptions = own;
    this.inputs = spec.inputs;
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
        clip: 1,
        ...Object.fromEntries(entry.slots.map((slot) => [`slot.${slot}`, count])),
        kept: count * (1 + entry.slots.length),
      },
      kernels: { ...guardKernels, [`update.${entry.name}`]: entry.kernel(float32) },
    });
    this.vectors = [
      this.program.parameterAddress,
      ...entry.slots.map((slot) => this.program.address(`slot.${slot}`)),
    ];
    this.load(data);
    this.keeps = this.planCopies("keep");
    this.takesBack = this.planCopies("take back");
    this.updates = this.planUpdates();
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
   * The same step in pieces: yields the work done after every kernel call. Whoever leaves it
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
    for (const call of this.plan(rows)) {
      call.run();
      yield call.work;
    }
    const sum = program.lossSum();
    if (!Number.isFinite(sum) || d[FINITE] !== 0) throw findInPass(program, rows);
    this.writeControls(learningRate);
    this.updating = true;
    for (const call of this.updates) {
      call.run();
      yield call.work;
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

  /** Undoes a step that was left before its end. */
  abandon(): void {
    if (this.updating) for (const call of this.takesBack) call.run();
    this.updating = false;
  }

  private writeControls(learningRate: number): void {
    const { weightDecay, l1 } = this.options;
    const controls = this.optimizer.controls({
      step: this.taken + 1,
      learningRate,
      weightDecay,
      l1,
      options: this.optimizerOptions,
    });
    this.program.memory.f.set(controls, this.program.address("controls"));
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

  private plan(rows: number): readonly KernelCall[] {
    const known = this.plans.get(rows);
    if (known) return known;
    const { program, target, options } = this;
    const numbers = program.address("numbers");
    const from = program.address("data.target");
    const calls = [
      program.call(
        "gatherRows",
        program.address("data.x"),
        numbers,
        program.address("x"),
        rows,
        this.inputs,
      ),
      target.node === "labels"
        ? program.call("gatherLabels", from, numbers, program.address("labels"), rows)
        : program.call("gatherRows", from, numbers, program.address("y"), rows, target.columns),
      ...program.forward(rows),
      ...program.backward(rows),
      ...this.ranges(true).map(({ offset, length }) =>
        program.call("fill", program.gradientAddress + offset, 0, length),
      ),
      program.call("allFinite", program.gradientAddress, program.parameterCount),
    ];
    if (options.clipNorm !== null) {
      calls.push(
        program.call(
          "clipNorm",
          program.gradientAddress,
          program.address("clip"),
          program.parameterCount,
        ),
      );
    }
    calls.push(...this.keeps);
    this.plans.set(rows, calls);
    return calls;
  }

  /** Copies of all that an update changes, to the side or back. */
  private planCopies(direction: "keep" | "take back"): KernelCall[] {
    const { program, vectors } = this;
    const count = program.parameterCount;
    return vectors.map((own, index) => {
      const kept = program.address("kept") + index * count;
      return direction === "keep"
        ? program.call("copy", own, kept, count)
        : program.call("copy", kept, own, count);
    });
  }

  private planUpdates(): KernelCall[] {
    const { program, vectors } = this;
    const [parameters = 0, ...slots] = vectors;
    const calls: KernelCall[] = [];
    for (const { offset, length } of this.ranges(false)) {
      for (let done = 0; done < length; done += UPDATE_CHUNK) {
        const start = offset + done;
        const size = Math.min(UPDATE_CHUNK, length - done);
        calls.push(
          program.call(
            `update.${this.optimizer.name}`,
            parameters + start,
            program.gradientAddress + start,
            program.address("controls"),
            ...slots.map((slot) => slot + start),
            size,
          ),
          ...vectors.map((vector) => program.call("allFinite", vector + start, size)),
        );
      }
    }
    return calls;
  }

  /** Stretches of the parameters whose layers are frozen, or are not, joined where they touch. */
  private ranges(frozen: boolean): { offset: number; length: number }[] {
    const found: { offset: number; length: number }[] = [];
    for (const node of this.program.graph.nodes) {
      if (node.kind !== "parameter") continue;
      const layer = Number(node.name.split(".")[1]);
      if (this.options.frozen.includes(layer) !== frozen) continue;
      const { offset, length } = this.program.parameterRange(node.name);
      const last = found.at(-1);
      if (last && last.offset + last.length === offset) last.length += length;
      else found.push({ offset, length });
    }
    return found;
  }
}
