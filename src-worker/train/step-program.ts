import { UserError } from "../errors.ts";
import { networkGraph, parameterCount } from "../graph/build.ts";
import type { LossName, NetworkSpec, Reduction } from "../graph/network.ts";
import { Program } from "../graph/program.ts";
import type { BackendName } from "../kernels/backend.ts";
import { float32 } from "../kernels/elementary.ts";
import { BURST, burstKernels } from "./burst.ts";
import { countKernels } from "./count.ts";
import { guardKernels } from "./guard.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import type { TrainingOptions } from "./options.ts";

/** What is trained on. */
export interface StepperData {
  readonly rows: number;
  /** [rows, inputs]. */
  readonly x: ArrayLike<number>;
  /** [rows, outputs]; used by bce and squared. */
  readonly y: ArrayLike<number>;
  /** [rows], class indices; used by cce, and where the right ones are counted. */
  readonly labels: ArrayLike<number>;
  /** [rows], what each row's loss is multiplied by; left out: 1. */
  readonly weights?: ArrayLike<number>;
}

/** What decides a step, beside the data and the learning rate. */
export interface StepperOptions
  extends Pick<TrainingOptions, "optimizer" | "weightDecay" | "l1" | "clipNorm" | "frozen"> {
  readonly loss: LossName;
  readonly reduction: Reduction;
  /** Most rows a batch may have. */
  readonly maxBatch: number;
  /** Whether to count the rows that speak for their class (default false). */
  readonly counted?: boolean;
  /** What kernels run on; the bits are the same. */
  readonly backend?: BackendName;
}

/** Where the targets of all rows lie, and what a batch of them is called in the graph. */
export interface Target {
  readonly node: "y" | "labels";
  readonly columns: number;
  /** Region of the classes of all rows; null where nothing is counted. */
  readonly classes: string | null;
}

/**
 * The program of a network with all that a step works on in its arena: data, optimiser's state,
 * what a burst goes through, and a copy of what an update changes.
 */
export function makeStepProgram(
  spec: NetworkSpec,
  optimizer: Optimizer,
  options: StepperOptions,
  data: StepperData,
): { program: Program; target: Target } {
  const { maxBatch, counted = false, backend } = options;
  const target = targetOf(spec, options.loss, counted);
  const count = parameterCount(spec);
  const weighted = data.weights !== undefined;
  const program = new Program(networkGraph(spec, options.loss, options.reduction, weighted), {
    maxRows: maxBatch,
    arithmetic: float32,
    gradients: "parameters",
    extra: {
      "data.x": data.rows * spec.inputs,
      "data.target": data.rows * target.columns,
      ...(target.classes === "data.classes" && { "data.classes": data.rows }),
      ...(weighted && { "data.weights": data.rows }),
      numbers: maxBatch,
      controls: optimizer.controlCount,
      "burst.numbers": BURST * maxBatch,
      "burst.controls": BURST * optimizer.controlCount,
      "burst.counter": 1,
      right: 1,
      clip: 1,
      ...Object.fromEntries(optimizer.slots.map((slot) => [`slot.${slot}`, count])),
      kept: count * (1 + optimizer.slots.length),
    },
    kernels: {
      ...guardKernels,
      ...burstKernels,
      ...countKernels,
      [`update.${optimizer.name}`]: optimizer.kernel(float32),
    },
    ...(backend && { backend }),
  });
  load(program, options, target, data);
  return { program, target };
}

function targetOf(spec: NetworkSpec, loss: LossName, counted: boolean): Target {
  if (loss === "cce") {
    return { node: "labels", columns: 1, classes: counted ? "data.target" : null };
  }
  const columns = spec.layers.at(-1)?.units ?? 0;
  return { node: "y", columns, classes: counted ? "data.classes" : null };
}

function load(program: Program, options: StepperOptions, target: Target, data: StepperData): void {
  const { f, i } = program.memory;
  const given = target.node === "labels" ? data.labels : data.y;
  if (given.length !== data.rows * target.columns) {
    throw new UserError(
      `the loss ${options.loss} needs ${target.columns} target values a row, the data has ` +
        `${given.length} for ${data.rows} rows`,
      "choose the loss and the number of outputs that belong to the data's task",
    );
  }
  f.set(data.x, program.address("data.x"));
  (target.node === "labels" ? i : f).set(given, program.address("data.target"));
  if (target.classes !== null) i.set(data.labels, program.address(target.classes));
  if (data.weights !== undefined) f.set(data.weights, program.address("data.weights"));
  f[program.address("clip")] = options.clipNorm ?? 0;
}
