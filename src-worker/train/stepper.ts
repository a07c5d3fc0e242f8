import { networkGraph } from "../graph/build.ts";
import type { LossName, NetworkSpec, Reduction } from "../graph/network.ts";
import { type KernelCall, Program } from "../graph/program.ts";
import { float32 } from "../kernels/elementary.ts";
import type { Random } from "../kernels/random.ts";
import { resolve } from "./choice.ts";
import { FINITE, guardKernels } from "./guard.ts";
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

/** A gradient that cannot be used: nothing has been updated. */
export class NonFinite extends Error {
  override readonly name = "NonFinite";
  /** The first layer in which a number is not finite, from 0; null: only the loss is. */
  readonly layer: number | null;
  readonly where: "values" | "gradient";

  constructor(layer: number | null, where: "values" | "gradient") {
    super(`not finite: ${where} of layer ${layer}`);
    this.layer = layer;
    this.where = where;
  }
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
  private readonly inputs: number;
  private readonly plans = new Map<number, readonly KernelCall[]>();
  private readonly updates: readonly KernelCall[];
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
    const count = graph.nodes
      .filter(({ kind }) => kind === "parameter")
      .reduce((sum, { shape }) => sum + shape.reduce<number>((n, d) => n * Number(d), 1), 0);
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
      },
      kernels: { ...guardKernels, update: entry.kernel(float32) },
    });
    this.load(data);
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

  /**
   * One whole step.
   * @param numbers rows of the data that make the batch
   * @returns the batch's loss before the update
   * @throws {NonFinite} when loss or gradient is not finite; nothing is updated then
   */
  take(numbers: ArrayLike<number>, learningRate: number): number {
    const step = this.run(numbers, learningRate, null);
    for (;;) {
      const { done, value } = step.next();
      if (done) return value;
    }
  }

  /**
   * One step that can be left before its end: yields the work done after every kernel call.
   * Until it returns, neither parameters nor the optimiser's state have changed.
   * @param dropout draws the masks; null: dropout is off
   */
  *run(
    numbers: ArrayLike<number>,
    learningRate: number,
    dropout: Random | null,
  ): Generator<number, number> {
    const { program } = this;
    const rows = numbers.length;
    program.memory.i.set(numbers, program.address("numbers"));
    program.dropout(dropout !== null);
    if (dropout) program.drawDropout(dropout, rows);
    for (const call of this.plan(rows)) {
      call.run();
      yield call.work;
    }
    const sum = program.lossSum();
    const loss = this.options.reduction === "mean" ? sum / rows : sum;
    if (!Number.isFinite(loss) || program.memory.d[FINITE] !== 0) throw this.explain(rows);
    this.update(learningRate);
    return loss;
  }

  /** Whether all parameters are finite. */
  isFinite(): boolean {
    const { program } = this;
    program.call("allFinite", program.parameterAddress, program.parameterCount).run();
    return program.memory.d[FINITE] === 0;
  }

  private update(learningRate: number): void {
    const { weightDecay, l1 } = this.options;
    const controls = this.optimizer.controls({
      step: this.taken + 1,
      learningRate,
      weightDecay,
      l1,
      options: this.optimizerOptions,
    });
    this.program.memory.f.set(controls, this.program.address("controls"));
    for (const call of this.updates) call.run();
    this.taken += 1;
  }

  private load(data: StepperData): void {
    const { program, target } = this;
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
    this.plans.set(rows, calls);
    return calls;
  }

  private planUpdates(): KernelCall[] {
    const { program } = this;
    return this.ranges(false).map(({ offset, length }) =>
      program.call(
        "update",
        program.parameterAddress + offset,
        program.gradientAddress + offset,
        program.address("controls"),
        ...this.optimizer.slots.map((slot) => program.address(`slot.${slot}`) + offset),
        length,
      ),
    );
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

  private explain(rows: number): NonFinite {
    const layers = (suffix: string) =>
      this.program.graph.nodes.filter(({ name }) => name.endsWith(suffix));
    const isBad = (data: ArrayLike<number>) => !Array.from(data).every(Number.isFinite);
    for (const { name } of layers(".z")) {
      if (isBad(this.program.value(name, rows).data)) return new NonFinite(layerOf(name), "values");
    }
    for (const { name } of layers(".weight").toReversed()) {
      if (isBad(this.program.gradient(name, rows).data)) {
        return new NonFinite(layerOf(name), "gradient");
      }
    }
    return new NonFinite(null, "values");
  }
}

const layerOf = (name: string) => Number(name.split(".")[1]);
