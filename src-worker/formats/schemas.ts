import { config, z } from "zod";
import type { ColumnChoice, FeatureCoding, Preprocessing, TargetCoding } from "../data/dataset.ts";
import { dateParts } from "../data/date-parts.ts";
import { encoders } from "../data/encoders.ts";
import { fillers } from "../data/fillers.ts";
import { scalers } from "../data/scalers.ts";
import { splits } from "../data/splits.ts";
import { UserError } from "../errors.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { type Json, JsonError, parseJson, quoted } from "../json.ts";
import type { EpochPoint, History } from "../train/history.ts";
import type { TrainingOptions } from "../train/options.ts";

// The window's content security policy forbids compiled validators (`new Function`).
config({ jitless: true });

const count = z.int().min(1);
const share = z.number().min(0).lt(1);
const seed = z
  .int()
  .min(0)
  .lt(2 ** 32);
const picture = z.object({ width: count, height: count }).nullable();

export const networkSchema = z.object({
  inputs: count,
  layers: z
    .array(
      z.object({
        units: count,
        activation: z.string(),
        bias: z.boolean(),
        dropout: share.exactOptional(),
      }),
    )
    .min(1),
}) satisfies z.ZodType<NetworkSpec>;

const notZero = z.number().refine((scale) => scale !== 0, "must not be 0");

const numberScale = {
  curve: z.literal("log").exactOptional(),
  mean: z.number(),
  scale: notZero,
};

const namesOf = <Name extends string>(entries: readonly { readonly name: Name }[]) =>
  entries.map(({ name }) => name);
const partNames = namesOf(dateParts);
const scalerNames = namesOf(scalers);
const encoderNames = namesOf(encoders);
const fillerNames = namesOf(fillers);
const splitNames = namesOf(splits);

const choiceSchema = z.object({
  scaling: z.enum(scalerNames).exactOptional(),
  encoding: z.enum(encoderNames).exactOptional(),
  missing: z.enum(fillerNames).exactOptional(),
  value: z.union([z.number(), z.string()]).exactOptional(),
  parts: z.array(z.enum(partNames)).exactOptional(),
}) satisfies z.ZodType<ColumnChoice>;

const featureSchema = z.discriminatedUnion("type", [
  z.object({
    column: z.string(),
    type: z.literal("number"),
    wide: z.literal(true).exactOptional(),
    ...numberScale,
    fill: z.number().nullable(),
  }),
  z.object({
    column: z.string(),
    type: z.literal("category"),
    labels: z.array(z.string()),
    fill: z.string().nullable(),
  }),
  z.object({
    column: z.string(),
    type: z.literal("ordinal"),
    labels: z.array(z.string()),
    ...numberScale,
    fill: z.string().nullable(),
  }),
  z.object({
    column: z.string(),
    type: z.literal("date"),
    parts: z.array(z.object({ part: z.enum(partNames), ...numberScale })).min(1),
    order: z.enum(["month", "day"]).exactOptional(),
    fill: z.number().nullable(),
  }),
]) satisfies z.ZodType<FeatureCoding>;

const targetSchema = z.discriminatedUnion("task", [
  z.object({
    task: z.enum(["binary", "multiclass"]),
    column: z.string(),
    labels: z.array(z.string()).min(2),
    numeric: z.boolean(),
  }),
  z.object({
    task: z.literal("regression"),
    columns: z
      .array(
        z.object({
          column: z.string(),
          mean: z.number(),
          scale: notZero,
        }),
      )
      .min(1),
  }),
]) satisfies z.ZodType<TargetCoding>;

export const preprocessingSchema = z
  .object({
    features: z.array(featureSchema).min(1),
    target: targetSchema,
    spec: z.object({
      targets: z.array(z.string()),
      features: z.array(z.string()).nullable(),
      task: z.enum(["auto", "binary", "multiclass", "regression"]),
      standardize: z.boolean(),
      validation: share.nullable(),
      test: share,
      missing: z.enum(fillerNames),
      seed,
      scaling: z.enum(scalerNames).exactOptional(),
      encoding: z.enum(encoderNames).exactOptional(),
      columns: z.record(z.string(), choiceSchema).exactOptional(),
      weight: z.string().nullable().exactOptional(),
      split: z.enum(splitNames).exactOptional(),
      splitColumn: z.string().nullable().exactOptional(),
    }),
    picture,
  })
  .nullable() satisfies z.ZodType<Preprocessing | null>;

const choice = z.object({ name: z.string(), options: z.record(z.string(), z.number()) });

export const trainingOptionsSchema = z
  .object({
    loss: z.enum(["bce", "cce", "squared"]),
    reduction: z.enum(["mean", "sum"]),
    optimizer: choice,
    learningRate: z.number().positive(),
    schedule: choice,
    batch: count,
    epochs: z.int().min(0).nullable(),
    seed,
    initializer: choice,
    weightDecay: z.number().min(0),
    l1: z.number().min(0),
    clipNorm: z.number().positive().nullable(),
    earlyStopping: count.nullable(),
    frozen: z.array(z.int().min(0)),
  })
  .nullable() satisfies z.ZodType<TrainingOptions | null>;

/** JSON has no NaN or infinity: a loss that was not finite is written as null. */
export const lossSchema = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const measured = z.number().nullable();
const step = z.int().min(0);

const epochPointSchema = z.object({
  epoch: step,
  step,
  loss: lossSchema,
  accuracy: measured,
  validationLoss: measured,
  validationAccuracy: measured,
  learningRate: z.number(),
}) satisfies z.ZodType<EpochPoint>;

export const historySchema = z.object({
  epochs: z.array(epochPointSchema),
  steps: z.array(z.object({ step, loss: lossSchema })),
}) satisfies z.ZodType<History>;

/**
 * Reads JSON and checks it against a schema.
 *
 * @param place the file, and the name of the text in it, for messages
 * @throws {UserError} naming the field, as in `training.options.batch`
 */
export function readJson<T>(
  text: string,
  schema: z.ZodType<T>,
  place: { readonly file: string; readonly name: string },
): T {
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new UserError(`${place.name} is not valid JSON: ${error.message}`, "", place);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = [place.name, ...(issue?.path ?? [])].map(String).join(".");
  throw new UserError(`${quoted(path)}: ${issueWords(issue)}`, "", {
    ...place,
    name: path,
  });
}

/** A fault found by a schema, as the end of a sentence. */
export function issueWords(issue: { readonly message: string } | undefined): string {
  const { message } = issue ?? { message: "is not what it should be" };
  return message.charAt(0).toLowerCase() + message.slice(1);
}
