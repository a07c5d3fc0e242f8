import { z } from "zod";
import { UserError } from "../errors.ts";
import { networkSchema } from "../formats/schemas.ts";
import { parameterNames, validateNetwork } from "../graph/build.ts";
import type { LossName, NetworkSpec, Reduction } from "../graph/network.ts";
import { type Json, JsonError, parseJson, quoted } from "../json.ts";
import { checkedFields, fieldFault, problemFormat } from "./fields.ts";
import { type FormulaProblem, parseFormulas } from "./formulas.ts";

/** The training of a problem: the given rows, step by step, with no chance in it. */
export interface ProblemTraining {
  readonly optimizer: ProblemOptimizer;
  readonly schedule: ProblemSchedule | null;
  readonly stepsPerEpoch: number;
  /** Row numbers of each step's batch, from 0. */
  readonly batches: readonly (readonly number[])[];
}

/** Options as PyTorch calls them; those left out have PyTorch's defaults. */
export type ProblemOptimizer = z.infer<typeof optimizerSchema>;
export type ProblemSchedule = z.infer<typeof scheduleSchema>;

/** What a problem file asks to work out: a network or formulas. */
export type Problem = NetworkProblem | FormulaProblem;

/** A network with given parameters and data, whose every number can be worked out. */
export interface NetworkProblem {
  readonly kind: "network";
  readonly title: string;
  readonly network: NetworkSpec;
  /** null: forward pass only. */
  readonly loss: LossName | null;
  readonly reduction: Reduction;
  readonly rows: number;
  /** [rows, inputs]. */
  readonly x: Float64Array;
  /** Targets: [rows, outputs] for bce and squared, class indices [rows] for cce; null without loss. */
  readonly target: Float64Array | Int32Array | null;
  /** [rows], what each row's loss is multiplied by; left out: 1. */
  readonly weights?: Float64Array;
  /** By name, row-major. */
  readonly parameters: ReadonlyMap<string, Float64Array>;
  readonly training: ProblemTraining | null;
}

const row = z.array(z.number());
const index = z.int().min(0);
const rate = z.number().positive();
const decay = z.number().min(0).default(0);
const beta = z.number().min(0).lt(1);
const epsilon = z.number().min(0).default(1e-8);
const momentum = z.number().min(0).lt(1).default(0);

const adam = {
  lr: rate,
  betas: z.tuple([beta, beta]).default([0.9, 0.999]),
  eps: epsilon,
  weight_decay: decay,
};
const optimizers = [
  z.strictObject({
    name: z.literal("sgd"),
    lr: rate,
    momentum,
    nesterov: z.boolean().default(false),
    weight_decay: decay,
  }),
  z.strictObject({ name: z.literal("adam"), ...adam }),
  z.strictObject({ name: z.literal("adamw"), ...adam, weight_decay: decay.default(0.01) }),
  z.strictObject({
    name: z.literal("rmsprop"),
    lr: rate,
    alpha: beta.default(0.99),
    eps: epsilon,
    weight_decay: decay,
  }),
] as const;
const optimizerSchema = z.discriminatedUnion("name", optimizers, {
  error: "name one of sgd, adam, adamw, rmsprop",
});

const schedules = [
  z.strictObject({ name: z.literal("constant") }),
  z.strictObject({ name: z.literal("step"), every: z.int().min(1), gamma: rate }),
  z.strictObject({ name: z.literal("exponential"), gamma: rate }),
  z.strictObject({ name: z.literal("cosine"), epochs: z.int().min(1), min: z.number().min(0) }),
] as const;
const scheduleSchema = z.discriminatedUnion("name", schedules, {
  error: "name one of constant, step, exponential, cosine",
});

const problemSchema = z.strictObject({
  format: z.literal(problemFormat),
  title: z.string().default(""),
  network: networkSchema,
  loss: z.enum(["bce", "cce", "squared"]).nullable().default(null),
  reduction: z.enum(["mean", "sum"]).default("mean"),
  x: z.array(row).min(1),
  y: z.array(row).optional(),
  labels: z.array(index).optional(),
  weights: z.array(z.number().min(0)).optional(),
  params: z.record(z.string(), z.union([row, z.array(row)])),
  training: z
    .strictObject({
      optimizer: optimizerSchema,
      schedule: scheduleSchema.nullable().default(null),
      stepsPerEpoch: z.int().min(1),
      batches: z.array(z.array(index).min(1)).min(1),
    })
    .nullable()
    .default(null),
});

/**
 * Reads a problem file (`chainrule-problem/1`).
 *
 * @param file its name, for messages
 * @throws {UserError} naming the field, or the line and column where the JSON is broken
 */
export function parseProblem(text: string, file: string): Problem {
  let json: Json;
  try {
    json = parseJson(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new UserError(`the JSON is broken: ${error.message}`, "correct it there", {
      file,
      line: error.line,
    });
  }
  const fields = typeof json === "object" && json !== null ? json : {};
  const version = "format" in fields && fields.format;
  if (version !== problemFormat) {
    const found = typeof version === "string" ? `the format ${quoted(version)}` : "no format";
    throw fieldFault(file, "format", `names ${found}; this program reads "${problemFormat}"`);
  }
  return "expressions" in fields ? parseFormulas(json, file) : parseNetwork(json, file);
}

function parseNetwork(json: Json, file: string): NetworkProblem {
  const fields = checkedFields(json, problemSchema, file);
  const { title, network, loss, reduction, x, params, training } = fields;
  try {
    validateNetwork(network);
  } catch (error) {
    throw error instanceof UserError ? error.at({ file }) : error;
  }
  const rows = x.length;
  for (const [step, batch] of (training?.batches ?? []).entries()) {
    const beyond = batch.find((index) => index >= rows);
    if (beyond === undefined) continue;
    const reason = `names row ${beyond}, but x has rows 0 to ${rows - 1}`;
    throw fieldFault(file, `training.batches.${step}`, reason);
  }
  if (training && !loss) throw fieldFault(file, "loss", "is needed for training");
  const table = (name: string, values: readonly (readonly number[])[], columns: number) =>
    matrix(file, name, values, rows, columns);
  return {
    kind: "network",
    title,
    network,
    loss,
    reduction,
    rows,
    x: table("x", x, network.inputs),
    target: readTarget(),
    ...readWeights(),
    parameters: readParameters(file, network, params),
    training,
  };

  function readWeights(): { weights: Float64Array } | null {
    const { weights } = fields;
    if (!loss || !weights) return null;
    return { weights: matrix(file, "weights", [weights], 1, rows) };
  }

  function readTarget(): NetworkProblem["target"] {
    if (!loss) return null;
    const outputs = network.layers.at(-1)?.units ?? 0;
    const { y, labels } = fields;
    if (loss === "cce") {
      if (!labels) throw fieldFault(file, "labels", "is needed for the loss cce");
      if (labels.length !== rows) {
        throw fieldFault(file, "labels", `has ${labels.length} entries, x has ${rows} rows`);
      }
      const wrong = labels.findIndex((label) => label >= outputs);
      if (wrong < 0) return Int32Array.from(labels);
      const range = `there are ${outputs} classes, 0 to ${outputs - 1}`;
      throw fieldFault(file, `labels.${wrong}`, `is ${labels[wrong]}, but ${range}`);
    }
    if (!y) throw fieldFault(file, "y", `is needed for the loss ${loss}`);
    const values = table("y", y, outputs);
    const wrong = loss === "bce" ? values.findIndex((value) => value < 0 || value > 1) : -1;
    if (wrong < 0) return values;
    const name = `y.${Math.floor(wrong / outputs)}.${wrong % outputs}`;
    throw fieldFault(file, name, `is ${values[wrong]}; the loss bce takes 0 to 1`);
  }
}

function readParameters(
  file: string,
  network: NetworkSpec,
  params: Readonly<Record<string, readonly number[] | readonly (readonly number[])[]>>,
): Map<string, Float64Array> {
  const parameters = new Map<string, Float64Array>();
  for (const { name, shape } of parameterNames(network)) {
    const value = params[name];
    if (value === undefined) throw fieldFault(file, name, "is absent from params");
    const [length, columns] = shape;
    if (columns === undefined) {
      parameters.set(name, matrix(file, name, [value as readonly number[]], 1, length));
    } else {
      parameters.set(name, matrix(file, name, value as readonly number[][], length, columns));
    }
  }
  const other = Object.keys(params).find((name) => !parameters.has(name));
  if (other === undefined) return parameters;
  throw fieldFault(file, other, "is in params, but the network has no such parameter");
}

function matrix(
  file: string,
  name: string,
  values: readonly (number | readonly number[])[],
  rows: number,
  columns: number,
): Float64Array {
  if (values.length !== rows)
    throw fieldFault(file, name, `has ${values.length} rows and not ${rows}`);
  const data = new Float64Array(rows * columns);
  for (const [index, row] of values.entries()) {
    if (typeof row === "number") throw fieldFault(file, name, "must be a list of rows");
    if (row.length !== columns) {
      throw fieldFault(file, name, `row ${index} has ${row.length} numbers and not ${columns}`);
    }
    const nested = (row as readonly unknown[]).some((value) => typeof value !== "number");
    if (nested) throw fieldFault(file, name, "must be a list of numbers");
    data.set(row, index * columns);
  }
  return data;
}
