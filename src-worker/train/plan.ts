import type { KernelCall, Program } from "../graph/program.ts";
import { HALT } from "./burst.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import { joined, type Piece } from "./pieces.ts";
import type { Target } from "./step-program.ts";

/** Most elements of one update call, so that training can look at the clock between two. */
const UPDATE_CHUNK = 2 ** 18;

/** Losses that keep the output map of the logits: arguments z, target, losses, u, rows, columns. */
const outputMaps = [
  { loss: "cce", activation: "softmax" },
  { loss: "bce", activation: "sigmoid" },
] as const;

interface PlanOptions {
  readonly optimizer: Optimizer;
  readonly frozen: readonly number[];
  /** Whether the gradient is clipped, to the number in the region "clip". */
  readonly clipped: boolean;
  readonly inputs: number;
  readonly outputs: number;
  readonly target: Target;
  /** Whether rows have weights, those of all in the region "data.weights". */
  readonly weighted: boolean;
}

/** The kernel calls of a step, in pieces short enough to look at the clock between two. */
export class StepPlan {
  /** The update, which takes over the controls. */
  readonly update: readonly Piece[];
  /** Brings back what the pass kept, which an update changes. */
  readonly takesBack: readonly KernelCall[];
  private readonly program: Program;
  private readonly options: PlanOptions;
  /** Addresses of what an update changes: the parameters, then each state vector. */
  private readonly vectors: readonly number[];
  private readonly updateCalls: readonly KernelCall[];
  private readonly passes = new Map<number, readonly Piece[]>();
  private readonly works = new Map<number, number>();
  private readonly bursts = new Map<number, (times: number) => void>();

  /** @param program with the regions that `Stepper` asks for */
  constructor(program: Program, options: PlanOptions) {
    this.program = program;
    this.options = options;
    this.vectors = [
      program.parameterAddress,
      ...options.optimizer.slots.map((slot) => program.address(`slot.${slot}`)),
    ];
    this.takesBack = this.copies("take back");
    this.updateCalls = this.planUpdates();
    this.update = joined(this.program, this.updateCalls);
  }

  /** All of a step before its update, for the rows whose numbers are in the region "numbers". */
  pass(rows: number): readonly Piece[] {
    const known = this.passes.get(rows);
    if (known) return known;
    const pass = joined(this.program, this.passCalls(rows));
    this.passes.set(rows, pass);
    return pass;
  }

  /** Runs so many whole steps of the burst that is prepared, or until one fails. */
  repeated(rows: number): (times: number) => void {
    const known = this.bursts.get(rows);
    if (known) return known;
    const { program } = this;
    const counter = program.address("burst.counter");
    const { optimizer } = this.options;
    const calls = [
      program.call(
        "beginStep",
        counter,
        program.address("burst.numbers"),
        program.address("numbers"),
        rows,
        program.address("burst.controls"),
        program.address("controls"),
        optimizer.controlCount,
      ),
      ...this.passCalls(rows),
      program.call("checkPass"),
      ...this.updateCalls,
      program.call("endStep", counter),
    ];
    const repeated = program.repeat(calls, HALT);
    this.bursts.set(rows, repeated);
    return repeated;
  }

  /** Work of a whole step, calls included. */
  work(rows: number): number {
    const known = this.works.get(rows);
    if (known !== undefined) return known;
    const work = [...this.pass(rows), ...this.update].reduce((sum, piece) => sum + piece.work, 0);
    this.works.set(rows, work);
    return work;
  }

  private passCalls(rows: number): readonly KernelCall[] {
    const { program } = this;
    const { target, inputs, clipped } = this.options;
    const numbers = program.address("numbers");
    const from = program.address("data.target");
    const calls = [
      program.call(
        "gatherRows",
        program.address("data.x"),
        numbers,
        program.address("x"),
        rows,
        inputs,
      ),
      target.node === "labels"
        ? program.call("gatherLabels", from, numbers, program.address("labels"), rows)
        : program.call("gatherRows", from, numbers, program.address("y"), rows, target.columns),
      ...this.weights(rows),
      ...this.forward(rows),
      ...this.count(rows),
      ...program.backward(rows),
      ...this.ranges(true).map(({ offset, length }) =>
        program.call("fill", program.gradientAddress + offset, 0, length),
      ),
      program.call("allFinite", program.gradientAddress, program.parameterCount),
    ];
    if (clipped) {
      calls.push(
        program.call(
          "clipNorm",
          program.gradientAddress,
          program.address("clip"),
          program.parameterCount,
        ),
      );
    }
    calls.push(...this.copies("keep"));
    return calls;
  }

  /**
   * The forward pass, in which the losses from logits give the output map for nothing: they keep
   * it for their gradients, to the same bits.
   */
  private forward(rows: number): readonly KernelCall[] {
    const { program } = this;
    const calls = program.forward(rows);
    const map = outputMaps.find(({ loss }) => calls.some(({ kernel }) => kernel === loss));
    const loss = calls.find(({ kernel }) => kernel === map?.loss);
    if (map === undefined || loss === undefined) return calls;
    const [z, , , kept = 0] = loss.args;
    const u = program.address(program.graph.output.name);
    const own = calls.find(({ kernel, args }) => {
      return kernel === map.activation && args[0] === z && args[1] === u;
    });
    if (own === undefined) return calls;
    const size = loss.args.slice(4).reduce((product, count) => product * count, 1);
    return [...calls.filter((call) => call !== own), program.call("copy", kept, u, size)];
  }

  private weights(rows: number): readonly KernelCall[] {
    if (!this.options.weighted) return [];
    const { program } = this;
    const [all, numbers, own] = ["data.weights", "numbers", "weights"].map((name) =>
      program.address(name),
    ) as [number, number, number];
    return [program.call("gatherRows", all, numbers, own, rows, 1)];
  }

  private count(rows: number): readonly KernelCall[] {
    const { program } = this;
    const { target, outputs } = this.options;
    if (target.classes === null) return [];
    const u = program.address(program.graph.output.name);
    const [all, numbers, total] = [target.classes, "numbers", "right"].map((name) =>
      program.address(name),
    ) as [number, number, number];
    return [program.call("countRight", u, all, numbers, total, rows, outputs)];
  }

  /** Copies of all that an update changes, to the side or back. */
  private copies(direction: "keep" | "take back"): KernelCall[] {
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
            `update.${this.options.optimizer.name}`,
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
