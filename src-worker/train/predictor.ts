import type { PartData } from "../data/dataset.ts";
import { networkGraph } from "../graph/build.ts";
import type { LossName, NetworkSpec } from "../graph/network.ts";
import { Program } from "../graph/program.ts";
import { float32 } from "../kernels/elementary.ts";
import { joined, type Piece } from "./pieces.ts";

const CHUNK = 256;

/** Outputs and loss of some rows. */
export interface Evaluation {
  /** Mean loss of a row, with the rows' weights where they have some; its sum is float64. */
  readonly loss: number;
  /** u of the last layer, [rows, outputs]. */
  readonly outputs: Float32Array;
}

/** A network that is only asked, not trained; through the same kernels as training. */
export class Predictor {
  private readonly spec: NetworkSpec;
  private readonly values: Float32Array;
  private readonly programs = new Map<string, Program>();
  /** Forward passes by the number of rows. */
  private readonly passes = new WeakMap<Program, Map<number, readonly Piece[]>>();

  /** @param parameters in the order of their names; copied */
  constructor(spec: NetworkSpec, parameters: Float32Array) {
    this.spec = spec;
    this.values = parameters.slice();
  }

  /** Puts other parameters in place of the present ones. */
  set parameters(parameters: Float32Array) {
    this.values.set(parameters);
    for (const program of this.programs.values()) program.parameters().set(parameters);
  }

  /** u of the last layer, [rows, outputs], for X [rows, inputs]. */
  outputs(x: Float32Array, rows: number): Float32Array {
    return this.layer(`layers.${this.spec.layers.length - 1}.u`, x, rows);
  }

  /** The logits z of the last layer, [rows, outputs]. */
  logits(x: Float32Array, rows: number): Float32Array {
    return this.layer(`layers.${this.spec.layers.length - 1}.z`, x, rows);
  }

  /** u of a layer, [rows, units]. */
  hidden(layer: number, x: Float32Array, rows: number): Float32Array {
    return this.layer(`layers.${layer}.u`, x, rows);
  }

  /** Outputs and mean loss on prepared rows. */
  evaluate(part: PartData, loss: LossName): Evaluation {
    const evaluation = this.evaluation(part, loss);
    for (;;) {
      const { done, value } = evaluation.next();
      if (done) return value;
    }
  }

  /** `evaluate` in small pieces: yields the work done after each. */
  *evaluation(part: PartData, loss: LossName): Generator<number, Evaluation> {
    const { weights } = part;
    const program = this.program(loss, weights !== undefined);
    const outputs = this.spec.layers.at(-1)?.units ?? 0;
    const all = new Float32Array(part.rows * outputs);
    let sum = 0;
    for (let start = 0; start < part.rows; start += CHUNK) {
      const end = Math.min(part.rows, start + CHUNK);
      const rows = end - start;
      program.setData("x", slice(part.x, start, end, this.spec.inputs), rows);
      if (loss === "cce") program.setData("labels", part.labels.subarray(start, end), rows);
      else program.setData("y", slice(part.y, start, end, outputs), rows);
      if (weights) program.setData("weights", weights.subarray(start, end), rows);
      for (const piece of this.pass(program, rows)) {
        piece.run();
        yield piece.work;
      }
      sum += program.lossSum();
      all.set(program.value(program.graph.output.name, rows).data, start * outputs);
    }
    return { loss: sum / part.rows, outputs: all };
  }

  private layer(name: string, x: Float32Array, rows: number): Float32Array {
    const program = this.program(null);
    const chunks: (Float32Array | Float64Array)[] = [];
    for (let start = 0; start < rows; start += CHUNK) {
      const end = Math.min(rows, start + CHUNK);
      program.setData("x", slice(x, start, end, this.spec.inputs), end - start);
      for (const call of program.forward(end - start)) call.run();
      chunks.push(program.value(name, end - start).data);
    }
    const all = new Float32Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
    let offset = 0;
    for (const chunk of chunks) {
      all.set(chunk, offset);
      offset += chunk.length;
    }
    return all;
  }

  private pass(program: Program, rows: number): readonly Piece[] {
    const known = this.passes.get(program)?.get(rows);
    if (known) return known;
    const pass = joined(program, program.forward(rows));
    const all = this.passes.get(program) ?? new Map<number, readonly Piece[]>();
    this.passes.set(program, all.set(rows, pass));
    return pass;
  }

  private program(loss: LossName | null, weighted = false): Program {
    const key = `${loss} ${weighted}`;
    const known = this.programs.get(key);
    if (known) return known;
    const program = new Program(networkGraph(this.spec, loss, "sum", weighted), {
      maxRows: CHUNK,
      arithmetic: float32,
      gradients: "none",
    });
    program.parameters().set(this.values);
    program.dropout(false);
    this.programs.set(key, program);
    return program;
  }
}

const slice = (values: Float32Array, start: number, end: number, columns: number) =>
  values.subarray(start * columns, end * columns);
